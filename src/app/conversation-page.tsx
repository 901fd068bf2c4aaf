import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Activity, memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { aheadFor, conversationQueries } from './conversation/queries.ts';
import { type Drawing, drawAhead, drawingOf, drawNothingAhead, useAhead } from './drawn-ahead.ts';
import { OpenConversation } from './open-conversation.tsx';
import { useShownConversation } from './shown-early.ts';

const Conversation = memo(OpenConversation);

/** The conversation of the address and, outside of the page, the one that is likely to be next. */
export function ConversationPage() {
  const conversationId = useShownConversation(useParams({ strict: false }).conversationId);
  const client = useQueryClient();
  const ahead = useAhead();
  const [shown, setShown] = useState<Drawing | null>(null);
  useEffect(() => drawNothingAhead, []);
  if (conversationId === undefined) return null;
  if (shown?.conversationId !== conversationId) {
    setShown(drawingOf(client, conversationId));
    return null;
  }
  const next = ahead?.conversationId === conversationId ? null : ahead;
  return (
    <>
      {[shown, next].map(
        (drawing) =>
          drawing && (
            <Stage key={drawing.key} isShown={drawing === shown}>
              <Conversation conversationId={drawing.conversationId} />
            </Stage>
          ),
      )}
      {next && <Renewal conversationId={next.conversationId} />}
    </>
  );
}

/** Reads again what was read ahead when something happens to it, and has it drawn as it is then. */
function Renewal({ conversationId }: { conversationId: string }) {
  const client = useQueryClient();
  const { data } = useQuery({
    ...conversationQueries.detail(conversationId),
    refetchInterval: false,
    refetchOnMount: true,
    staleTime: aheadFor,
  });
  useEffect(() => {
    if (data) void drawAhead(client, conversationId);
  }, [client, conversationId, data]);
  return null;
}

/** Draws into a box of its own, which is in the page while it is shown. Until then nothing that is drawn has an effect. */
function Stage({ isShown, children }: { isShown: boolean; children: ReactNode }) {
  const [box] = useState(() => {
    const made = document.createElement('div');
    made.className = 'contents';
    return made;
  });
  return (
    <>
      <Place box={box} isShown={isShown} />
      <Activity mode={isShown ? 'visible' : 'hidden'}>{createPortal(children, box)}</Activity>
    </>
  );
}

/** Stands before what is drawn, so that the box is in the page when the effects of the drawing look for its place there. */
function Place({ box, isShown }: { box: HTMLElement; isShown: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!isShown) return;
    place.current?.append(box);
    return () => box.remove();
  }, [box, isShown]);
  return <div ref={place} className="contents" />;
}
