import { describe, expect, it } from 'vitest';
import type { CheckInput } from './check-input.ts';
import { findingsOf } from './reply-for-tests.ts';

const places = (difference: Partial<CheckInput>) =>
  findingsOf('new_recipient', difference).map(({ place }) => `${place.part} ${place.quote}`);

describe('somebody new to the conversation is found', () => {
  const rows: [Partial<CheckInput>, string[]][] = [
    [{ cc: ['eve@b.example'] }, ['cc eve@b.example']],
    [{ bcc: ['eve@b.example'] }, ['bcc eve@b.example']],
    [{ cc: ['Eve <eve@b.example>'] }, ['cc eve@b.example']],
    [{ cc: ['eve@b.example', 'ann@c.example'] }, ['cc eve@b.example', 'cc ann@c.example']],
    [{ cc: ['eve@b.example'], bcc: ['EVE@b.example'] }, ['cc eve@b.example']],
    [{ cc: ['hippolyta@themyscira.example'] }, ['cc hippolyta@themyscira.example']],
    [{ cc: ['rob@roofers.example.org'] }, ['cc rob@roofers.example.org']],
    [{ cc: ['rob@notroofers.example'] }, ['cc rob@notroofers.example']],
    [{ cc: ['eve@b.example'], participants: [] }, ['cc eve@b.example']],
    [{ cc: ['eve@b.example'], participants: ['eve@c.example'] }, ['cc eve@b.example']],
    [{ cc: ['rob@roofers.example'], participants: [], ownDomains: [] }, ['cc rob@roofers.example']],
    [{ cc: ['rob@roofers.example'], participants: [], ownDomains: [''] }, ['cc rob@roofers.example']],
  ];
  it.each(rows)('%j', (difference, expected) => expect(places(difference)).toEqual(expected));
});

describe('who was there before, or is one of us, is not', () => {
  it.each<Partial<CheckInput>>([
    {},
    { cc: ['diana.prince@themyscira.example'] },
    { cc: ['Diana <Diana.Prince@Themyscira.example>'] },
    { cc: ['diana.prince@themyscira.example'], participants: [] },
    { cc: ['eve@b.example'], participants: ['Eve@B.example'] },
    { cc: ['eve@b.example'], participants: [' eve@b.example '] },
    { cc: ['jüri@müller.example'], participants: ['jüri@xn--mller-kva.example'] },
    { cc: ['ann@roofers.example'] },
    { cc: ['ann@mail.roofers.example'] },
    { cc: ['ann@roofers.example'], ownDomains: ['@Roofers.example'] },
    { bcc: ['crm@roofers.example'] },
    { cc: ['no address'] },
  ])('%j', (difference) => expect(places(difference)).toEqual([]));
});

it('the finding says what to do', () => {
  expect(findingsOf('new_recipient', { bcc: ['eve@b.example'] })[0]?.reason).toBe(
    'eve@b.example has taken part in no message of this conversation: make sure that they may read it, or take them out of Bcc.',
  );
});
