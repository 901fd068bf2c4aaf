// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getSchema } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { parseHtml } from '../source/parse-html.ts';
import { serialise, writeBody } from '../source/serialise.ts';
import { openParts } from './open-parts.ts';
import type { Part, PartKind, Span } from './part.ts';

const schema = getSchema(bodyExtensions);
const folder = path.join(import.meta.dirname, '../fixtures');

function open(html: string) {
  const body = parseHtml(mailSanitiser.sanitise(html).html, schema);
  return openParts(body);
}

const folded = (parts: readonly Part[], kind?: PartKind) =>
  parts
    .filter((part) => part.state === 'folded' && (kind === undefined || part.kind === kind))
    .flatMap(({ spans }) => spans);

const isIn = (position: number, spans: readonly Span[]) =>
  spans.some(({ from, to }) => from <= position && position < to);

/** The texts of a document in or out of some spans, a line for each text node. */
function texts(doc: ProseMirrorNode, wanted: (position: number) => boolean): string {
  const found: string[] = [];
  doc.descendants((node, position) => {
    if (node.isText && wanted(position)) found.push(node.text ?? '');
  });
  return found.join('\n');
}

function read(html: string) {
  const { body, parts } = open(html);
  const { doc } = body;
  const inside = (kind: PartKind) => texts(doc, (at) => isIn(at, folded(parts, kind)));
  return {
    visible: texts(doc, (at) => !isIn(at, folded(parts))),
    quoted: inside('quoted text'),
    signature: inside('signature'),
    kinds: parts.filter(({ state }) => state === 'folded').map(({ kind }) => kind),
    lines: doc.childCount,
    saved: writeBody(body, doc),
    body,
  };
}

describe.each(readdirSync(folder).filter((file) => file.startsWith('reply-')))('the draft %s', (file) => {
  const html = readFileSync(path.join(folder, file), 'utf8');
  const found = read(html);

  it('shows what its writer wrote, and folds the history and the signature', () => {
    expect(found.visible).toContain('OWN');
    expect(found.visible).not.toMatch(/OLD|SIG|--|wrote:|From:|Bob&lt;/);
    expect(found.quoted).toContain('OLD');
    expect(found.quoted).not.toMatch(/OWN|SIG/);
    expect(found.signature).toContain('SIG');
    expect(found.signature).not.toMatch(/OWN|OLD/);
  });

  it('is saved as it came', () => {
    expect(found.saved).toBe(mailSanitiser.sanitise(html).html);
  });
});

describe('what stays in sight', () => {
  it.each([
    ['a letter without either', '<p>Dear Bob,</p><p>Tuesday works.</p><p>Ann</p>'],
    [
      'a message that is passed on',
      '<div>fyi</div><div class="gmail_quote">---------- Forwarded message ---------<br>From: Ann<br>Date: x<br>Subject: y<br>To: z<br><br>NEWS</div>',
    ],
    [
      'answers between the quotes',
      '<blockquote type="cite">one?</blockquote><p>yes</p><blockquote type="cite">two?</blockquote><p>no</p>',
    ],
    ['an indented paragraph', '<p>As they say:</p><blockquote>Less is more</blockquote>'],
    ['a signature that is all there is', '<div class="gmail_signature">Ann</div>'],
    [
      'rows of a table that hold a quote each',
      '<table><tbody><tr class="gmail_quote"><td>a</td></tr></tbody></table><p>b</p>',
    ],
    ['dashes before a long text', `<p>a</p><p>-- </p>${'<p>another line</p>'.repeat(20)}`],
    [
      'a very long history that shares its line with the reply',
      `Fine.<br>-----Original Message-----${'<br>old'.repeat(300)}`,
    ],
    ['an empty body', ''],
  ])('%s', (_, html) => {
    expect(read(html).kinds).toEqual([]);
  });

  it('the signature, where a quote is all there is besides', () => {
    const found = read(
      '<div class="gmail_signature">Ann</div><div class="gmail_quote"><blockquote>OLD</blockquote></div>',
    );
    expect(found.kinds).toEqual(['quoted text']);
    expect(found.visible).toBe('Ann');
  });
});

describe('a body that is all quote', () => {
  const quote = '<div class="gmail_quote">On 1 May 2026 Ann wrote:<br><blockquote>OLD</blockquote></div>';

  it('gets a line to type in, which is nothing in what is saved', () => {
    const found = read(quote);
    expect(found.kinds).toEqual(['quoted text']);
    expect(found.lines).toBe(2);
    expect(found.saved).toBe(quote);
  });

  it('is answered above the quote', () => {
    const { body } = read(quote);
    const typed = EditorState.create({ doc: body.doc }).tr.insertText('Tuesday.', 1);
    expect(serialise(body, typed.doc)).toBe(`<div>Tuesday.</div>${quote}`);
  });

  it('keeps the blank line that it has', () => {
    expect(read(`<div><br></div>${quote}`).lines).toBe(2);
  });
});

const phones = [
  'Sent from my iPhone',
  'Sent from my Samsung Galaxy smartphone.',
  'Get <a href="https://aka.ms/x">Outlook for Android</a>',
  'Von meinem iPhone gesendet',
  'Envoyé de mon iPhone',
  'Sent from Yahoo Mail for iPhone',
];

describe('the line of a phone', () => {
  it.each(phones)('%s', (line) => {
    const found = read(`<div>Fine.</div><div><br></div><div>${line}</div>`);
    expect(found.kinds).toEqual(['signature']);
    expect(found.visible).toBe('Fine.');
  });

  it.each([
    'Sent from my heart, with love',
    'Get well soon',
    'Sent from Outlook? No, I wrote it by hand, and I will tell you how that came about one day',
  ])('is not %s', (line) => expect(read(`<div>Fine.</div><div>${line}</div>`).kinds).toEqual([]));
});

const corpus = path.join(import.meta.dirname, '../../../../../shared/corpus/html');
const mails = ['talon', 'quotequail'].flatMap((name) => {
  const place = path.join(corpus, name);
  return existsSync(place)
    ? readdirSync(place, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.html'))
        .map((file) => path.join(place, file))
    : [];
});

describe('the mails of talon and quotequail', () => {
  if (mails.length === 0) {
    it('are not beside this checkout', () => expect(existsSync(corpus)).toBe(false));
    return;
  }
  it(`are opened and folded without a change: all ${mails.length}`, () => {
    const counts = { 'quoted text': 0, signature: 0 };
    for (const file of mails) {
      const html = mailSanitiser.sanitise(readFileSync(file, 'utf8')).html;
      const found = read(html);
      expect(found.saved, file).toBe(html);
      expect(found.lines, file).toBeGreaterThan(0);
      for (const kind of found.kinds) counts[kind]++;
    }
    process.stdout.write(
      `Of ${mails.length} mails, ${counts['quoted text']} fold their history and ${counts.signature} their signature\n`,
    );
    expect(counts['quoted text']).toBeGreaterThan(mails.length / 2);
  });
});
