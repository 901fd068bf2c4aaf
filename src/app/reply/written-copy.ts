import { z } from 'zod';
import { asidesOf, behind } from './asides.ts';
import type { Attempt } from './attempt.ts';
import type { Recipient } from './recipients.ts';
import { openCopy, type WorkingCopy } from './working-copy.ts';

const caret = z.object({ anchor: z.number().int().min(0), head: z.number().int().min(0) });

const recipient: z.ZodType<Recipient> = z.object({
  text: z.string(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  problem: z.string().nullable(),
  source: z.string().exactOptional(),
});

const attempt: z.ZodType<Attempt> = z.object({
  key: z.string(),
  content: z.string(),
  whenDone: z.enum(['review', 'send']),
  responseId: z.string().nullable(),
  at: z.number(),
  unansweredAt: z.number().nullable(),
  lastSent: z.union([z.string(), z.null(), z.undefined()]),
});

const version = z.object({
  base: z.object({ responseId: z.string(), revision: z.string() }).nullable(),
  baseBody: z.object({ body_html: z.string(), cc: z.array(z.string()), bcc: z.array(z.string()) }).nullable(),
  body: z.string(),
  asLoaded: z.boolean(),
  bodyUnsaved: z.boolean(),
  caret: caret.nullable(),
  editedAt: z.number(),
  cc: z.array(recipient),
  bcc: z.array(recipient),
  ccText: z.string(),
  bccText: z.string(),
  savedCc: z.array(z.string()),
  savedBcc: z.array(z.string()),
  whenDone: z.enum(['review', 'send']),
  notify: z.boolean(),
  attempt: attempt.nullable(),
  theirs: z.string().nullable(),
});

/** A copy as the journal keeps it. A later desk may read what an earlier one wrote: names are added, never given another meaning. */
const writtenCopy = version.extend({
  aside: version.nullable(),
  /** What waits behind the aside. */
  behind: z.array(version).default([]),
});

const versionOf = (copy: WorkingCopy): z.infer<typeof version> => {
  const { base, baseBody, cc, bcc, ccText, bccText, savedCc, savedBcc } = copy;
  const { whenDone, notify, attempt, theirs, bodyUnsaved, editedAt } = copy;
  return {
    ...{ base, baseBody, cc, bcc, ccText, bccText, savedCc, savedBcc },
    ...{ whenDone, notify, attempt, theirs, bodyUnsaved, editedAt },
    body: copy.read?.() ?? copy.opened,
    asLoaded: copy.asLoaded && copy.read === null,
    caret: copy.readCaret?.() ?? copy.caret,
  };
};

export function written(copy: WorkingCopy): z.infer<typeof writtenCopy> {
  const [aside = null, ...behind] = asidesOf(copy).map(versionOf);
  return { ...versionOf(copy), aside, behind };
}

function opened({ body, attempt, ...copy }: z.infer<typeof version>): WorkingCopy {
  return {
    ...openCopy(null, 0),
    ...copy,
    opened: body,
    openedIsSaved: !copy.bodyUnsaved,
    // Whoever waited for the answer is gone.
    attempt: attempt && { ...attempt, unansweredAt: attempt.unansweredAt ?? Date.now() },
  };
}

/** The copy that was written down; null where this desk cannot read it. */
export function restored(content: unknown): WorkingCopy | null {
  const read = writtenCopy.safeParse(content);
  if (!read.success) return null;
  const { aside, behind: others, ...shown } = read.data;
  const asides = aside === null ? [] : [aside, ...others];
  return {
    ...opened(shown),
    aside: asides.map(opened).reduceRight<WorkingCopy | null>((last, one) => behind(one, last), null),
  };
}
