import type { DeskConversation } from '#contract/desk/conversation.ts';
import { sanitisedDraft } from '../lib/sanitised-draft.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { replyOpening } from './reply-opening.ts';

/** Characters: to draw a longer body ahead would be noticed by whoever writes meanwhile. */
const longest = 50_000;

let prepared: { revision: string; isReady: Promise<boolean> } | null = null;

/**
 * Has the editor of a saved reply ready before it is opened, made while nothing else is to be done.
 * @returns whether the reply is one to be drawn ahead, once its editor is there.
 */
export function prepareReply({ reply, reply_modality: modality }: DeskConversation): Promise<boolean> {
  if (reply && reply.body_html.length > longest) return Promise.resolve(false);
  if (reply?.status !== 'saved' || modality !== 'email') return Promise.resolve(true);
  const { revision, body_html } = reply;
  if (prepared?.revision !== revision) prepared = { revision, isReady: prepare(body_html) };
  return prepared.isReady;
}

async function prepare(body: string): Promise<boolean> {
  await new Promise<void>((resolve) => whenIdle(resolve));
  try {
    const { prepareReplyEditor } = await import('../editor/reply-editor.tsx');
    prepareReplyEditor({ ...replyOpening, html: sanitisedDraft(body).html, editable: true });
    return true;
  } catch {
    // Whoever opens it makes one all the same, and is told what cannot be opened.
    return false;
  }
}
