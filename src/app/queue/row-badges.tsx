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

const part = (key: string, badge: ReactNode) => (
  <span key={key} className="flex max-w-full">
    {badge}
  </span>
);

const having = (name: BadgeName, of: (row: QueueRow) => ReactNode) => (row: QueueRow) =>
  row.badges.includes(name) ? [part(name, of(row))] : [];

const found =
  (wanted: 'block' | 'warn', tone: 'bad' | 'warning') =>
  ({ checks }: QueueRow) =>
    checks
      .filter(({ level }) => level === wanted)
      .map(({ check }) => part(check, <Badge tone={tone}>{checkWords[check]}</Badge>));

/** In the order in which they matter, since the line ends somewhere: what holds the reply back comes first. */
const told = [
  having('failed', ({ failure }) => <Badge tone="bad">{failure ?? 'Could not send'}</Badge>),
  found('block', 'bad'),
  having('customer_wrote_since', () => <Badge tone="warning">Customer wrote since</Badge>),
  found('warn', 'warning'),
  having('review_requested', () => <Badge tone="accent">Review requested</Badge>),
  having('returned', ({ returned }) => (
    <Badge>
      <span title={returned?.note}>Returned{returned ? ` by ${firstName(returned.by)}` : ''}</span>
    </Badge>
  )),
  having('ai_draft', () => <Badge tone="accent">AI draft</Badge>),
  having('edited', () => <Badge>Edited</Badge>),
];

export const hasBadges = (row: QueueRow, tab: QueueTab) =>
  tab === 'scheduled' || row.badges.length > 0 || row.checks.length > 0;

/** Undefined where there is nothing to tell, so that a row keeps no empty line for it. */
export function rowBadges(row: QueueRow, tab: QueueTab) {
  if (!hasBadges(row, tab)) return undefined;
  const badges = told.flatMap((of) => of(row));
  if (tab === 'scheduled' && row.release_at !== null)
    badges.unshift(<Countdown key="countdown" releaseAt={row.release_at} />);
  return badges;
}

/** `Kara`, `AI`: who wrote a reply, as a row has room for it. */
export function authorOf({ author }: QueueRow) {
  if (author === null) return undefined;
  return { name: author.name, short: author.kind === 'key' ? 'AI' : firstName(author.name) };
}
