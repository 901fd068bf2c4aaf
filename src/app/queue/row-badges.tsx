import type { ReactNode } from 'react';
import type { CheckName } from '#contract/desk/checks.ts';
import type { Badge as BadgeName, QueueRow, QueueTab } from '#contract/desk/queue.ts';
import { Badge } from '../ui/badge.tsx';
import { Countdown } from './countdown.tsx';

/** As short as a row needs them. */
const checkWords: Record<CheckName, string> = {
  empty: 'Nothing to read',
  too_long: 'Too long',
  placeholder: 'Placeholder',
  greeting: 'Greeting',
  attachment: 'Attachment?',
  link: 'Link',
  new_recipient: 'New recipient',
  domain: 'Domain',
};

const firstName = (name: string) => name.split(/\s/, 1)[0] || name;

const shown: { name: BadgeName; of: (row: QueueRow) => ReactNode }[] = [
  { name: 'failed', of: ({ failure }) => <Badge tone="bad">{failure ?? 'Could not send'}</Badge> },
  { name: 'customer_wrote_since', of: () => <Badge tone="warning">Customer wrote since</Badge> },
  { name: 'review_requested', of: () => <Badge tone="accent">Review requested</Badge> },
  {
    name: 'returned',
    of: ({ returned }) => (
      <Badge>
        <span title={returned?.note}>Returned{returned ? ` by ${firstName(returned.by)}` : ''}</span>
      </Badge>
    ),
  },
  { name: 'ai_draft', of: () => <Badge tone="accent">AI draft</Badge> },
  { name: 'edited', of: () => <Badge>Edited</Badge> },
];

export const hasBadges = (row: QueueRow, tab: QueueTab) =>
  tab === 'scheduled' || row.badges.length > 0 || row.checks.length > 0;

/** Undefined where there is nothing to tell, so that a row keeps no empty line for it. */
export function rowBadges(row: QueueRow, tab: QueueTab) {
  if (!hasBadges(row, tab)) return undefined;
  const told = (names: readonly BadgeName[]) =>
    shown
      .filter(({ name }) => names.includes(name) && row.badges.includes(name))
      .map(({ name, of }) => (
        <span key={name} className="flex max-w-full">
          {of(row)}
        </span>
      ));
  const found = (wanted: 'block' | 'warn') =>
    row.checks
      .filter(({ level }) => level === wanted)
      .map(({ check, level }) => (
        <span key={check} className="flex max-w-full">
          <Badge tone={level === 'block' ? 'bad' : 'warning'}>{checkWords[check]}</Badge>
        </span>
      ));
  const countdown =
    tab === 'scheduled' && row.release_at !== null ? (
      <Countdown key="countdown" releaseAt={row.release_at} />
    ) : null;
  // In the order in which they matter, since the line ends somewhere: what holds the reply back comes first.
  return [
    countdown,
    ...told(['failed']),
    ...found('block'),
    ...told(['customer_wrote_since']),
    ...found('warn'),
    ...told(['review_requested', 'returned', 'ai_draft', 'edited']),
  ];
}

/** `Kara`, `AI`: who wrote a reply, as a row has room for it. */
export function authorOf({ author }: QueueRow) {
  if (author === null) return undefined;
  return { name: author.name, short: author.kind === 'key' ? 'AI' : firstName(author.name) };
}
