import fc from 'fast-check';

/** A JSON schema, as far as the OpenAPI document uses it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  format?: string;
}

interface Operation {
  parameters?: { name: string; in: 'path' | 'query' | 'header'; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface HostileRequest {
  path: string;
  headers: [name: string, value: string][];
  body: string | Uint8Array | null;
}

const surrogate = fc.constantFrom('\ud83d', '\udc00', '\udfff\ud800');
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\u202e',
    '%',
    '%00',
    '../..',
    "'; --",
    '\r\nX: 1',
    '-1',
    '1e999',
    'NaN',
  ),
  fc.constantFrom(
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:60Z',
    '2026-02-30T25:00:00Z',
    '\u00e9',
    '[]',
    '{}',
    'null',
  ),
  surrogate,
  fc.integer({ min: 250, max: 3000 }).map((length) => 'x'.repeat(length)),
);
const oddValue = fc.oneof(
  oddText,
  fc.constantFrom(null, true, false, 0, -0, -1, 1.5, 1e21, -1e308, 2 ** 31, 2 ** 53, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values of a kind that a schema speaks of, most of them near what it allows, and now and then something else. */
export function valueFor(
  schema: Schema | undefined,
  document: ApiDocument,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  const near = nearOf(schema, document, known);
  return fc.oneof({ weight: 6, arbitrary: near }, { weight: 1, arbitrary: oddValue });
}

function nearOf(
  schema: Schema | undefined,
  document: ApiDocument,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  if (!schema) return oddValue;
  if (schema.$ref) {
    return nearOf(document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''], document, known);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => nearOf(choice, document, known)));
  if (schema.allOf?.length) return nearOf(schema.allOf[0], document, known);
  const types = [schema.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, document, known)));
}

function ofType(
  type: string,
  schema: Schema,
  document: ApiDocument,
  known: readonly string[],
): fc.Arbitrary<unknown> {
  if (type === 'string') {
    const usual = fc.constantFrom(...known, 'a@b.example', '<p>Tuesday</p>', '2026-05-22T20:45:03Z');
    return fc.oneof({ weight: 3, arbitrary: usual }, { weight: 2, arbitrary: oddText });
  }
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'integer' || type === 'number') {
    return fc.oneof(fc.integer({ min: -2, max: 600 }), fc.double(), fc.maxSafeInteger());
  }
  if (type === 'array') return fc.array(valueFor(schema.items, document, known), { maxLength: 4 });
  const properties = Object.entries(schema.properties ?? {});
  const record = fc.record(
    Object.fromEntries(properties.map(([name, property]) => [name, valueFor(property, document, known)])),
    properties.length > 0 ? { requiredKeys: schema.required ?? [] } : {},
  );
  return fc.oneof(
    { weight: 5, arbitrary: record },
    {
      weight: 1,
      arbitrary: fc
        .tuple(record, fc.dictionary(oddText, oddValue))
        .map(([all, more]) => ({ ...more, ...all })),
    },
  );
}

/** Half a surrogate pair cannot be written as UTF-8. */
const wellFormed = (text: string) => Buffer.from(text).toString();

/** JSON as a client would never write it. */
const brokenJson = (json: string) =>
  fc.oneof(
    fc.nat({ max: json.length }).map((end) => json.slice(0, end)),
    fc.constant(json.replace(/^\{/, '{"body_html":1,"body_html":"<p>x</p>","__proto__":{"x":1},')),
    fc.integer({ min: 50, max: 20_000 }).map((depth) => '['.repeat(depth) + json + ']'.repeat(depth)),
    fc.integer({ min: 50, max: 5000 }).map((depth) => '{"a":'.repeat(depth) + json + '}'.repeat(depth)),
    fc.constantFrom('', 'null', '[]', '"x"', '1e400', '{', '\ufeff{}', "{'a':1}", '{"a":NaN}', '\u0000'),
    fc.uint8Array({ maxLength: 60 }),
  );

const headerText = fc
  .oneof(
    oddText,
    fc.constantFrom('"a"', '*', 'W/"x"', '"\u0080"', '0', '99999999999999999999', 'same-origin'),
  )
  // What cannot stand in a header at all is for raw sockets (`http-server.test.ts`).
  .map((value) => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, ''));
const extraHeader = fc.tuple(
  fc.constantFrom(
    'if-match',
    'idempotency-key',
    'last-event-id',
    'content-type',
    'origin',
    'sec-fetch-site',
    'accept',
    'x-request-id',
    'x-forwarded-for',
    'range',
    'authorization',
  ),
  headerText,
);

/**
 * Requests to one operation of the document: paths, queries, headers and bodies made from its schemas, right and wrong.
 * @param given values that exist, by the name of the parameter.
 */
export function requestsOf(
  document: ApiDocument,
  method: string,
  path: string,
  given: Record<string, string>,
): fc.Arbitrary<HostileRequest> {
  const operation = document.paths[path]?.[method] ?? {};
  const parameters = operation.parameters ?? [];
  const known = Object.values(given);
  const text = (schema: Schema) =>
    valueFor(schema, document, known).map((value) =>
      typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
    );
  const named = (place: string) => parameters.filter((parameter) => parameter.in === place);

  const pathValues = fc.record(
    Object.fromEntries(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
        const schema = named('path').find((parameter) => parameter.name === name)?.schema;
        const right = fc.constant(given[name] ?? 'none');
        return [
          name,
          fc.oneof(
            { weight: 6, arbitrary: right },
            { weight: 1, arbitrary: text(schema ?? { type: 'string' }) },
          ),
        ];
      }),
    ),
  );
  const query = fc.array(
    fc.oneof(
      ...named('query').map(({ name, schema }) => fc.tuple(fc.constant(name), text(schema))),
      fc.tuple(oddText, oddText),
    ),
    { maxLength: 4 },
  );
  const headers = fc.array(
    fc.oneof(
      ...named('header').map(({ name, schema }) =>
        fc.tuple(
          fc.constant(name),
          text(schema).map((value) => value.replace(/[^\t\x20-\x7e]/g, '')),
        ),
      ),
      extraHeader,
    ),
    { maxLength: 3 },
  );
  return fc.record({
    path: fc.tuple(pathValues, query).map(([values, pairs]) => addressOf(path, values, pairs)),
    headers,
    body: bodyOf(operation, document, known),
  });
}

function addressOf(path: string, values: Record<string, string>, pairs: [string, string][]): string {
  const filled = path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => encodeURIComponent(wellFormed(values[name] ?? '')) || '%20',
  );
  const query = pairs
    .map((pair) => pair.map((part) => encodeURIComponent(wellFormed(part))).join('='))
    .join('&');
  return query === '' ? filled : `${filled}?${query}`;
}

function bodyOf(
  operation: Operation,
  document: ApiDocument,
  known: readonly string[],
): fc.Arbitrary<HostileRequest['body']> {
  const [[type, content] = []] = Object.entries(operation.requestBody?.content ?? {});
  if (!type)
    return fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant('{}') });
  if (type !== 'application/json')
    return fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.constant(''),
      oddText.map((odd) => wellFormed(odd)),
    );
  const json = valueFor(content?.schema, document, known).map((value) => JSON.stringify(value) ?? 'null');
  return fc.oneof({ weight: 5, arbitrary: json }, { weight: 2, arbitrary: json.chain(brokenJson) });
}
