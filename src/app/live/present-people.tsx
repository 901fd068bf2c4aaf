import type { PresentPerson } from '#contract/desk/live.ts';
import { Badge } from '../ui/badge.tsx';

const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? name;

function viewersIn(names: string[]): string {
  const [first = '', second = ''] = names;
  if (names.length === 1) return `${first} is viewing`;
  if (names.length === 2) return `${first} and ${second} are viewing`;
  return `${first} and ${names.length - 1} others are viewing`;
}

/** Who else has the conversation open; said once whenever it changes. */
export function PresentPeople({ others }: { others: readonly PresentPerson[] }) {
  const doing = (what: PresentPerson['activity']) =>
    others.filter(({ activity }) => activity === what).map(({ name }) => firstName(name));
  const editors = doing('editing');
  const viewers = doing('viewing');
  return (
    <div
      role="status"
      aria-label="Who else is here"
      className="flex max-w-[40%] min-w-0 shrink-0 flex-wrap justify-end gap-1"
    >
      {editors.map((name) => (
        <Badge key={name} tone="accent">
          {name} is editing
        </Badge>
      ))}
      {viewers.length > 0 ? <Badge tone="good">{viewersIn(viewers)}</Badge> : null}
    </div>
  );
}
