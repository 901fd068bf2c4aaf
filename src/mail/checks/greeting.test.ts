import { describe, expect, it } from 'vitest';
import type { CheckInput } from './check-input.ts';
import { findingsOf, quotesOf } from './reply-for-tests.ts';

const quotes = (line: string, name: string | null = 'Diana Prince', rest: Partial<CheckInput> = {}) =>
  quotesOf('greeting', {
    bodyHtml: `<p>${line}</p><p>Thursday works.</p>`,
    contact: { name, email: null },
    ...rest,
  });

describe('a greeting of somebody else is found', () => {
  const rows: [string, string, string[]][] = [
    ['Hi Bruce,', 'Diana Prince', ['Bruce']],
    ['Hi Bruce, thanks for the call.', 'Diana Prince', ['Bruce']],
    ['Hi Bruce thanks for the call', 'Diana Prince', ['Bruce']],
    ['hi bruce,', 'Diana Prince', ['bruce']],
    ['Hello Bruce!', 'Diana Prince', ['Bruce']],
    ['Hello, Bruce!', 'Diana Prince', ['Bruce']],
    ['Good morning Bruce', 'Diana Prince', ['Bruce']],
    ['Dear Mr Wayne,', 'Diana Prince', ['Wayne']],
    ['Dear Mr. Berg,', 'Tom Berger', ['Berg']],
    ['Dear Daniela,', 'Daniel Craig', ['Daniela']],
    ['Dear Dian,', 'Diana Prince', ['Dian']],
    ['Dear Mr. and Mrs. Klein,', 'Diana Prince', ['Klein']],
    ['Dear Diana Smith,', 'Diana Prince', ['Diana Smith']],
    ['Hello Jo and Sam,', 'Jo March', ['Sam']],
    ['Hi Diana, Tom and Sam,', 'Diana Prince', ['Tom', 'Sam']],
    ['Dear Diana, dear Tom,', 'Diana Prince', ['Tom']],
    ['Hallo Peter,', 'Diana Prince', ['Peter']],
    ['Guten Tag Herr Klein,', 'Diana Prince', ['Klein']],
    ['Sehr geehrter Herr Dr. Klein,', 'Max Groß', ['Klein']],
    ['Lieber Peter,', 'Diana Prince', ['Peter']],
    ['Bonjour Madame Dupont,', 'Claire Martin', ['Dupont']],
    ['Chère Sophie,', 'Claire Martin', ['Sophie']],
    ['Estimado Sr. García:', 'Luis Pérez', ['García']],
    ['Hola María,', 'Luis Pérez', ['María']],
    ['Beste Jan,', 'Piet de Vries', ['Jan']],
    ['Geachte heer Van den Berg,', 'Piet de Vries', ['Van den Berg']],
  ];
  it.each(rows)('%s to %s', (line, name, expected) => expect(quotes(line, name)).toEqual(expected));
});

describe('the contact is greeted in many ways', () => {
  it.each([
    ['Hi Diana,', 'Diana Prince'],
    ['Hi diana', 'Diana Prince'],
    ['HI DIANA!', 'Diana Prince'],
    ['Hi Diana thanks for the call', 'Diana Prince'],
    ['Dear Ms Prince,', 'Diana Prince'],
    ['Dear Diana Prince,', 'Prince, Diana'],
    ['Dear Dr. D. Prince,', 'Diana Prince'],
    ['Hi Mike,', 'Michael Berger'],
    ['Hi Michael,', 'Mike Berger'],
    ['Hi Bob,', 'Robert Paulson'],
    ['Hi Dan,', 'Daniel Craig'],
    ['Hi Jo,', 'Joanna Lumley'],
    ['Hallo Herr Mueller,', 'Max Müller'],
    ['Hallo Frau Gross,', 'Anna Groß'],
    ['Sehr geehrte Frau Dr. Øster,', 'Lise Oster'],
    ['Hola Jose:', 'José Núñez'],
    ['Bonjour Jean-Luc,', 'Jean Luc Picard'],
    ['Beste heer De Vries,', 'Piet de Vries'],
    ['Dear Mr O’Brien,', "Pat O'Brien"],
    ['Dear Berger family,', 'Tom Berger'],
    ['Hi {{name}},', 'Diana Prince'],
    ['Hi [Name],', 'Diana Prince'],
  ])('%s to %s', (line, name) => expect(quotes(line, name)).toEqual([]));
});

describe('nobody is greeted by name', () => {
  it.each([
    'Hi,',
    'Hi',
    'Hello!',
    'Good morning,',
    'Good morning, thanks for your mail.',
    'Hi, Thanks for the quick answer.',
    'Hi Rob here from Roofers',
    'Hi, Rob here.',
    'Hi there,',
    'Hi all,',
    'Hi everyone,',
    'Hello team,',
    'Dear Acme team,',
    'Dear Sir or Madam,',
    'Dear customer,',
    'Hi again,',
    'Hi I wanted to ask about Thursday',
    'Hello Thanks for your call',
    'Hello from Berlin,',
    'Dear oh dear.',
    'Sehr geehrte Damen und Herren,',
    'Hallo zusammen,',
    'Guten Tag,',
    'Beste Grüße',
    'Liebe Grüße, Anna',
    'Beste Qualität zu kleinem Preis',
    'Bonjour à tous,',
    'Buenos días,',
    'Geachte heer, mevrouw,',
    'Thursday works for Bruce.',
    'History Bruce will like',
  ])('%s', (line) => expect(quotes(line)).toEqual([]));
});

it('those who are copied in may be greeted, those who are hidden may not', () => {
  const cc = ['Sam Gamgee <sam@shire.example>', 'tom.bombadil@forest.example'];
  expect(quotes('Hi Diana and Sam,', 'Diana Prince', { cc })).toEqual([]);
  expect(quotes('Hi Tom,', 'Diana Prince', { cc })).toEqual([]);
  expect(quotes('Hi Sam,', 'Diana Prince', { bcc: cc })).toEqual(['Sam']);
});

it('the address helps to know the contact, and no name means no opinion', () => {
  const contact = { name: 'Diana', email: 'd.prince@themyscira.example' };
  expect(quotes('Dear Ms Prince,', null, { contact })).toEqual([]);
  expect(quotes('Hi Themyscira,', null, { contact })).toEqual([]);
  expect(quotes('Hi Bruce,', null)).toEqual([]);
  expect(quotes('Hi Bruce,', 'Acme Support')).toEqual([]);
  expect(quotes('Hi Bruce,', 'info@acme.example')).toEqual([]);
  expect(quotes('Hi Bruce,', 'Диана')).toEqual([]);
});

it('a greeting in the history, and one far below, is none of this reply', () => {
  expect(quotes('Sure.</p><blockquote type="cite">Hi Bruce,</blockquote><p>')).toEqual([]);
  expect(quotes('One</p><p>Two</p><p>Three</p><p>Hi Bruce,')).toEqual([]);
  expect(quotes('Re: Thursday</p><p>Hi Bruce,')).toEqual(['Bruce']);
});

it('the finding says whom the reply goes to', () => {
  expect(findingsOf('greeting', { bodyHtml: 'Hi Bruce,' })).toEqual([
    {
      check: 'greeting',
      reason:
        'The greeting names “Bruce”, but this reply goes to Diana Prince: greet them by their own name.',
      place: { part: 'body', quote: 'Bruce' },
    },
  ]);
});
