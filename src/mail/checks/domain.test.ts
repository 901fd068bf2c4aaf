import { describe, expect, it } from 'vitest';
import type { CheckInput } from './check-input.ts';
import { findingsOf } from './reply-for-tests.ts';

const parties = ['ann@acme.com', 'bo@gmail.com', 'cy@corner.co.uk', 'di@müller.de', 'hp@hp.com'];
const input = (address: string): Partial<CheckInput> => ({
  cc: [address],
  participants: parties,
  ownDomains: ['roofers.com'],
  otherCustomerDomains: ['globex.com', 'gmail.com', 'web.de', 'acme.com', 'roofers.com'],
});
const reasons = (address: string) => findingsOf('domain', input(address)).map(({ reason }) => reason);

describe('a domain that looks like one of the conversation or our own is found', () => {
  it.each([
    ['ann@acmee.com', 'acme.com'],
    ['ann@amce.com', 'acme.com'],
    ['ann@acne.com', 'acme.com'],
    ['ann@acm.com', 'acme.com'],
    ['ann@acme.co', 'acme.com'],
    ['ann@acme.de', 'acme.com'],
    ['ann@mail.acmee.com', 'acme.com'],
    ['ann@acme.com.evil.org', 'acme.com'],
    ['ann@\u0430cme.com', 'acme.com'],
    ['bo@gmial.com', 'gmail.com'],
    ['cy@comer.co.uk', 'corner.co.uk'],
    ['cy@corner.uk', 'corner.co.uk'],
    ['di@muller.de', 'müller.de'],
    ['rob@r00fers.com', 'roofers.com'],
    ['rob@roofer.com', 'roofers.com'],
    ['hp@hp.net', 'hp.com'],
  ])('%s', (address, twin) =>
    expect(reasons(address)).toEqual([
      `${address} is not at ${twin}, though it looks like it: correct the address, or take it out of Cc.`,
    ]),
  );
});

it('another customer’s domain is found, and one below it', () => {
  const reason =
    'belongs to another customer: make sure that they may read this, or take the address out of Cc.';
  expect(reasons('x@globex.com')).toEqual([`x@globex.com ${reason}`]);
  expect(reasons('x@mail.globex.com')).toEqual([`x@mail.globex.com ${reason}`]);
});

it('letters of another alphabet among Latin ones are found in any domain', () => {
  expect(reasons('x@init\u0435ch.com')).toEqual([
    'x@init\u0435ch.com has letters of another alphabet in its domain (xn--initch-6of.com): correct the address, or take it out of Cc.',
  ]);
});

describe('an honest domain is left alone', () => {
  it.each([
    'ann@acme.com',
    'other@ACME.com',
    'ann@mail.acme.com',
    'rob@roofers.com',
    'rob@eu.roofers.com',
    'x@initech.com',
    'x@gmail.com',
    'x@web.de',
    'x@gmx.net',
    'x@mail.com',
    'hp@hpe.com',
    'hp@ibm.com',
    'x@di.xn--mller-kva.de',
    'x@acme-roofs.com',
    'x@macme-tools.com',
    'no address',
  ])('%s', (address) => expect(reasons(address)).toEqual([]));
});

describe('where anybody can have an address says nothing about whose customer somebody is', () => {
  it.each([
    'att.net',
    'bellsouth.net',
    'charter.net',
    'earthlink.net',
    'hotmail.com.ar',
    'live.com.au',
    'outlook.com.br',
    'outlook.jp',
    'seznam.cz',
    'virginmedia.com',
    'wp.pl',
    'yahoo.co.in',
    'yahoo.com.au',
  ])('%s', (domain) => {
    const participants = ['ann@live.com', 'bo@hotmail.com', 'cy@outlook.com', 'di@yahoo.com'];
    const otherCustomerDomains = [domain];
    expect(findingsOf('domain', { cc: [`x@${domain}`], participants, otherCustomerDomains })).toEqual([]);
    expect(findingsOf('domain', { cc: [`x@${domain}`], participants })).toEqual([]);
  });

  it.each(['live.co', 'yahoo.co', 'hotmail.co', 'outlook.co', 'outlok.com'])(
    'but %s only looks like one',
    (domain) => {
      const participants = ['ann@live.com', 'bo@hotmail.com', 'cy@outlook.com', 'di@yahoo.com'];
      expect(findingsOf('domain', { cc: [`x@${domain}`], participants })).toHaveLength(1);
    },
  );
});

it('what is hidden is looked at as well, and reason and place say so', () => {
  const { cc, ...rest } = input('x@globex.com');
  expect(findingsOf('domain', { ...rest, bcc: cc })).toEqual([
    {
      check: 'domain',
      reason:
        'x@globex.com belongs to another customer: make sure that they may read this, or take the address out of Bcc.',
      place: { part: 'bcc', quote: 'x@globex.com' },
    },
  ]);
});
