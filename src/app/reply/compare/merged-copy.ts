import type { DeskReply } from '#contract/desk/conversation.ts';
import { recipientsFrom } from '../recipients.ts';
import { openCopy, type WorkingCopy } from '../working-copy.ts';
import type { VersionContent } from './versions.ts';

/** Both versions together as an edit of theirs that is not saved. */
export function mergedCopy(
  copy: WorkingCopy,
  theirs: DeskReply,
  asOf: number,
  content: VersionContent,
): WorkingCopy {
  return {
    ...openCopy(theirs, asOf),
    opened: content.body_html,
    asLoaded: false,
    bodyUnsaved: true,
    openedIsSaved: false,
    cc: recipientsFrom(content.cc_emails),
    bcc: recipientsFrom(content.bcc_emails),
    whenDone: copy.whenDone,
    notify: copy.notify,
  };
}
