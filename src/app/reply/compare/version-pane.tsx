import { type ReactNode, useId, useMemo } from 'react';
import type { ListDiff } from '#mail/diff/diff-recipients.ts';
import { type ComparedRevision, changesBetween } from '../../ui/changes/changes-between.ts';
import { ChangesBody } from '../../ui/changes/changes-body.tsx';
import { ChangesText } from '../../ui/changes/changes-text.tsx';

interface Props {
  /** `Theirs` */
  name: string;
  /** Who wrote it and when. */
  by: ReactNode;
  version: ComparedRevision;
  /** What it is to be held against; null: it is shown as it is. */
  before: ComparedRevision | null;
  /** Where the changes lead from: `Since the version that both began with` */
  since: string;
}

const looks = {
  stays: 'text-second',
  added: 'rounded-xs bg-good-soft px-0.5 text-good-ink no-underline',
  removed: 'rounded-xs bg-bad-soft px-0.5 text-bad-ink',
} as const;

/** One field of recipients: who stays, who came and who went. */
function Recipients({ name, list, changes }: { name: string; list: readonly string[]; changes: ListDiff }) {
  const marked = [
    ...list.map(
      (address) => ({ address, kind: changes.added.includes(address) ? 'added' : 'stays' }) as const,
    ),
    ...changes.removed.map((address) => ({ address, kind: 'removed' }) as const),
  ];
  if (marked.length === 0) return null;
  return (
    <div className="flex gap-2 text-[12.5px]">
      <span className="w-7 shrink-0 text-third">{name}</span>
      <ul aria-label={name} className="flex min-w-0 flex-wrap gap-x-2">
        {marked.map(({ address, kind }) => {
          const Mark = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
          return (
            <li key={`${kind} ${address}`} className="min-w-0 wrap-anywhere">
              {kind === 'stays' ? null : <span className="sr-only">{kind}: </span>}
              <Mark dir="auto" className={looks[kind]}>
                {address}
              </Mark>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** One version of a reply in its own rendering, with what became of it marked. */
export function VersionPane({ name, by, version, before, since }: Props) {
  const id = useId();
  const from = before ?? version;
  const changes = useMemo(() => changesBetween(from, version), [from, version]);
  const { recipients, parts, marked, summary } = changes;
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-1 flex-col gap-2.5">
      <header className="flex flex-col gap-0.5">
        <h3 id={id} className="text-[14px] font-semibold">
          {name}
        </h3>
        <p className="text-[12.5px] text-second">{by}</p>
      </header>
      {before ? (
        <p className="text-[12.5px] text-third">
          {since}: {summary.charAt(0).toLowerCase() + summary.slice(1)}.
        </p>
      ) : null}
      <Recipients name="Cc" list={version.cc} changes={recipients.cc} />
      <Recipients name="Bcc" list={version.bcc} changes={recipients.bcc} />
      <div className="rounded-[10px] border border-line bg-surface p-3.5">
        {parts ? <ChangesText parts={parts} /> : null}
        {marked ? <ChangesBody title={`${name}, as it reads`} marked={marked} /> : null}
      </div>
    </section>
  );
}
