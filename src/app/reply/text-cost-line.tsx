import type { ReactNode } from 'react';
import type { TextCost } from '#mail/text-cost.ts';
import { mostSegments } from '#mail/text-segments.ts';
import { plural } from '../lib/plural.ts';
import { characterWords, shown } from './character-words.ts';

/** A line for the eye, and the next words of one sentence for a screen reader. */
function Line({ warning = false, children }: { warning?: boolean; children: ReactNode }) {
  return (
    <span className={`block ${warning ? 'text-warning-ink' : ''}`}>
      <span className="sr-only"> · </span>
      {children}
    </span>
  );
}

/** What a text message will cost, and why. */
export function TextCostLine({ id, cost }: { id: string; cost: TextCost }) {
  const { count, plain, segmentsWithout } = cost;
  const { anotherScript } = plain;
  const forcing = plain.forcing.map(({ character }) => character);
  const kept = plain.kept.map(({ character }) => character);
  const dearer = segmentsWithout > 0 && count.segments > segmentsWithout;
  return (
    <p id={id} className="tabular min-w-0 flex-1 basis-64 text-[12.5px] wrap-anywhere text-second">
      {count.units} / {count.units + count.unitsLeft} · {plural(count.segments, 'segment')} · {count.encoding}
      {anotherScript ? ' · Unicode, as its script needs' : null}
      {forcing.length > 0 && !anotherScript ? (
        <Line warning>
          Unicode because of {characterWords(forcing)}
          {dearer ? `: ${plural(count.segments, 'segment')} instead of ${segmentsWithout}` : null}
        </Line>
      ) : null}
      {kept.length > 0 && !anotherScript ? (
        <Line>
          {plural(kept.length, 'character has', 'characters have')} no plain form: {shown(kept)}
        </Line>
      ) : null}
      {count.segments > mostSegments ? (
        <Line>More than {mostSegments} segments: carriers may refuse it, or drop its end</Line>
      ) : null}
    </p>
  );
}
