import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getSession, signIn, signOut } from '#contract/desk/session.ts';
import { newId } from '../store/new-id.ts';
import { type Organization, openTestDesk, password, type TestDesk } from '../test-desk.ts';

let desk: TestDesk;
let us: Organization;
beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization();
});
afterAll(() => desk.close());

const someone = () => `${newId('usr')}@roofers.example`.toLowerCase();
let lastAddress = 0;
const elsewhere = () => `192.0.2.${++lastAddress}`;

async function person() {
  const email = someone();
  return { email, cookie: await desk.person(us.id, 'rep', 'Robin Rep', email) };
}

const attempt = (email: string, given: string, address: string) =>
  desk.call(signIn, { body: { email, password: given }, as: { 'x-forwarded-for': address } });

async function fail(email: string, times: number, address: string) {
  const answers = await Promise.all(Array.from({ length: times }, () => attempt(email, 'wrong', address)));
  return answers.map(({ status }) => status);
}

describe('guessing passwords', () => {
  test('is over after ten wrong ones, with the right one too, until the time is over', async () => {
    const { email } = await person();
    const address = elsewhere();
    expect(await fail(email, 10, address)).toEqual(Array(10).fill(401));
    const locked = await attempt(email, password, address);
    expect(locked.status).toBe(429);
    expect(locked.body.detail).toBe('Too many attempts to sign in have failed: try again in 15 minutes.');
    expect(Number(locked.headers.get('retry-after'))).toSatisfy((s: number) => s > 800 && s <= 900);
    await desk.store.query(`update sign_in_attempt set ends_at = now() - interval '1 second'`);
    expect((await attempt(email, password, address)).status).toBe(200);
  });

  test('of somebody who does not exist is answered in the same way', async () => {
    const nobody = someone();
    const { email } = await person();
    const answers = [];
    for (const of of [nobody, email]) {
      const address = elsewhere();
      for (let n = 0; n < 11; n++) {
        const { status, body, headers } = await attempt(of, 'wrong', address);
        answers.push([status, body.detail, headers.has('retry-after')]);
      }
    }
    expect(answers.slice(0, 11)).toEqual(answers.slice(11));
    expect(answers[10]?.[0]).toBe(429);
  });

  test('is as much work for somebody who does not exist', async () => {
    const { email } = await person();
    const work = { known: [] as number[], unknown: [] as number[] };
    for (let n = 0; n < 9; n++) {
      for (const [of, list] of [
        [email, work.known],
        [someone(), work.unknown],
      ] as const) {
        const address = elsewhere();
        // What this process computes, whatever else the machine does meanwhile.
        const before = process.cpuUsage();
        expect((await attempt(of, 'wrong', address)).status).toBe(401);
        const { user, system } = process.cpuUsage(before);
        list.push(user + system);
      }
    }
    const median = (list: number[]) => [...list].sort((a, b) => a - b)[4] ?? 0;
    // Without the work of a password, the answer would come about 20 times as fast.
    expect(median(work.unknown) / median(work.known)).toSatisfy(
      (ratio: number) => ratio > 0.4 && ratio < 2.5,
    );
  });

  test('many at once is no way round it', async () => {
    const { email } = await person();
    const statuses = await fail(email, 30, elsewhere());
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  test('from elsewhere keeps nobody out of their account, until it is many', async () => {
    const { email } = await person();
    const theirs = elsewhere();
    await fail(email, 12, elsewhere());
    expect((await attempt(email, password, theirs)).status).toBe(200);
    for (let n = 0; n < 5; n++) await fail(email, 10, elsewhere());
    expect((await attempt(email, password, theirs)).status).toBe(429);
  });

  test('of many accounts from one address is over after a hundred', async () => {
    const { email } = await person();
    const address = elsewhere();
    const accounts = Array.from({ length: 10 }, someone);
    for (const account of accounts) expect(await fail(account, 10, address)).toEqual(Array(10).fill(401));
    expect((await attempt(email, password, address)).status).toBe(429);
    expect((await attempt(email, password, elsewhere())).status).toBe(200);
  });

  test('is counted together by all processes of a desk', async () => {
    const { email } = await person();
    const address = elsewhere();
    const other = await desk.another();
    const there = () =>
      other.send('/api/desk/sign-in', {
        method: 'POST',
        headers: { 'x-forwarded-for': address },
        body: JSON.stringify({ email, password: 'wrong' }),
      });
    const [here, elsewhereToo] = [
      await fail(email, 5, address),
      await Promise.all(Array.from({ length: 5 }, there)),
    ];
    expect([...here, ...elsewhereToo.map(({ status }) => status)]).toEqual(Array(10).fill(401));
    expect((await attempt(email, password, address)).status).toBe(429);
    expect((await there()).status).toBe(429);
  });
});

test('signing in often locks nobody out, and a right password forgives the wrong ones before it', async () => {
  const { email } = await person();
  const address = elsewhere();
  for (let n = 0; n < 3; n++) {
    expect(await fail(email, 8, address)).toEqual(Array(8).fill(401));
    for (let m = 0; m < 5; m++) expect((await attempt(email, password, address)).status).toBe(200);
  }
});

test('nobody’s address is kept because of an attempt', async () => {
  const email = someone();
  const address = elsewhere();
  await fail(email, 1, address);
  const { rows } = await desk.store.query('select * from sign_in_attempt');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(email);
  expect(JSON.stringify(rows)).not.toContain(address);
});

describe('a session', () => {
  const tokenOf = ({ cookie }: { cookie: string }) => cookie.match(/session_token=([^.;]+)/)?.[1] ?? '';
  const cookieOf = (headers: Headers) => ({
    cookie: headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; '),
  });

  test('has a cookie that scripts and other sites do not get', async () => {
    const { email } = await person();
    const { headers } = await attempt(email, password, elsewhere());
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Max-Age=1209600/i);
  });

  test('lasts longer while it is used, in the browser as on the server', async () => {
    const { cookie } = await person();
    expect((await desk.call(getSession, { as: cookie })).headers.getSetCookie()).toEqual([]);
    const soon = `update session set expires_at = now() + interval '2 days' where token = $1`;
    await desk.store.query(soon, [tokenOf(cookie)]);
    const renewed = await desk.call(getSession, { as: cookie });
    expect(renewed.headers.getSetCookie().join()).toMatch(/session_token=[^;]+;.*Max-Age=1209600/i);
    const { rows } = await desk.store.query(
      `select expires_at > now() + interval '13 days' as longer from session where token = $1`,
      [tokenOf(cookie)],
    );
    expect(rows).toEqual([{ longer: true }]);
  });

  test('is over after two weeks without use, and after three months with it', async () => {
    const unused = await person();
    const old = await person();
    await desk.store.query(`update session set expires_at = now() - interval '1 second' where token = $1`, [
      tokenOf(unused.cookie),
    ]);
    await desk.store.query(`update session set created_at = now() - interval '91 days' where token = $1`, [
      tokenOf(old.cookie),
    ]);
    expect((await desk.call(getSession, { as: unused.cookie })).status).toBe(401);
    expect((await desk.call(getSession, { as: old.cookie })).status).toBe(401);
  });

  test('is another one after each signing in, and the one before is over', async () => {
    const { email, cookie } = await person();
    const again = await desk.call(signIn, { body: { email, password }, as: cookie });
    const next = cookieOf(again.headers);
    expect(tokenOf(next)).not.toBe(tokenOf(cookie));
    expect((await desk.call(getSession, { as: next })).status).toBe(200);
    expect((await desk.call(getSession, { as: cookie })).status).toBe(401);
  });

  test('that was signed out is over for whoever copied its cookie', async () => {
    const { cookie } = await person();
    const copied = { ...cookie };
    expect((await desk.call(signOut, { as: cookie })).status).toBe(204);
    expect((await desk.call(getSession, { as: copied })).status).toBe(401);
    const { rows } = await desk.store.query('select * from session where token = $1', [tokenOf(cookie)]);
    expect(rows).toEqual([]);
  });
});

test('an API key is kept as a hash, and shown by nothing', async () => {
  const admin = await desk.person(us.id, 'admin');
  const { rows } = await desk.store.query('select * from api_key');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(us.key);
  const listed = await (await desk.send('/api/desk/api-keys', { headers: admin })).text();
  expect(listed).toContain('"key_id"');
  expect(listed).not.toContain(us.key);
});

test('every answer tells browsers what they may do with it', async () => {
  for (const path of ['/healthz', '/api/desk/welcome', '/api/v2/organizations', '/nowhere']) {
    const { headers } = await desk.send(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.has('strict-transport-security')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
  }
});
