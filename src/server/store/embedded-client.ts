import { cp } from 'node:fs/promises';
import { PGlite, protocol, type QueryOptions, type Results, type Transaction } from '@electric-sql/pglite';

const { serialize, messages } = protocol;

interface Prepared {
  name: string;
  parameterTypes: number[];
  fields: Results['fields'];
}

/** Texts that differ in the length of a list alone would be ever new statements: the oldest one makes room. */
const mostPrepared = 200;

/**
 * PGlite that prepares a statement once and then sends its values. PGlite's own `query` parses and plans every text
 * anew, in six conversations with PostgreSQL: about four times the time of a short statement.
 */
export class EmbeddedClient extends PGlite {
  readonly #prepared = new Map<string, Prepared>();
  #count = 0;

  override async query<T>(text: string, values?: unknown[], options?: QueryOptions): Promise<Results<T>> {
    await this._checkReady();
    return this._runExclusiveTransaction(async () => {
      const results = await this.#run<T>(text, values, options);
      await this.syncToFs();
      return results;
    });
  }

  override transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return super.transaction((tx) => {
      const query: Transaction['query'] = async (text, values, options) => {
        if (tx.closed) throw new Error('The transaction is over');
        return this.#run(text, values, options);
      };
      return work(Object.assign(Object.create(tx), { query }));
    });
  }

  /** Copies the data folder with everything that was committed; what comes meanwhile waits. */
  async copyTo(folder: string, to: string, alongside: () => Promise<void>): Promise<void> {
    await this._checkReady();
    await this._runExclusiveTransaction(() =>
      this.runExclusive(async () => {
        await this.execProtocolStream(serialize.query('checkpoint'), { syncToFs: true });
        await cp(folder, to, { recursive: true });
        await alongside();
      }),
    );
  }

  #run<T>(text: string, values: unknown[] = [], options: QueryOptions = {}): Promise<Results<T>> {
    return this.runExclusive(async () => {
      const { name, parameterTypes, fields } = this.#prepared.get(text) ?? (await this.#prepare(text));
      const written = values.map((value, index) => {
        const write = this.serializers[parameterTypes[index] ?? 0];
        return value === null || value === undefined ? null : write ? write(value) : String(value);
      });
      const answer = await this.#send(
        serialize.bind({ statement: name, values: written }),
        serialize.execute(),
      );
      const rows = answer.flatMap((message) => {
        if (!(message instanceof messages.DataRowMessage)) return [];
        const cells = message.fields.map((cell, index) => {
          const type = fields[index]?.dataTypeID ?? 0;
          const read = options.parsers?.[type] ?? this.parsers[type];
          return cell === null || !read ? cell : read(cell);
        });
        if (options.rowMode === 'array') return [cells];
        return [Object.fromEntries(fields.map((field, index) => [field.name, cells[index]]))];
      });
      return { rows, fields } as Results<T>;
    });
  }

  async #prepare(text: string): Promise<Prepared> {
    const name = `s${this.#count++}`;
    const answer = await this.#send(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    const parameters = answer.find((message) => message instanceof messages.ParameterDescriptionMessage);
    const columns = answer.find((message) => message instanceof messages.RowDescriptionMessage);
    const prepared = { name, parameterTypes: parameters?.dataTypeIDs ?? [], fields: columns?.fields ?? [] };
    this.#prepared.set(text, prepared);
    if (this.#prepared.size > mostPrepared) {
      const [[oldest, { name }] = ['', prepared]] = this.#prepared;
      this.#prepared.delete(oldest);
      await this.#send(serialize.close({ type: 'S', name }));
    }
    return prepared;
  }

  /** One conversation; a failure in it ends with its `sync`, so that the next one begins afresh. */
  #send(...parts: Uint8Array[]) {
    return this.execProtocolStream(Buffer.concat([...parts, serialize.sync()]), { syncToFs: false });
  }
}
