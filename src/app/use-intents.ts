import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import type { Session } from '#contract/desk/session.ts';
import { offerToOpen } from './lib/offer-to-open.ts';
import { carryOut, type Outcome } from './lib/offline/carry-out.ts';
import { alone, type Intent, intents } from './lib/offline/intents.ts';
import { forgetConversation } from './lib/undo-decisions.ts';
import { paths } from './paths.ts';
import { useOfferRecall } from './reply/mutations.ts';
import { afterSentLater } from './reply/send-later.ts';

/** Milliseconds between two tries while the desk answers, but not this. */
const tryEvery = 15_000;

/** Does what was asked for while the desk could not be reached, as soon as it is back. */
export function useIntents(session: Session, isAway: boolean): void {
  const client = useQueryClient();
  const router = useRouter();
  const offerRecall = useOfferRecall();
  const { person_id: personId } = session.person;

  const settle = async (intent: Intent, outcome: Outcome) => {
    const { copyKey, conversationId } = intent;
    if (outcome.kind === 'waits') return;
    const { name } = outcome;
    if (outcome.kind === 'asks') {
      await intents.put({ ...(intents.get(copyKey) ?? intent), question: outcome.question });
      void forgetConversation(client, conversationId);
      if (router.state.location.pathname === `/conversations/${conversationId}`) return;
      const sentence = `The reply to ${name} was not sent. ${outcome.question.detail}`;
      return offerToOpen('warning', sentence, () =>
        router.navigate({ to: paths.conversation, params: { conversationId } }),
      );
    }
    await afterSentLater(intent);
    await intents.drop(copyKey);
    void forgetConversation(client, conversationId);
    const { held, receipt } = outcome;
    const { scheduled_send_at: scheduledAt, decisionId } = receipt;
    if (scheduledAt === null || decisionId === null) return;
    const letGo = { name, held, scheduledAt, holdSeconds: session.send_hold_seconds, decisionId };
    offerRecall({ conversationId, copyKey }, letGo, false);
  };

  const run = useEffectEvent(async () => {
    await intents.ready;
    for (const { copyKey } of intents.of(personId))
      await alone(copyKey, async () => {
        const intent = intents.get(copyKey);
        if (!intent || intent.question !== null) return;
        const noteTry = () => intents.put({ ...intent, tried: true });
        await settle(intent, await carryOut(intent, personId, noteTry));
      });
  });

  useEffect(() => {
    if (isAway) return;
    let isOver = false;
    let isRunning = false;
    const start = () => {
      if (isOver || isRunning) return;
      isRunning = true;
      void run().finally(() => {
        isRunning = false;
      });
    };
    start();
    const stop = intents.subscribe(start);
    const timer = setInterval(start, tryEvery);
    return () => {
      isOver = true;
      stop();
      clearInterval(timer);
    };
  }, [isAway]);
}
