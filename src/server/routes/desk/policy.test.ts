import { afterAll, beforeAll, expect, test } from 'vitest';
import { listApiKeys, putApiKey } from '#contract/desk/api-keys.ts';
import { defaultCheckLevels } from '#contract/desk/checks.ts';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { listActivity } from '#contract/desk/history.ts';
import { getPolicy, noApproval, type Policy, putPolicy } from '#contract/desk/policy.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

type As = Record<string, string>;
let desk: TestDesk;
let us: Organization;
let rep: As;
let manager: As;
let admin: As;

beforeAll(async () => {
  desk = await openTestDesk({ sendHoldSeconds: 600 });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep');
  manager = await desk.person(us.id, 'manager');
  admin = await desk.person(us.id, 'admin', 'Iris Admin');
});
afterAll(() => desk.close());

const calm: Policy = { approval: noApproval, checks: defaultCheckLevels };
const strict: Policy = { ...calm, approval: { ...noApproval, reps: { email: true, text: false } } };
const put = (policy: Policy, replaces?: Policy) =>
  desk.call(putPolicy, { body: { ...policy, replaces }, as: admin });
const changes = async (kind: string) =>
  (await desk.call(listActivity, { query: { kind }, as: manager })).body.data;
const aPolicy = async () => (await desk.call(getPolicy, { as: rep })).body;

test('a policy is not written over by an administrator who read another one', async () => {
  await put(calm);
  expect((await put(strict, calm)).status).toBe(200);
  const late = await put({ ...calm, checks: { ...calm.checks, link: 'block' } }, calm);
  expect([late.status, late.body.detail]).toEqual([
    412,
    'The policy was changed meanwhile: read it again, then decide. Nothing was changed.',
  ]);
  expect(await aPolicy()).toEqual(strict);
});

test('of two administrators who save at the same time, one is told', async () => {
  await put(calm);
  const other = { ...calm, checks: { ...calm.checks, domain: 'off' as const } };
  const both = await Promise.all([put(strict, calm), put(other, calm)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
});

test('the log says what was changed, and nothing where nothing was', async () => {
  await put(calm);
  await put({ ...strict, checks: { ...calm.checks, attachment: 'off', link: 'block' } });
  const [change, ...before] = await changes('policy_changed');
  expect(change?.about).toBe(
    'replies of reps by e-mail need approval; “Missing attachment” off; “Links that mislead” blocks',
  );
  expect(change?.actor.name).toBe('Iris Admin');
  await put({ ...strict, checks: { ...calm.checks, attachment: 'off', link: 'block' } });
  expect(await changes('policy_changed')).toHaveLength(before.length + 1);
});

const keysOf = async (as: As) => (await desk.call(listApiKeys, { as })).body.data;

test('an administrator sees the API keys, and of a key everything but itself', async () => {
  const [key, ...others] = await keysOf(admin);
  expect(others).toEqual([]);
  expect(key).toMatchObject({ name: 'AI', active: true, trusted_to_send: false, expires_at: null });
  const raw = await (await desk.send('/api/desk/api-keys', { headers: admin })).text();
  expect(raw).not.toContain(us.key);
  expect(raw).not.toMatch(/[0-9a-f]{64}/);
});

test('a key that is trusted sends without approval, and one that is turned off is refused', async () => {
  await put({ ...calm, approval: { ...noApproval, keys: { email: true, text: true } } });
  const [key] = await keysOf(admin);
  const params = { key_id: key?.key_id ?? '' };
  const waits = async () => {
    const conversation_id = await desk.conversation(us.id);
    await desk.save(us, conversation_id, { autosend_draft: true });
    const { body } = await desk.call(getDeskConversation, { params: { conversation_id }, as: manager });
    return body.reply?.awaiting_approval;
  };
  expect(await waits()).toBe(true);
  const trusted = await desk.call(putApiKey, {
    params,
    body: { active: true, trusted_to_send: true },
    as: admin,
  });
  expect(trusted.body).toEqual({ ...key, trusted_to_send: true });
  expect(await waits()).toBe(false);

  await desk.call(putApiKey, { params, body: { active: false, trusted_to_send: false }, as: admin });
  const refused = await desk.save(us, await desk.conversation(us.id), {});
  expect([refused.status, refused.body.detail]).toEqual([403, 'API Key is inactive']);
  const [event] = await changes('key_changed');
  expect([event?.actor.name, event?.about]).toEqual(['Iris Admin', 'AI: not active, not trusted to send']);
});

test('keys are for administrators of the same organisation alone', async () => {
  const [key] = await keysOf(admin);
  const params = { key_id: key?.key_id ?? '' };
  const body = { active: true, trusted_to_send: true };
  for (const person of [rep, manager]) {
    expect((await desk.call(listApiKeys, { as: person })).status).toBe(403);
    expect((await desk.call(putApiKey, { params, body, as: person })).status).toBe(403);
  }
  const stranger = await desk.person((await desk.organization('Them')).id, 'admin');
  expect((await desk.call(putApiKey, { params, body, as: stranger })).status).toBe(404);
  expect((await keysOf(stranger)).map(({ key_id }) => key_id)).not.toContain(key?.key_id);
  expect((await desk.call(listApiKeys, { as: { 'x-api-key': us.key } })).status).toBe(401);
});
