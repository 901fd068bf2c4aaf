// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { splitBodyTag } from '#mail/body-tag.ts';
import { inertBody } from '../../lib/inert-html.ts';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import { schema } from './edit-for-tests.ts';
import { markupOf } from './markup.ts';
import { parseHtml } from './parse-html.ts';
import { serialise, writeBody } from './serialise.ts';

const LETTER = '\u2603';

const htmlFiles = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:html|body)$/.test(file))
    .sort()
    .map((file) => path.join(folder, file));

interface Spot {
  readonly text: ProseMirrorNode;
  readonly at: number;
}

function textSpots(doc: ProseMirrorNode): Spot[] {
  const spots: Spot[] = [];
  doc.descendants((text, position) => {
    if (text.isText) spots.push({ text, at: position + (text.nodeSize >> 1) });
  });
  return spots;
}

/** The body without the letter, as a DOM writes it; throws when the letter is not there exactly once. */
function withoutLetter(html: string): string {
  expect(html.split(LETTER)).toHaveLength(2);
  const body = inertBody(html);
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { nodeValue } = walker.currentNode;
    if (nodeValue?.includes(LETTER)) walker.currentNode.nodeValue = nodeValue.replace(LETTER, '');
  }
  return body.innerHTML;
}

function typeLetter(html: string, most: number) {
  const body = parseHtml(html, schema);
  const spots = textSpots(body.doc);
  const step = Math.max(1, Math.ceil(spots.length / most));
  const original = inertBody(html).innerHTML;
  for (const { text, at } of spots.filter((_, index) => index % step === 0)) {
    const letter = schema.text(LETTER, text.marks);
    const { doc } = EditorState.create({ doc: body.doc }).tr.insert(at, letter);
    expect(withoutLetter(serialise(body, doc))).toBe(original);
  }
  return spots.length;
}

const wordsOf = (text: string | null) => (text ?? '').replace(/\s+/g, '');

const fixtures = htmlFiles(path.join(import.meta.dirname, '../fixtures'));

/** What of these bodies a draft may not keep. */
const LEFT_OUT: Record<string, string[]> = {
  comments: ['what only Outlook shows'],
  foreign: ['a drawing (SVG)', 'a formula (MathML)'],
};

describe.each(fixtures.map((file) => [path.basename(file, '.body'), file] as const))(
  'a body like %s',
  (name, file) => {
    const html = inertBody(readFileSync(file, 'utf8')).innerHTML;

    it('gives nobody a false alarm, and is read as the mail policy read it', () => {
      const { html, dropped } = mailSanitiser.sanitise(readFileSync(file, 'utf8'), 'draft');
      expect(dropped.map(({ what }) => what)).toEqual(LEFT_OUT[name] ?? []);
      const { content } = splitBodyTag(html);
      expect(markupOf([...inertBody(content).childNodes])).toBe(content);
    });

    it('is what it was when it was only opened', () => {
      const body = parseHtml(html, schema);
      expect(serialise(body, body.doc)).toBe(html);
      expect(writeBody(body, body.doc)).toBe(html);
    });

    it('keeps every element, attribute and blank when a letter is typed into any of its texts', () => {
      const spots = typeLetter(html, 60);
      expect(spots > 0 || wordsOf(inertBody(html).textContent) === '').toBe(true);
    });

    it('shows all its words, in order', () => {
      const shown: string[] = [];
      parseHtml(html, schema).doc.descendants((node) => {
        if (node.isText) shown.push(node.text ?? '');
        else if (typeof node.attrs.html === 'string') shown.push(inertBody(partOf(node)).textContent ?? '');
      });
      expect(wordsOf(shown.join(''))).toBe(wordsOf(inertBody(html).textContent));
    });

    it('opens and keeps a letter after the mail policy has gone over it', () => {
      const clean = mailSanitiser.sanitise(html, 'draft').html;
      const body = parseHtml(clean, schema);
      expect(writeBody(body, body.doc)).toBe(clean);
      typeLetter(clean, 8);
    });
  },
);

const partOf = (node: ProseMirrorNode): string =>
  node.type.name === 'tablePart' ? `<table>${node.attrs.html}</table>` : node.attrs.html;
