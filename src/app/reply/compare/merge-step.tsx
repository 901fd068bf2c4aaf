import { useMemo } from 'react';
import type { Pick } from '#mail/merge/merged-body.ts';
import { plural } from '../../lib/plural.ts';
import type { ComparedRevision } from '../../ui/changes/changes-between.ts';
import { ClashPlace } from './clash-place.tsx';
import type { Merge } from './merge-versions.ts';
import { VersionPane } from './version-pane.tsx';

interface Props {
  merge: Merge;
  theirs: ComparedRevision;
  picks: readonly (Pick | undefined)[];
  onPick: (n: number, pick: Pick) => void;
}

/** Asks about each place that both changed, and shows what comes of it. */
export function MergeStep({ merge, theirs, picks, onPick }: Props) {
  const { clashes } = merge;
  const together = useMemo(() => {
    const { body_html: bodyHtml, cc_emails: cc, bcc_emails: bcc } = merge.content(picks);
    return { bodyHtml, cc, bcc, modality: theirs.modality };
  }, [merge, picks, theirs]);
  let at = 0;
  return (
    <div className="flex flex-col gap-5">
      <p className="text-[13px] text-second">
        {plural(clashes.length, 'place')} {clashes.length === 1 ? 'was' : 'were'} changed on both sides.
        Choose what stays there; everything else is put together already.
      </p>
      {clashes.map((clash, n) => (
        <ClashPlace
          key={at++}
          clash={clash}
          number={n + 1}
          of={clashes.length}
          isText={theirs.modality === 'text'}
          pick={picks[n]}
          onPick={(pick) => onPick(n, pick)}
        />
      ))}
      <VersionPane
        name="Put together"
        by="What the reply says then"
        version={together}
        before={theirs}
        since="Held against theirs"
      />
    </div>
  );
}
