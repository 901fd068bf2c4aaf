import { ApiError } from '../errors.ts';

const limit = 1024 * 1024;

/**
 * Reads a JSON body of at most 1 MiB.
 * @throws ApiError 400 (no UTF-8, no JSON), 413 (too long), 422 (text that no database can hold).
 */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, limit);
  if (bytes.length === 0) throw new ApiError(400, 'The request has no body; a JSON object is needed.');
  const source = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new ApiError(400, `The body is not valid JSON: ${(error as Error).message.slice(0, 200)}`);
  }
  const problem = problemOf(value);
  if (problem) throw new ApiError(422, `The body ${problem}.`);
  return value;
}

const longerThan = (most: number) =>
  new ApiError(413, `The body is longer than the ${most / 1024 / 1024} MiB that are allowed.`);

/** @throws ApiError 413, or what `tooLong` says, as soon as the body is longer than `most` bytes. */
export async function readBytes(
  request: Request,
  most: number,
  tooLong = () => longerThan(most),
): Promise<Uint8Array> {
  const announced = request.headers.get('content-length');
  if (Number(announced) > most) throw tooLong();
  // HTTP's parser holds the body to that, and read at once it needs no web stream, which costs more than the JSON.
  if (announced !== null) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > most) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError(400, 'The body is not valid UTF-8.');
  }
}

const deepest = 100;

/** What no database could hold of a JSON value. */
function problemOf(whole: unknown): string | null {
  const pending = [{ value: whole, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') {
      if (value.includes('\u0000') || /\p{Cs}/u.test(value))
        return 'has a NUL character or half of a surrogate pair in a text';
    } else if (value !== null && typeof value === 'object') {
      if (depth === deepest) return `is nested more than ${deepest} levels deep`;
      for (const [key, inner] of Object.entries(value)) {
        pending.push({ value: key, depth }, { value: inner, depth: depth + 1 });
      }
    }
  }
  return null;
}
