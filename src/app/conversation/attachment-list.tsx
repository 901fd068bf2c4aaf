import { Paperclip } from 'lucide-react';
import type { Attachment } from '#contract/desk/conversation.ts';
import { attachmentAddress, sizeOf } from './attachments.ts';

export function AttachmentList({ attachments }: { attachments: Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-2">
      {attachments.map((attachment) => (
        <li key={attachment.attachment_id} className="max-w-full">
          <a
            href={attachmentAddress(attachment)}
            download={attachment.filename}
            className="inline-flex min-h-11 max-w-full items-center gap-2 rounded-[10px] border border-line px-3 py-1 text-[13px] transition-colors duration-150 hover:bg-sunken wide:min-h-[30px]"
          >
            <Paperclip aria-hidden className="size-3.5 shrink-0 text-third" />
            <span className="min-w-0 font-medium wrap-anywhere">{attachment.filename}</span>
            <span className="tabular shrink-0 text-[12.5px] text-third">{sizeOf(attachment.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
