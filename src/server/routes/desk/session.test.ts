import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listConversations } from '#contract/conversations.ts';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { listQueue } from '#contract/desk/queue.ts';
import { getSession, getWelcome, setUp, signIn, signOut, signOutEverywhere } from '#contract/desk/session.ts';
import { listResponseDrafts, saveResponseDraft } from '#contract/response-drafts.ts';
import { openTestDesk, origin, password, type TestDesk } from '../../test-desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

describe('the first visitor', () => {
  const details = {
    organization_name: 'New Roofs',
    sending_address: 'office@new.example',
    name: 'Ada Admin',
    email: 'ada@new.example',
    password,
  };

  test('sets up the organisation once, and is its administrator', async () => {
    expect((await desk.call(getWelcome, { as: {} })).body).toEqual({
      session: null,
      needs_setup: true,
      demo: null,
    });
    const weak = await desk.call(setUp, { body: { ...details, password: 'short' }, as: {} });
    expect([weak.status, weak.body.detail]).toEqual([422, 'password: must have at least 10 characters']);
    const wrong = await desk.call(setUp, { body: { ...details, email: 'ada@new' }, as: {} });
    expect(wrong.status).toBe(422);
    const unusable = await desk.call(setUp, { body: { ...details, email: 'jürgen@new.example' }, as: {} });
    expect([unusable.status, unusable.body.detail]).toEqual([
      422,
      'email: must be an e-mail address that can sign in',
    ]);
    const both = await Promise.all([1, 2].map(() => desk.call(setUp, { body: details, as: {} })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await desk.call(getWelcome, { as: {} })).body.needs_setup).toBe(false);
    const { status, body } = await desk.call(signIn, {
      body: { email: 'ADA@new.example', password },
      as: {},
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: { name: 'Ada Admin', role: 'admin' },
      organization: { name: 'New Roofs' },
    });
  });
});

describe('a session', () => {
  test('is refused with the same sentence for a wrong password and an unknown person', async () => {
    const attempts = [
      { email: 'ada@new.example', password: 'not-the-password' },
      { email: 'nobody@new.example', password },
    ];
    const answers = await Promise.all(attempts.map((body) => desk.call(signIn, { body, as: {} })));
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(answers[0]?.body.detail).toBe(answers[1]?.body.detail);
  });

  test('ends with signing out', async () => {
    const { id } = await desk.organization();
    const cookie = await desk.person(id, 'rep');
    expect((await desk.call(getSession, { as: cookie })).body.person.role).toBe('rep');
    expect((await desk.call(getWelcome, { as: cookie })).body.session?.person.role).toBe('rep');
    const left = await desk.call(signOut, { as: cookie });
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()).toContainEqual(expect.stringMatching(/session_token=;.*Max-Age=0/));
    expect((await desk.call(getSession, { as: cookie })).status).toBe(401);
  });

  test('ends with signing out everywhere, and so does every other one of that person, and nobody else’s', async () => {
    const { id } = await desk.organization();
    const email = 'ed@everywhere.example';
    const here = await desk.person(id, 'rep', 'Ed Everywhere', email);
    const answer = await desk.call(signIn, { body: { email, password }, as: {} });
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    const there = { cookie: cookies.join('; ') };
    expect(there.cookie).not.toBe(here.cookie);
    const colleague = await desk.person(id, 'rep');
    const statuses = async () =>
      Promise.all([here, there, colleague].map(async (as) => (await desk.call(getSession, { as })).status));
    expect(await statuses()).toEqual([200, 200, 200]);

    const crossSite = { ...there, 'sec-fetch-site': 'cross-site' };
    expect((await desk.call(signOutEverywhere, { as: crossSite })).status).toBe(403);
    const left = await desk.call(signOutEverywhere, { as: there });
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()).toContainEqual(expect.stringMatching(/session_token=;.*Max-Age=0/));
    expect(await statuses()).toEqual([401, 401, 200]);
    expect((await desk.call(signOutEverywhere, { as: here })).status).toBe(401);
    expect((await desk.call(signIn, { body: { email, password }, as: {} })).status).toBe(200);
  });

  test('is needed for the desk, and is good for the contract too', async () => {
    const us = await desk.organization();
    expect((await desk.call(listQueue, { params: { tab: 'review' }, as: {} })).status).toBe(401);
    expect(
      (await desk.call(listQueue, { params: { tab: 'review' }, as: { 'x-api-key': us.key } })).status,
    ).toBe(401);
    const cookie = await desk.person(us.id, 'rep');
    expect((await desk.call(listQueue, { params: { tab: 'review' }, as: cookie })).status).toBe(200);
    const list = await desk.call(listConversations, { params: { organization_id: us.id }, as: cookie });
    expect(list.status).toBe(200);
    const forged = { cookie: cookie.cookie.replace(/.$/, (c) => (c === 'a' ? 'b' : 'a')) };
    expect((await desk.call(getSession, { as: forged })).status).toBe(401);
  });

  test('shows nothing of another organisation', async () => {
    const [us, them] = [await desk.organization(), await desk.organization()];
    const conversation = await desk.conversation(them.id);
    const cookie = await desk.person(us.id, 'admin');
    const opened = await desk.call(getDeskConversation, {
      params: { conversation_id: conversation },
      as: cookie,
    });
    expect([opened.status, opened.body.detail]).toEqual([404, 'Conversation not found']);
    const params = { organization_id: them.id, conversation_id: conversation };
    expect((await desk.call(listResponseDrafts, { params, as: cookie })).status).toBe(404);
  });
});

describe('a page of another site', () => {
  test('changes nothing with a person’s cookie', async () => {
    const us = await desk.organization();
    const conversation = await desk.conversation(us.id);
    const cookie = await desk.person(us.id, 'rep');
    const params = { organization_id: us.id, conversation_id: conversation };
    const save = (headers: Record<string, string>) =>
      desk.call(saveResponseDraft, {
        params,
        body: { body_html: '<p>x</p>' },
        as: { ...cookie, ...headers },
      });
    expect((await save({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await save({ origin: 'null' })).status).toBe(403);
    expect((await save({ 'sec-fetch-site': 'cross-site', origin })).status).toBe(403);
    expect((await save({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    const read = () => desk.call(listResponseDrafts, { params, as: cookie });
    expect((await read()).body.data).toEqual([]);
    expect((await save({ origin })).status).toBe(200);
    expect((await save({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await read()).body.data).toHaveLength(1);
  });

  test('cannot sign anybody in or out', async () => {
    const cookie = await desk.person((await desk.organization()).id, 'rep');
    const evil = { origin: 'https://evil.example' };
    expect((await desk.call(signIn, { body: { email: 'a@b.example', password }, as: evil })).status).toBe(
      403,
    );
    expect((await desk.call(signOut, { as: { ...cookie, ...evil } })).status).toBe(403);
    expect((await desk.call(getSession, { as: cookie })).status).toBe(200);
  });
});
