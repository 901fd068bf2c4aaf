import { Minus, Plus } from 'lucide-react';
import type { ListDiff, RecipientDiff } from '#mail/diff/diff-recipients.ts';

const kinds = {
  added: { Icon: Plus, says: 'added:', look: 'bg-good-soft text-good-ink' },
  removed: { Icon: Minus, says: 'removed:', look: 'bg-bad-soft text-bad-ink line-through' },
} as const;

function ChangedChip({ kind, address }: { kind: keyof typeof kinds; address: string }) {
  const { Icon, says, look } = kinds[kind];
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <li
      className={`inline-flex h-6 max-w-full items-center gap-1 rounded-full pr-2.5 pl-2 text-[13px] font-medium ${look}`}
    >
      <Icon role="img" aria-label={says} className="size-3 shrink-0" />
      <Mark dir="auto" title={address} className={`truncate ${kind === 'added' ? 'no-underline' : ''}`}>
        {address}
      </Mark>
    </li>
  );
}

function ChangedField({ name, changes: { added, removed } }: { name: string; changes: ListDiff }) {
  if (added.length + removed.length === 0) return null;
  return (
    <div className="flex items-baseline gap-2">
      <dt className="w-7 shrink-0 text-[12.5px] text-second">{name}</dt>
      <dd className="min-w-0 flex-1">
        <ul aria-label={`${name} changed`} className="flex flex-wrap gap-1.5">
          {removed.map((address) => (
            <ChangedChip key={`-${address}`} kind="removed" address={address} />
          ))}
          {added.map((address) => (
            <ChangedChip key={`+${address}`} kind="added" address={address} />
          ))}
        </ul>
      </dd>
    </div>
  );
}

/** Who is to get the reply now and was not before, and the other way round. */
export function ChangedRecipients({ changes: { cc, bcc } }: { changes: RecipientDiff }) {
  if ([cc, bcc].every(({ added, removed }) => added.length + removed.length === 0)) return null;
  return (
    <dl className="flex flex-col gap-1.5">
      <ChangedField name="Cc" changes={cc} />
      <ChangedField name="Bcc" changes={bcc} />
    </dl>
  );
}
