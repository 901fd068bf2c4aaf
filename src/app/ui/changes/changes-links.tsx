import { Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LinkDiff } from '#mail/diff/diff-links.ts';

interface RowProps {
  text: string;
  /** `now leads to`, `added` */
  says: string;
  children: ReactNode;
}

function LinkRow({ text, says, children }: RowProps) {
  return (
    <li className="flex items-start gap-2">
      <Link2 aria-hidden className="mt-0.5 size-3.5 shrink-0 text-third" />
      <span className="min-w-0 wrap-anywhere">
        <span dir="auto" className="font-medium">
          {text === '' ? 'A picture' : text}
        </span>{' '}
        <span className="text-second">{says}</span> {children}
      </span>
    </li>
  );
}

const Came = ({ href }: { href: string }) => <ins className="text-good-ink underline">{href}</ins>;
const Went = ({ href }: { href: string }) => <del className="text-bad-ink line-through">{href}</del>;

/** Addresses in full and as text: following one is not what they are here for. */
export function ChangedLinks({ changes: { added, removed, retargeted } }: { changes: LinkDiff }) {
  if (added.length + removed.length + retargeted.length === 0) return null;
  let at = 0;
  return (
    <ul aria-label="Links changed" className="flex flex-col gap-1 text-[12.5px]">
      {retargeted.map(({ text, from, to }) => (
        <LinkRow key={at++} text={text} says="leads elsewhere:">
          <Went href={from} /> <Came href={to} />
        </LinkRow>
      ))}
      {removed.map(({ text, href }) => (
        <LinkRow key={at++} text={text} says="is no link any more:">
          <Went href={href} />
        </LinkRow>
      ))}
      {added.map(({ text, href }) => (
        <LinkRow key={at++} text={text} says="is a new link:">
          <Came href={href} />
        </LinkRow>
      ))}
    </ul>
  );
}
