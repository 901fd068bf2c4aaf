import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMessageDraft } from '#contract/message-drafts.ts';
import { largestImage } from '#mail/inline-images.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';
import { pngPicture } from '../../test-pictures.ts';

let desk: TestDesk;
let us: Organization;
let rep: { cookie: string };

beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization('Us');
  rep = await desk.person(us.id, 'rep');
});
afterAll(() => desk.close());

const red = pngPicture(4, 3, [200, 0, 0]);

const upload = async (bytes: Uint8Array, as: Record<string, string>) => {
  const response = await desk.send('/api/desk/inline-images', {
    method: 'POST',
    headers: as,
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: await response.json() };
};
const look = (contentId: string, as: Record<string, string>) =>
  desk.send(`/api/desk/inline-images/${encodeURIComponent(contentId)}`, { headers: as });

test('a picture is kept once, under a name made of its bytes, and comes back as it was', async () => {
  const first = await upload(red, rep);
  const hash = createHash('sha256').update(red).digest('hex');
  expect(first).toEqual({
    status: 201,
    body: {
      content_id: `${hash.slice(0, 32)}@inline.countersign`,
      content_type: 'image/png',
      size: red.length,
    },
  });
  expect((await upload(red, rep)).body).toEqual(first.body);
  const { rows } = await desk.store.query('select 1 from inline_image where content_id = $1', [
    first.body.content_id,
  ]);
  expect(rows).toHaveLength(1);

  const shown = await look(first.body.content_id, rep);
  expect(shown.status).toBe(200);
  expect(Buffer.from(await shown.arrayBuffer()).equals(red)).toBe(true);
  expect(shown.headers.get('content-type')).toBe('image/png');
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  expect(shown.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(shown.headers.get('cache-control')).toMatch(/^private/);
});

test('the API page tells programs how pictures go up and come back', async () => {
  const { paths } = await (await desk.send('/api/openapi.json')).json();
  const { post } = paths['/api/desk/inline-images'];
  expect(Object.keys(post.requestBody.content)).toEqual(['application/octet-stream']);
  const { get } = paths['/api/desk/inline-images/{content_id}'];
  expect(Object.keys(get.responses[200].content)).toEqual(['image/*']);
  expect(get.security).toEqual([{ session: [] }]);
});

test('only people of the organisation see it', async () => {
  const { body } = await upload(pngPicture(2, 2, [1, 2, 3]), rep);
  const them = await desk.organization('Them');
  const stranger = await desk.person(them.id, 'admin');
  const foreign = await look(body.content_id, stranger);
  expect([foreign.status, await foreign.json()]).toEqual([404, { detail: 'Picture not found' }]);
  expect((await look('nothing@inline.countersign', rep)).status).toBe(404);
  expect((await look(body.content_id, {})).status).toBe(401);
  expect((await look(body.content_id, { 'x-api-key': us.key })).status).toBe(401);
  expect((await upload(red, { 'x-api-key': us.key })).status).toBe(401);
  expect((await upload(red, { ...rep, origin: 'https://evil.example' })).status).toBe(403);
  const { rows } = await desk.store.query('select 1 from inline_image where organization_id = $1', [them.id]);
  expect(rows).toEqual([]);
});

test.each([
  ['a GIF', 'GIF89a\x01\x00\x01\x00', 'image/gif'],
  ['a JPEG', '\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg'],
  ['a WebP', 'RIFF\x24\x00\x00\x00WEBPVP8 ', 'image/webp'],
])('%s is known by its bytes', async (_, bytes, type) => {
  const { status, body } = await upload(Buffer.from(bytes, 'latin1'), rep);
  expect([status, body.content_type]).toEqual([201, type]);
});

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['an SVG behind an XML declaration', '<?xml version="1.0"?><svg/>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a PDF', '%PDF-1.7'],
  ['nothing', ''],
  ['half a PNG signature', '\x89PNG'],
])('%s is refused, whatever it calls itself', async (_, bytes) => {
  const as = { ...rep, 'content-type': 'image/png' };
  expect(await upload(Buffer.from(bytes, 'latin1'), as)).toEqual({
    status: 415,
    body: { detail: 'Only PNG, JPEG, GIF and WebP pictures can be put into a reply.' },
  });
});

test('a picture may have 5 MB and not a byte more', async () => {
  const whole = pngPicture(1, 1, [9, 9, 9], largestImage - pngPicture(1, 1, [9, 9, 9], 1).length + 1);
  expect(whole.length).toBe(largestImage);
  expect((await upload(whole, rep)).status).toBe(201);
  expect(await upload(Buffer.concat([whole, Buffer.from('x')]), rep)).toEqual({
    status: 413,
    body: { detail: 'This picture is larger than the 5 MB that are allowed.' },
  });
});

test('a reply with more than 15 MB of pictures is not saved, and the draft stays what it was', async () => {
  const ids: string[] = [];
  for (const shade of [1, 2, 3, 4]) {
    const { body } = await upload(pngPicture(1, 1, [shade, 0, 0], 4 * 1024 * 1024), rep);
    ids.push(body.content_id);
  }
  const pictures = (of: string[]) => of.map((id) => `<p><img src="cid:${id}"></p>`).join('');
  const conversation = await desk.conversation(us.id);
  const some = await desk.save(us, conversation, { body_html: pictures(ids.slice(0, 3)) });
  expect(some.status).toBe(200);
  const tooMuch = await desk.save(us, conversation, { body_html: pictures(ids) });
  expect([tooMuch.status, tooMuch.body.detail]).toEqual([
    413,
    'The pictures in this message have 16.1 MB together, and at most 15 MB can be sent: remove or shrink some.',
  ]);
  const twice = await desk.save(us, conversation, {
    body_html: pictures([...ids.slice(0, 3), ids[0] ?? '']),
  });
  expect(twice.status).toBe(200);
  const first = await desk.call(createMessageDraft, {
    params: { organization_id: us.id },
    body: { modality: 'email', to_email: 'new@customer.example', body_html: pictures(ids) },
    as: { 'x-api-key': us.key },
  });
  expect(first.status).toBe(413);
});
