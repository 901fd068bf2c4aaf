import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMessageDraft } from '#contract/message-drafts.ts';
import { getMessage, listMessages } from '#contract/messages.ts';
import { deleteResponseDraft, getResponseDraft, listResponseDrafts } from '#contract/response-drafts.ts';
import { eventually } from '../../eventually-for-tests.ts';
import { DeliveryFailure, type OutgoingMail, type Transport } from '../delivery/transport.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';

/** A mail server that can be told to wait, so that a reply can be met while it is being sent. */
function gatedTransport() {
  const mails: OutgoingMail[] = [];
  let gate: Promise<void> = Promise.resolve();
  let open = () => {};
  const transport: Transport = {
    async sendMail(mail) {
      await gate;
      mails.push(mail);
      return { refused: [] };
    },
    async sendText() {
      throw new DeliveryFailure('no texts here', { temporary: false });
    },
    close() {},
  };
  return {
    transport,
    mails,
    shut() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
  };
}

describe('the pending reply of a conversation', () => {
  let desk: TestDesk;
  let us: Organization;
  const mail = gatedTransport();

  beforeAll(async () => {
    desk = await openTestDesk({ transport: mail.transport });
    us = await desk.organization();
  });
  afterAll(() => desk.close());

  const as = () => ({ 'x-api-key': us.key });
  const path = (conversation: string) => ({ organization_id: us.id, conversation_id: conversation });
  const list = async (conversation: string) =>
    (await desk.call(listResponseDrafts, { params: path(conversation), as: as() })).body.data;
  const promoted = (conversation: string) =>
    eventually(async () => expect(await list(conversation)).toEqual([]));

  test('is one row: a second POST overwrites the first and keeps its id', async () => {
    const conversation = await desk.conversation(us.id);
    const first = await desk.save(us, conversation, { body_html: '<p>One</p>', cc_emails: ['a@x.example'] });
    const second = await desk.save(us, conversation, { body_html: '<p>Two</p>' });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ scheduled_to_send: false, scheduled_send_at: null });
    expect(second.body.response_id).toBe(first.body.response_id);
    expect(await list(conversation)).toMatchObject([
      {
        response_id: first.body.response_id,
        body_html: '<p>Two</p>',
        cc_emails: [],
        recipient_name: 'Casey Customer',
        recipient_email: 'casey@customer.example',
        recipient_phone_number: null,
      },
    ]);
  });

  test('is queued by autosend, and taken out of the queue by a save without it', async () => {
    const held = await openTestDesk({ sendHoldSeconds: 600 });
    const there = await held.organization();
    const conversation = await held.conversation(there.id);
    const queued = await held.save(there, conversation, { autosend_draft: true });
    expect(queued.body.scheduled_to_send).toBe(true);
    expect(Date.parse(queued.body.scheduled_send_at ?? '')).toBeLessThanOrEqual(Date.now() + 1000);
    const saved = await held.save(there, conversation, { autosend_draft: false });
    expect(saved.body).toMatchObject({ scheduled_to_send: false, scheduled_send_at: null });
    await held.close();
  });

  test('refuses to be sent at once and reviewed first', async () => {
    const conversation = await desk.conversation(us.id);
    const { status, body } = await desk.save(us, conversation, {
      autosend_draft: true,
      add_notification: true,
    });
    expect(status).toBe(400);
    expect(body.detail).toMatch(/mutually exclusive/);
    expect(await list(conversation)).toEqual([]);
  });

  test('becomes a message once delivered; its old address says where it is now', async () => {
    const conversation = await desk.conversation(us.id);
    const { body: draft } = await desk.save(us, conversation, {
      body_html: '<p>On my way</p>',
      autosend_draft: true,
    });
    await promoted(conversation);
    const { body: history } = await desk.call(listMessages, { params: path(conversation), as: as() });
    expect(history.data).toHaveLength(2);
    const [sent] = history.data;
    expect(sent).toMatchObject({ content: '<p>On my way</p>', message_direction: 'sent', modality: 'email' });
    const params = { ...path(conversation), response_id: draft.response_id };
    for (const endpoint of [getResponseDraft, deleteResponseDraft]) {
      const gone = await desk.call(endpoint, { params, as: as() });
      expect(gone.status).toBe(404);
      const route = gone.body.detail.match(/\/api\/\S+/)?.[0] ?? '';
      const followed = await desk.send(route, { headers: as() });
      expect(await followed.json()).toMatchObject({ message_id: sent?.message_id });
    }
  });

  test('is not changed or deleted while it is being sent', async () => {
    const conversation = await desk.conversation(us.id);
    mail.shut();
    const { body: draft } = await desk.save(us, conversation, {
      body_html: '<p>Leaving</p>',
      autosend_draft: true,
    });
    const sending = eventually(async () => {
      const overwrite = await desk.save(us, conversation, {
        body_html: '<p>Other</p>',
        autosend_draft: true,
      });
      expect(overwrite.status).toBe(400);
      return overwrite;
    });
    // Each attempt to overwrite before sending began is a new queueing, so the last one accepted is what leaves.
    expect((await sending).body.detail).toMatch(/being sent/);
    const removal = await desk.call(deleteResponseDraft, {
      params: { ...path(conversation), response_id: draft.response_id },
      as: as(),
    });
    expect(removal.status).toBe(400);
    mail.open();
    await promoted(conversation);
    const sent = mail.mails.filter(({ source }) => /Leaving|Other/.test(Buffer.from(source).toString()));
    expect(sent).toHaveLength(1);
  });

  test('is found under its own conversation alone', async () => {
    const [one, other] = [await desk.conversation(us.id), await desk.conversation(us.id)];
    const { body: draft } = await desk.save(us, one, {});
    for (const endpoint of [getResponseDraft, deleteResponseDraft]) {
      const { status, body } = await desk.call(endpoint, {
        params: { ...path(other), response_id: draft.response_id },
        as: as(),
      });
      expect([status, body.detail]).toEqual([404, 'Response draft not found']);
    }
    expect(await list(one)).toHaveLength(1);
  });

  test('an id of a message draft is answered with the message-drafts route', async () => {
    const conversation = await desk.conversation(us.id);
    const { body: first } = await desk.call(createMessageDraft, {
      params: { organization_id: us.id },
      body: { modality: 'email', subject: 'Hello' },
      as: as(),
    });
    const { status, body } = await desk.call(getResponseDraft, {
      params: { ...path(conversation), response_id: first.draft_id },
      as: as(),
    });
    expect(status).toBe(404);
    expect(body.detail).toContain(`/api/v2/organizations/${us.id}/message-drafts/${first.draft_id}`);
  });

  test('is gone after DELETE, with no body in the answer', async () => {
    const conversation = await desk.conversation(us.id);
    const { body: draft } = await desk.save(us, conversation, {});
    const params = { ...path(conversation), response_id: draft.response_id };
    const removal = await desk.call(deleteResponseDraft, { params, as: as() });
    expect([removal.status, removal.body]).toEqual([204, undefined]);
    expect((await desk.call(getResponseDraft, { params, as: as() })).status).toBe(404);
  });

  describe('ETag and If-Match', () => {
    test('the tag of POST and GET is the same, strong, and follows the content', async () => {
      const conversation = await desk.conversation(us.id);
      const first = await desk.save(us, conversation, { body_html: '<p>One</p>' });
      const params = { ...path(conversation), response_id: first.body.response_id };
      const read = await desk.call(getResponseDraft, { params, as: as() });
      expect(read.headers.get('etag')).toBe(first.headers.get('etag'));
      expect(read.headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
      const second = await desk.save(us, conversation, { body_html: '<p>Two</p>' });
      expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'));
    });

    test('a save or delete that builds on another content changes nothing', async () => {
      const conversation = await desk.conversation(us.id);
      const mine = await desk.save(us, conversation, { body_html: '<p>Mine</p>' });
      const theirs = await desk.save(us, conversation, { body_html: '<p>Theirs</p>' });
      const stale = { 'if-match': mine.headers.get('etag') ?? '' };
      expect((await desk.save(us, conversation, { body_html: '<p>Lost?</p>' }, stale)).status).toBe(412);
      const params = { ...path(conversation), response_id: mine.body.response_id };
      expect((await desk.call(deleteResponseDraft, { params, headers: stale, as: as() })).status).toBe(412);
      expect(await list(conversation)).toMatchObject([{ body_html: '<p>Theirs</p>' }]);
      const current = { 'if-match': `"other", ${theirs.headers.get('etag')}` };
      expect((await desk.save(us, conversation, { body_html: '<p>Mine again</p>' }, current)).status).toBe(
        200,
      );
    });

    test('a weak tag never matches, and where there is no draft no tag does', async () => {
      const conversation = await desk.conversation(us.id);
      expect((await desk.save(us, conversation, {}, { 'if-match': '*' })).status).toBe(412);
      const saved = await desk.save(us, conversation, {}, { 'if-none-match': '*' });
      expect(saved.status).toBe(200);
      const weak = { 'if-match': `W/${saved.headers.get('etag')}` };
      expect((await desk.save(us, conversation, {}, weak)).status).toBe(412);
      expect((await desk.save(us, conversation, {}, { 'if-none-match': '*' })).status).toBe(412);
    });
  });

  describe('Idempotency-Key', () => {
    test('a retry gets the first answer again and sends nothing twice, also after promotion', async () => {
      const conversation = await desk.conversation(us.id);
      const body = { body_html: '<p>Only once, please</p>', autosend_draft: true };
      const retry = () => desk.save(us, conversation, body, { 'idempotency-key': `k-${conversation}` });
      const first = await retry();
      await promoted(conversation);
      const again = await retry();
      expect(again.body).toEqual(first.body);
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
      expect(await list(conversation)).toEqual([]);
      const sent = mail.mails.filter(({ source }) => Buffer.from(source).toString().includes('Only once'));
      expect(sent).toHaveLength(1);
    });

    test('ten retries at the same moment are one save', async () => {
      const conversation = await desk.conversation(us.id);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          desk.save(us, conversation, {}, { 'idempotency-key': `same-${conversation}` }),
        ),
      );
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(answers.every(({ status }) => status === 200)).toBe(true);
    });

    test('the key with another body, or for another conversation, is refused', async () => {
      const conversation = await desk.conversation(us.id);
      const key = { 'idempotency-key': `once-${conversation}` };
      await desk.save(us, conversation, { body_html: '<p>One</p>' }, key);
      expect((await desk.save(us, conversation, { body_html: '<p>Two</p>' }, key)).status).toBe(422);
      expect(
        (await desk.save(us, await desk.conversation(us.id), { body_html: '<p>One</p>' }, key)).status,
      ).toBe(422);
      expect(await list(conversation)).toMatchObject([{ body_html: '<p>One</p>' }]);
    });

    test('a refused request is no first answer: its retry is decided anew', async () => {
      const conversation = await desk.conversation(us.id);
      const key = { 'idempotency-key': `refused-${conversation}` };
      expect((await desk.save(us, conversation, {}, { ...key, 'if-match': '*' })).status).toBe(412);
      expect((await desk.save(us, conversation, {}, key)).status).toBe(200);
    });
  });

  test('the tag stays strong for a client that takes compressed answers', async () => {
    const conversation = await desk.conversation(us.id);
    const gzip = { 'accept-encoding': 'gzip' };
    const saved = await desk.save(us, conversation, { body_html: `<p>${'long '.repeat(2000)}</p>` }, gzip);
    const tag = saved.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"/);
    expect((await desk.save(us, conversation, {}, { ...gzip, 'if-match': tag })).status).toBe(200);
  });

  test('ten people saving at once leave one draft, that of the last one accepted', async () => {
    const conversation = await desk.conversation(us.id);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => desk.save(us, conversation, { body_html: `<p>${n}</p>` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(new Set(answers.map(({ body }) => body.response_id)).size).toBe(1);
    expect(await list(conversation)).toHaveLength(1);
  });

  test('the message it became can be read by its id', async () => {
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, { autosend_draft: true });
    await promoted(conversation);
    const { body } = await desk.call(listMessages, {
      params: path(conversation),
      query: { limit: 1 },
      as: as(),
    });
    const params = { ...path(conversation), message_id: body.data[0]?.message_id ?? '' };
    expect((await desk.call(getMessage, { params, as: as() })).body).toEqual(body.data[0]);
  });
});
