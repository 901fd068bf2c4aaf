import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Happening } from '#contract/desk/happening.ts';
import type { ServedFile } from '../serve.ts';

const columns = [
  'event_id',
  'at',
  'kind',
  'actor_kind',
  'actor_id',
  'actor_name',
  'recipient',
  'conversation_id',
  'response_id',
  'revision',
  'in_pause',
  'awaiting_approval',
  'edited',
  'undoes',
  'undoes_event_id',
  'note',
  'passage',
  'reason',
  'refused',
  'about',
] as const;

/** Events as a file that is written while it is read, so that its length costs no memory. */
export function exportedEvents<Row>(
  format: 'csv' | 'jsonl',
  pages: AsyncIterable<Row[]>,
  present: (row: Row) => Happening,
): ServedFile {
  const day = new Date().toISOString().slice(0, 10);
  const rows = Readable.from(each(pages, present));
  if (format === 'jsonl') {
    const lines = Readable.from(
      map(rows, (row) => `${JSON.stringify(row)}\n`),
      { objectMode: false },
    );
    return { type: 'application/jsonl', name: `activity-${day}.jsonl`, content: webStream(lines) };
  }
  // What a customer or a colleague wrote must not be a formula in whoever's spreadsheet.
  const csv = rows
    .map(flat)
    .pipe(stringify({ header: true, columns: [...columns], bom: true, escape_formulas: true }));
  return { type: 'text/csv; charset=utf-8', name: `activity-${day}.csv`, content: webStream(csv) };
}

async function* each<Row>(pages: AsyncIterable<Row[]>, present: (row: Row) => Happening) {
  for await (const page of pages) for (const row of page) yield present(row);
}

async function* map<T, U>(source: AsyncIterable<T>, change: (item: T) => U) {
  for await (const item of source) yield change(item);
}

const flat = ({ actor, undoes, refused, ...rest }: Happening) => ({
  ...rest,
  undoes: undoes?.kind,
  undoes_event_id: undoes?.event_id,
  refused: refused.join(', '),
  actor_kind: actor.kind,
  actor_id: actor.id,
  actor_name: actor.name,
});

const webStream = (stream: Readable) => Readable.toWeb(stream) as ReadableStream<Uint8Array>;
