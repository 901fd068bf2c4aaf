import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withRows } from './refresh-rows.ts';

interface Row {
  conversation_id: string;
  at: number;
  words: string;
}

const newestFirst = {
  keyOf: (row: Row) => row.conversation_id,
  comesBefore: (row: Row, other: Row) => row.at > other.at,
};

const people = ['ada', 'bea', 'cleo', 'dora', 'emma', 'fay', 'gail', 'hope', 'iris', 'june'];
type Desk = Map<string, Row>;
const listOf = (desk: Desk) => [...desk.values()].sort((one, other) => other.at - one.at);

/** When the replies to some people are there, if they are at all; no two at the same time. */
const change = fc.dictionary(fc.constantFrom(...people), fc.option(fc.nat(1000)));

function apply(desk: Desk, changed: Record<string, number | null>, words: string): Desk {
  const after = new Map(desk);
  for (const [id, at] of Object.entries(changed)) {
    if (at === null) after.delete(id);
    else after.set(id, { conversation_id: id, at: at * people.length + people.indexOf(id), words });
  }
  return after;
}

test('rows that are read again stand where the whole list, read again as far, would have them', () => {
  fc.assert(
    fc.property(
      change,
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (begun, lengths, changes) => {
        let desk = apply(new Map(), begun, 'first');
        const first = listOf(desk);
        const ends = lengths.map((_, page) =>
          lengths.slice(0, page + 1).reduce((sum, length) => sum + length, 0),
        );
        const pages = ends.map((end, page) => ({
          data: first.slice(ends[page - 1] ?? 0, end),
          pagination: { has_more: end < first.length },
        }));
        const end = first[(ends.at(-1) ?? 0) - 1];
        const isWhole = (ends.at(-1) ?? 0) >= first.length;
        let shown: Parameters<typeof withRows>[0] = { pages, pageParams: lengths };
        changes.forEach((changed, n) => {
          desk = apply(desk, changed, `change ${n}`);
          const ids = Object.keys(changed);
          const rows = ids.flatMap((id) => desk.get(id) ?? []);
          shown = withRows(shown, ids, { rows, isAll: true }, newestFirst);
          const asFar = listOf(desk).filter((row) => isWhole || (end && row.at >= end.at));
          expect(shown.pages.flatMap(({ data }) => data)).toEqual(asFar);
        });
      },
    ),
    { numRuns: 500 },
  );
});

test('where not all that the list has of a conversation was answered, nothing is taken out of it', () => {
  const row = (id: string, at: number, words: string) => ({ conversation_id: id, at, words });
  const pages = [{ data: [row('ada', 9, 'old'), row('bea', 7, 'old')], pagination: { has_more: true } }];
  const answered = { rows: [row('ada', 9, 'new')], isAll: false };
  const shown = withRows({ pages, pageParams: [null] }, ['ada', 'bea'], answered, newestFirst);
  expect(shown.pages[0]?.data).toEqual([row('ada', 9, 'new'), row('bea', 7, 'old')]);
});
