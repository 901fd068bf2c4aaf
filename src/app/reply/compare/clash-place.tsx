import { type ReactNode, useId, useMemo } from 'react';
import { diffTexts } from '#mail/diff/diff-texts.ts';
import type { Clash } from '#mail/merge/merge-units.ts';
import type { Pick } from '#mail/merge/merged-body.ts';
import { markedBody } from '../../ui/changes/changes-between.ts';
import { ChangesBody } from '../../ui/changes/changes-body.tsx';
import { ChangesText } from '../../ui/changes/changes-text.tsx';

interface Props {
  clash: Clash;
  /** From 1. */
  number: number;
  of: number;
  isText: boolean;
  pick: Pick | undefined;
  onPick: (pick: Pick) => void;
}

interface PieceProps {
  title: string;
  before: string;
  after: string;
  isText: boolean;
}

function MailPiece({ title, before, after }: Omit<PieceProps, 'isText'>) {
  const marked = useMemo(() => markedBody(before, after), [before, after]);
  return <ChangesBody title={title} marked={marked} />;
}

function Piece({ isText, ...piece }: PieceProps) {
  const { before, after } = piece;
  if (after.trim() === '') return <p className="text-[13px] text-third italic">Taken out</p>;
  if (isText) return <ChangesText parts={diffTexts(before, after).parts} />;
  return <MailPiece {...piece} />;
}

/** A place that both changed, and which of the two is to stay. */
export function ClashPlace({ clash, number, of, isText, pick, onPick }: Props) {
  const id = useId();
  const choice = (value: Pick, label: string, content: ReactNode) => (
    <div
      className={`flex min-w-0 flex-col rounded-[10px] border bg-surface ${pick === value ? 'border-accent shadow-[0_0_0_1px_var(--accent)]' : 'border-line-strong'}`}
    >
      <label className="flex min-h-11 items-center gap-2 px-3 text-[13px] font-semibold wide:min-h-9">
        <input
          type="radio"
          name={id}
          checked={pick === value}
          onChange={() => onPick(value)}
          className="size-4 accent-accent"
        />
        {label}
      </label>
      {content === null ? null : <div className="border-t border-line p-3">{content}</div>}
    </div>
  );
  const title = `Place ${number} of ${of}`;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 text-[12.5px] font-semibold text-third">{title}</legend>
      <div className="grid gap-2 wide:grid-cols-2">
        {choice(
          'theirs',
          'Theirs',
          <Piece title={`${title}, theirs`} before={clash.base} after={clash.theirs} isText={isText} />,
        )}
        {choice(
          'mine',
          'Mine',
          <Piece title={`${title}, mine`} before={clash.base} after={clash.mine} isText={isText} />,
        )}
      </div>
      {choice('both', 'Both: theirs, then mine', null)}
    </fieldset>
  );
}
