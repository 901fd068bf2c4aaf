// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EditorState } from '@tiptap/pm/state';
import DOMPurify from 'dompurify';
import { expect, it } from 'vitest';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import { schema } from './edit-for-tests.ts';
import { parseHtml } from './parse-html.ts';
import { serialise, writeBody } from './serialise.ts';

const LETTER = '\u2603';
const filesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:html|body)$/.test(file))
        .sort()
        .map((file) => ({ name: file, html: readFileSync(path.join(folder, file), 'utf8') }))
    : [];
const own = filesIn(path.join(import.meta.dirname, '../fixtures'));
const real = filesIn(path.join(import.meta.dirname, '../../../../../shared/corpus/html'));

/** What another program makes of a body: DOMPurify's own HTML profile, which knows nothing of this project's policy. */
function reference(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = DOMPurify.sanitize(html, { USE_PROFILES: { html: true }, FORCE_BODY: true });
  return template.content;
}

function textsOf(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}

const isBlock = (node: Node | null) =>
  !node ||
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BR|CENTER|D[DLT]|DIV|FOOTER|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TBODY|THEAD|TFOOT|T[RDH]|UL)$/.test(
    node.nodeName,
  );

/** White space counts as a browser shows it: runs are one space, and none at the edge of a block. */
function wordsOf(text: Text): string {
  let words = text.data.replace(/\s+/g, ' ');
  const block = text.parentElement === null || isBlock(text.parentElement);
  if (text.previousSibling ? isBlock(text.previousSibling) : block) words = words.trimStart();
  if (text.nextSibling ? isBlock(text.nextSibling) : block) words = words.trimEnd();
  return words;
}

function shapeOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return wordsOf(node as Text);
  const inside = [...node.childNodes].map(shapeOf).join('');
  if (!(node instanceof Element)) return inside;
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).sort();
  return `<${node.localName}${attributes.join('')}>${inside}</>`;
}

const listOf = (root: DocumentFragment, selector: string, name: string) =>
  [...root.querySelectorAll(selector)].map((element) => element.getAttribute(name)).join('\n');

const partsOf = (root: DocumentFragment) => ({
  text: (root.textContent ?? '').replace(/\s+/g, ''),
  links: listOf(root, 'a[href]', 'href'),
  images: listOf(root, 'img', 'src'),
  dom: [...root.childNodes].map(shapeOf).join('').replace(/> </g, '><').trim(),
});

type Part = keyof ReturnType<typeof partsOf>;

interface Miss {
  name: string;
  parts: Part[];
  reason: string;
}

/** Where two strings part, with what comes before. */
function parting(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 30), at + 50));
  return `${around(a)} became ${around(b)}`;
}

interface Body {
  name: string;
  html: string;
}

/** Types the letter into some texts of a body, spread over it, one after the other. */
function tryBody({ name, html }: Body, letters: number): { tries: number; misses: Miss[] } {
  const clean = mailSanitiser.sanitise(html, 'draft').html;
  const body = parseHtml(clean, schema);
  expect(writeBody(body, body.doc), `${name}: as it was opened`).toBe(clean);
  const spots: number[] = [];
  body.doc.descendants((node, position) => {
    if (node.isText) spots.push(position + (node.nodeSize >> 1));
  });
  const step = Math.max(1, Math.ceil(spots.length / letters));
  const chosen = spots.filter((_, index) => index % step === step >> 1);
  const expected = partsOf(reference(html));
  const misses = chosen.flatMap((at): Miss[] => {
    const state = EditorState.create({ doc: body.doc });
    const { doc } = state.tr.insert(at, schema.text(LETTER, body.doc.resolve(at).marks()));
    const saved = reference(serialise(body, doc));
    const typed = textsOf(saved).filter((text) => text.data.includes(LETTER));
    expect(typed, `${name}: the letter`).toHaveLength(1);
    for (const text of typed) text.data = text.data.replace(LETTER, '');
    const found = partsOf(saved);
    const parts = (Object.keys(expected) as Part[]).filter((part) => found[part] !== expected[part]);
    const [first] = parts;
    return first ? [{ name, parts, reason: parting(expected[first], found[first]) }] : [];
  });
  return { tries: chosen.length, misses };
}

function measure(bodies: Body[], letters: number) {
  const results = bodies.map((body) => tryBody(body, letters)).filter(({ tries }) => tries > 0);
  for (const { misses } of results)
    for (const { name, parts, reason } of misses.slice(0, 1))
      process.stdout.write(`  ${name}: ${parts.join(', ')}: ${reason}\n`);
  const share = (part: Part) =>
    results.filter(({ misses }) => misses.every(({ parts }) => !parts.includes(part))).length /
    results.length;
  const shares = { text: share('text'), links: share('links'), images: share('images'), dom: share('dom') };
  const tries = results.reduce((sum, result) => sum + result.tries, 0);
  process.stdout.write(`  ${results.length} bodies, ${tries} letters: ${JSON.stringify(shares)}\n`);
  return shares;
}

it('a letter typed into bodies of our own making changes nothing else, as another program reads them', () => {
  expect(own.length).toBeGreaterThanOrEqual(40);
  expect(measure(own, 4)).toEqual({ text: 1, links: 1, images: 1, dom: 1 });
});

it.runIf(real.length > 0)(
  'a letter typed into real messages changes no text, link or image, and nothing else in 99 of 100',
  () => {
    const shares = measure(real, 1);
    expect(shares).toMatchObject({ text: 1, links: 1, images: 1 });
    expect(shares.dom).toBeGreaterThanOrEqual(0.99);
  },
  300_000,
);

it.runIf(real.length === 0)('real messages are not beside this checkout: only our own were tried', () => {
  expect(own.length).toBeGreaterThan(0);
});
