import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  getSignatures,
  saveOrganizationSignature,
  savePersonalSignature,
} from '#contract/desk/signatures.ts';
import { organizationSignature, repSignature } from '../../demo/signatures.ts';
import { loadSanitiser } from '../../mail-sanitiser.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let rep: { cookie: string };
let manager: { cookie: string };
beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization();
  [rep, manager] = await Promise.all([desk.person(us.id, 'rep'), desk.person(us.id, 'manager')]);
});
beforeEach(() => Promise.all([saveMine(rep, ''), saveMine(manager, ''), saveOurs(manager, '')]));
afterAll(() => desk.close());

type As = Record<string, string>;
const read = async (as: As) => (await desk.call(getSignatures, { as })).body;
const saveMine = (as: As, html: string, replaces?: string | null) =>
  desk.call(savePersonalSignature, { body: { html, replaces }, as });
const saveOurs = (as: As, html: string, replaces?: string | null) =>
  desk.call(saveOrganizationSignature, { body: { html, replaces }, as });

describe('signatures', () => {
  test('are none at first', async () => {
    expect(await read(rep)).toEqual({ personal: null, organization: null });
  });

  test('a person has one of their own, and sees nobody else’s', async () => {
    const saved = await saveMine(rep, '<div>Robin</div>');
    expect([saved.status, saved.body.personal?.html]).toEqual([200, '<div>Robin</div>']);
    expect(await read(rep)).toEqual(saved.body);
    expect((await read(manager)).personal).toBeNull();
  });

  test('the organisation’s is for all its people and for nobody else', async () => {
    await saveOurs(manager, '<div>Roofers</div>');
    expect((await read(rep)).organization?.html).toBe('<div>Roofers</div>');
    const them = await desk.organization();
    expect((await read(await desk.person(them.id, 'admin'))).organization).toBeNull();
  });

  test('the organisation’s is changed by managers and administrators alone', async () => {
    const refused = await saveOurs(rep, '<div>Robin’s roofs</div>');
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      'Managers and administrators change the organisation signature: ask one of them.',
    ]);
    expect((await read(rep)).organization).toBeNull();
    expect((await saveOurs(await desk.person(us.id, 'admin'), '<div>Roofers</div>')).status).toBe(200);
  });

  test('are kept sanitised', async () => {
    const { body } = await saveMine(
      rep,
      '<div onclick="x()">Robin<script>x()</script></div><a href="javascript:x()">home</a><img src="https://x.example/logo.png" alt="Logo">',
    );
    expect(body.personal?.html).toBe(
      '<div>Robin</div><a>home</a><img src="https://x.example/logo.png" alt="Logo">',
    );
  });

  test.each(['', '<div><br></div>', '<p> &nbsp; </p>'])('%j takes one away', async (nothing) => {
    await saveMine(rep, '<div>Robin</div>');
    expect((await saveMine(rep, nothing)).body.personal).toBeNull();
    expect((await read(rep)).personal).toBeNull();
  });

  test('are not written over by somebody who read another one', async () => {
    const first = (await saveOurs(manager, '<div>One</div>', null)).body.organization;
    const second = (await saveOurs(manager, '<div>Two</div>', first?.updated_at)).body.organization;
    expect(second?.html).toBe('<div>Two</div>');
    for (const read of [first?.updated_at, null]) {
      const late = await saveOurs(manager, '<div>Late</div>', read);
      expect([late.status, late.body.detail]).toEqual([
        412,
        'The signature was changed meanwhile: read it again, then decide. Nothing was changed.',
      ]);
    }
    expect((await read(manager)).organization).toEqual(second);
  });

  test('of two who save the first one at the same time, one is told', async () => {
    const both = await Promise.all(['A', 'B'].map((name) => saveOurs(manager, `<div>${name}</div>`, null)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('that are too long are refused', async () => {
    const { status, body } = await saveMine(rep, 'x'.repeat(50_001));
    expect([status, body.detail]).toEqual([422, 'html: must have at most 50000 characters']);
  });

  test('are for people who are signed in: not for keys, and not for other sites', async () => {
    expect((await desk.call(getSignatures, { as: {} })).status).toBe(401);
    expect((await desk.call(getSignatures, { as: { 'x-api-key': us.key } })).status).toBe(401);
    expect((await saveMine({ ...rep, origin: 'https://evil.example' }, '<div>Evil</div>')).status).toBe(403);
    expect((await read(rep)).personal).toBeNull();
  });

  test('of the demo are as the policy leaves them', async () => {
    const { sanitise } = await loadSanitiser();
    for (const html of [organizationSignature, repSignature]) expect(sanitise(html).html).toBe(html);
  });
});
