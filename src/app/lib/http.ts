import { type Answer, addressOf, type Call, type Endpoint } from '#contract/endpoint.ts';
import { errorAnswer, sentence } from '#contract/errors.ts';

/** The API said no, or could not be asked: `status` 0 is a lost connection. `detail` is fit to be shown. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly detail: string;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
    this.detail = detail;
  }
}

export function isSignedOut(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.status === 401 || (error.status === 403 && error.detail === sentence.missingKey))
  );
}

/** The sentence to show for whatever went wrong. */
export function detailOf(error: unknown): string {
  return error instanceof ApiError ? error.detail : 'Something went wrong on this page. Reload it, please.';
}

const unreachable = 'The desk cannot be reached. Check the connection and try again.';
const disagreement = 'The desk answered something this page does not understand. Reload it, please.';

interface Given {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  headers?: Record<string, string | undefined>;
  body?: unknown;
}

async function errorOf(response: Response): Promise<ApiError> {
  const parsed = errorAnswer.safeParse(await response.json().catch(() => null));
  const detail = parsed.success ? parsed.data.detail : `The desk answered with status ${response.status}.`;
  return new ApiError(response.status, detail);
}

/** Calls the API and checks the answer against the contract; `etag` is the revision that the answer names, unquoted. */
export async function send<const E extends Endpoint>(
  endpoint: E,
  call: Call<E> & { signal?: AbortSignal },
): Promise<{ answer: Answer<E>; etag: string | null }> {
  const { params, query, headers, body } = call as Given;
  const sent = new Headers({ accept: 'application/json' });
  for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) sent.set(name, value);
  if (body !== undefined) sent.set('content-type', 'application/json');
  const response = await fetch(addressOf(endpoint, { params, query }), {
    method: endpoint.method,
    headers: sent,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: call.signal,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, unreachable);
  });
  if (!response.ok) throw await errorOf(response);
  const content = response.status === 204 ? undefined : await response.json().catch(() => null);
  const parsed = endpoint.answer.safeParse(content);
  if (!parsed.success) throw new ApiError(response.status, disagreement);
  const etag = response.headers.get('etag')?.replace(/^(?:W\/)?"|"$/g, '') ?? null;
  return { answer: parsed.data as Answer<E>, etag };
}

/** Calls the API; the answer alone. */
export async function request<const E extends Endpoint>(
  endpoint: E,
  call: Call<E> & { signal?: AbortSignal },
): Promise<Answer<E>> {
  return (await send(endpoint, call)).answer;
}
