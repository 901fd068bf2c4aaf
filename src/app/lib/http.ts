import { type Answer, addressOf, type Call, type Endpoint } from '#contract/endpoint.ts';
import { errorAnswer, sentence } from '#contract/errors.ts';
import type { ResponseDraftReceipt } from '#contract/response-drafts.ts';
import { noteDeskTime } from './desk-clock.ts';
import { giveKey } from './idempotency.ts';
import { reach } from './reach.ts';

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

/** Nobody answered, or only what stands before the desk did. */
export const isUnreachable = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || (error.status >= 502 && error.status <= 504));

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

interface Asked {
  signal?: AbortSignal;
  /** What a change is asked for in view of, where its request does not say it: see `giveKey`. */
  seen?: string;
}

async function errorOf(response: Response): Promise<ApiError> {
  const parsed = errorAnswer.safeParse(await response.json().catch(() => null));
  const detail = parsed.success ? parsed.data.detail : `The desk answered with status ${response.status}.`;
  return new ApiError(response.status, detail);
}

/**
 * Asks, and notes whether anybody answered. @throws ApiError with status 0 where nobody did, the signal's reason where
 * whoever asked gave it up
 */
async function reachFor(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init).catch((error: unknown) => {
    if (error instanceof DOMException && /^(?:Abort|Timeout)Error$/.test(error.name)) throw error;
    reach.heard(false);
    throw new ApiError(0, unreachable);
  });
  reach.heard(true);
  return response;
}

/** The bytes that the desk serves under an address; null where it serves none. @throws ApiError where nobody answers */
export async function download(address: string, signal: AbortSignal): Promise<Blob | null> {
  const response = await reachFor(address, { signal });
  return response.ok ? response.blob() : null;
}

/** An answer, and what its headers say. */
interface Told<E extends Endpoint> {
  answer: Answer<E>;
  /** The revision that it names, unquoted. */
  etag: string | null;
  /** By which what was done can be undone. */
  decisionId: number | null;
}

/** What a save was answered. */
export type Receipt = ResponseDraftReceipt & Pick<Told<Endpoint>, 'decisionId'>;

/** Calls the API and checks the answer against the contract. */
export async function send<const E extends Endpoint>(endpoint: E, call: Call<E> & Asked): Promise<Told<E>> {
  const { params, query, headers, body } = call as Given;
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) sent.set(name, value);
  if (body !== undefined) sent.set('content-type', 'application/json');
  return exchange(endpoint, addressOf(endpoint, { params, query }), {
    headers: sent,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: call.signal,
    seen: call.seen,
  });
}

async function exchange<const E extends Endpoint>(
  endpoint: E,
  address: string,
  {
    seen,
    ...init
  }: {
    headers: Headers;
    body: BodyInit | undefined;
    signal: AbortSignal | undefined;
    seen?: string | undefined;
  },
): Promise<Told<E>> {
  init.headers.set('accept', 'application/json');
  const answered = endpoint.method === 'POST' ? giveKey(address, { ...init, seen }) : undefined;
  const asked = Date.now();
  const response = await reachFor(address, { method: endpoint.method, ...init });
  noteDeskTime(response.headers.get('date'), asked, Date.now());
  if (response.status < 500) answered?.();
  if (!response.ok) throw await errorOf(response);
  const content = response.status === 204 ? undefined : await response.json().catch(() => null);
  const parsed = endpoint.answer.safeParse(content);
  if (!parsed.success) throw new ApiError(response.status, disagreement);
  const etag = response.headers.get('etag')?.replace(/^(?:W\/)?"|"$/g, '') ?? null;
  const decisionId = Number(response.headers.get('decision-id')) || null;
  return { answer: parsed.data as Answer<E>, etag, decisionId };
}

/** Gives a file to an endpoint that takes its bytes as they are. */
export async function upload<const E extends Endpoint>(endpoint: E, file: Blob): Promise<Answer<E>> {
  const headers = new Headers({ 'content-type': 'application/octet-stream' });
  return (await exchange(endpoint, addressOf(endpoint), { headers, body: file, signal: undefined })).answer;
}

/** Calls the API; the answer alone. */
export async function request<const E extends Endpoint>(
  endpoint: E,
  call: Call<E> & Asked,
): Promise<Answer<E>> {
  return (await send(endpoint, call)).answer;
}
