import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { hintOf, useKeysOf } from '../lib/commands/keys-of.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { alone, type Intent, intents, type Question } from '../lib/offline/intents.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { DraftStatus } from './draft-status.tsx';
import type { ReplyModality } from './outgoing-body.ts';
import { replyQueries } from './queries.ts';
import { ReplyCard } from './reply-card.tsx';
import { editInstead } from './send-later.ts';

interface Props {
  intent: Intent;
  modality: ReplyModality;
  /** It is edited on from here. */
  onEdit: () => void;
}

/** What makes it go after all: the new message was read, or it was looked at once more. */
const goesOn = (intent: Intent, { kind, readThrough }: Question): Intent => ({
  ...intent,
  ...(kind === 'customer' ? { readThrough } : { at: Date.now() }),
  question: null,
});

/** A reply that was let go while the desk could not be reached: it waits in this browser, or asks what is to become of it. */
export function WaitingReply({ intent, modality, onEdit }: Props) {
  const { question, copyKey, send } = intent;
  const { body_html: html, cc_emails: cc, bcc_emails: bcc } = send.input;
  const pictures = useQuery(replyQueries.inlineImages(intent.conversationId, html));
  const [busy, setBusy] = useState(false);
  const card = useRef<HTMLElement>(null);
  // The card has just replaced the form: what was focused is gone.
  useEffect(() => {
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  }, []);
  const act = async (what: () => Promise<void>) => {
    setBusy(true);
    // While it is on its way nothing is withdrawn.
    await alone(copyKey, async () => {
      const still = intents.get(copyKey);
      if (still?.send.key === send.key) await what();
    }).finally(() => setBusy(false));
  };
  const edit = () =>
    void act(async () => {
      await editInstead(intent);
      onEdit();
    });
  const editKeys = useKeysOf('edit');
  useCommand('edit', edit, { enabled: !busy });
  const maySend = question?.kind === 'customer' || question?.kind === 'old';
  return (
    <>
      {question ? (
        <Notice kind="warning" role="alert">
          It was not sent. {question.detail}
        </Notice>
      ) : null}
      <ReplyCard
        ref={card}
        name="Waiting reply"
        modality={modality}
        html={html}
        cc={cc}
        bcc={bcc}
        inlineImages={pictures.data}
        status={
          <DraftStatus dot="warning">
            {question ? 'Not sent: kept in this browser' : 'Offline: will be sent when the desk is back'}
          </DraftStatus>
        }
      >
        <Button
          aria-keyshortcuts={editKeys?.aria}
          title={hintOf('Edit', editKeys)}
          look={question && !maySend ? 'primary' : 'secondary'}
          busy={busy}
          onClick={edit}
        >
          Edit
        </Button>
        {question && maySend ? (
          <Button look="primary" busy={busy} onClick={() => act(() => intents.put(goesOn(intent, question)))}>
            Send anyway
          </Button>
        ) : null}
      </ReplyCard>
    </>
  );
}
