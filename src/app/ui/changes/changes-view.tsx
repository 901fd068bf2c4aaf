import { useId, useMemo } from 'react';
import { plural } from '../../lib/plural.ts';
import { Notice } from '../notice.tsx';
import { type ComparedRevision, changesBetween } from './changes-between.ts';
import { ChangesBody } from './changes-body.tsx';
import { ChangedLinks } from './changes-links.tsx';
import { ChangedRecipients } from './changes-recipients.tsx';
import { ChangesText } from './changes-text.tsx';

interface Props {
  before: ComparedRevision;
  after: ComparedRevision;
  /** `Changed since the AI draft` */
  heading: string;
  /** What `cid:` images show: content id, without angle brackets, to `data:` URL. */
  inlineImages?: ReadonlyMap<string, string>;
}

/** What is different between two versions of a reply: who gets it, where its links lead, and its words in their place. */
export function ChangesView({ before, after, heading, inlineImages }: Props) {
  const id = useId();
  const changes = useMemo(() => changesBetween(before, after), [before, after]);
  const { recipients, links, body, parts, marked, summary } = changes;
  const nothing = !body.changed && !body.reformatted;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="text-[12.5px] font-semibold text-third">
        {heading}
      </h3>
      <p className="text-[12.5px] text-second">{summary}.</p>
      <ChangedRecipients changes={recipients} />
      <ChangedLinks changes={links} />
      {body.coarse ? (
        <Notice kind="info">
          The versions differ too much to be compared word by word: some paragraphs are shown as replaced.
        </Notice>
      ) : null}
      {nothing ? null : (
        <div className="rounded-[10px] border border-line bg-surface p-3">
          {parts ? <ChangesText parts={parts} /> : null}
          {marked ? (
            <ChangesBody
              title={`${heading}: ${plural(body.inserted + body.deleted, 'word')}`}
              marked={marked}
              inlineImages={inlineImages}
            />
          ) : null}
        </div>
      )}
    </section>
  );
}
