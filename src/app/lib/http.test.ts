import { afterEach, expect, test, vi } from 'vitest';
import { countQueue } from '#contract/desk/queue.ts';
import { signOut } from '#contract/desk/session.ts';
import { ApiError, detailOf, isSignedOut, request, send } from './http.ts';

afterEach(() => vi.unstubAllGlobals());

const answering = (...answer: ConstructorParameters<typeof Response>) =>
  vi.stubGlobal('fetch', async () => new Response(...answer));
const failure = (promise: Promise<unknown>) => promise.catch((error: unknown) => error as ApiError);

test('the sentence of the server is the one that is shown', async () => {
  answering('{"detail":"Conversation not found"}', { status: 404 });
  const error = await failure(request(countQueue, {}));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 404, detail: 'Conversation not found' });
  expect(detailOf(error)).toBe('Conversation not found');
});

test('an error page of a proxy still gives a sentence', async () => {
  answering('<h1>Bad gateway</h1>', { status: 502 });
  expect(await failure(request(countQueue, {}))).toMatchObject({
    status: 502,
    detail: 'The desk answered with status 502.',
  });
});

test('a lost connection is an error of status 0 that says what to do', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const error = await failure(request(countQueue, {}));
  expect(error).toMatchObject({ status: 0 });
  expect(detailOf(error)).toContain('Check the connection');
});

test.each(['AbortError', 'TimeoutError'])(
  'a request that was called off is no error of the desk: %s',
  async (name) => {
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('off', name)));
    expect(await failure(request(countQueue, {}))).toBeInstanceOf(DOMException);
  },
);

test('an answer that breaks the contract is refused', async () => {
  answering('{"review":"many"}');
  expect(await failure(request(countQueue, {}))).toBeInstanceOf(ApiError);
});

test('the ETag of an answer is its revision, without quotes', async () => {
  answering('{"review":1,"approval":0,"scheduled":0,"failed":0}', { headers: { etag: '"abc123"' } });
  expect((await send(countQueue, {})).etag).toBe('abc123');
});

test('an answer without content is none', async () => {
  answering(null, { status: 204 });
  expect(await request(signOut, {})).toBeUndefined();
});

test('only a missing session leads to the sign-in page', () => {
  expect(isSignedOut(new ApiError(401, 'Sign in first'))).toBe(true);
  expect(isSignedOut(new ApiError(403, 'Missing API Key'))).toBe(true);
  expect(isSignedOut(new ApiError(403, 'Only managers may do this'))).toBe(false);
});
