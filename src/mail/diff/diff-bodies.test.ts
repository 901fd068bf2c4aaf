// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertBody } from '../../app/lib/inert-html.ts';
import { mailSanitiser } from '../../app/lib/mail-sanitiser.ts';
import { type BodyDiff, diffBodies } from './diff-bodies.ts';

interface Marked extends BodyDiff {
  /** The later mail with its marks. */
  html: string;
}

const sanitised = (html: string) => mailSanitiser.sanitise(html).html;

const silent = /^(?:STYLE|TITLE)$/;

/**
 * Letters and pictures in their order, without elements of some names. White space is where a mail program decides;
 * nobody reads a style sheet.
 */
function readingOf(node: Node, without = silent): string {
  if (node.nodeType === 3) return (node.nodeValue ?? '').replace(/[\s\u200b\ufeff]/g, '');
  if (without.test(node.nodeName) || silent.test(node.nodeName)) return '';
  let reading = node.nodeName === 'IMG' ? `[${(node as Element).getAttribute('src')}]` : '';
  for (let child = node.firstChild; child; child = child.nextSibling) reading += readingOf(child, without);
  return reading;
}

const marksIn = (body: Element) => [...body.getElementsByTagName('ins'), ...body.getElementsByTagName('del')];

/** Compares two mails, and checks that each of them can be read out of the result, which is HTML that survives reading. */
function compare(before: string, after: string): Marked {
  const [old, now] = [inertBody(before), inertBody(after)];
  const readings = [readingOf(old), readingOf(now)];
  const diff = diffBodies(old, now);
  expect(readingOf(now, /^INS$/)).toBe(readings[0]);
  expect(readingOf(now, /^DEL$/)).toBe(readings[1]);
  const again = inertBody(now.outerHTML);
  expect(readingOf(again, /^INS$/)).toBe(readings[0]);
  expect(readingOf(again, /^DEL$/)).toBe(readings[1]);
  expect(marksIn(now).flatMap(marksIn)).toEqual([]);
  expect(marksIn(now).length > 0).toBe(diff.changed);
  return { ...diff, html: now.innerHTML };
}

const word = fc.constantFrom(
  'roof',
  'slate',
  'Tuesday',
  '4,200',
  'the',
  'a',
  '.',
  ',',
  '你好',
  'مرحبا',
  'a&b',
);
const phrase = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 1, arbitrary: fc.constantFrom('<br>', '<img src="cid:1">', '<img src="cid:2">', '<b> </b>') },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('b', 'i', 'a href="https://a.example/"', 'a href="https://b.example/"', 'ins', 'del'),
        word,
        word,
      )
      .map(([tag, a, b]) => `<${tag}>${a} ${b}</${tag.split(' ')[0]}>`),
  },
);
const line = fc
  .array(fc.tuple(phrase, fc.constantFrom(' ', ' ', '', '\n  ')), { maxLength: 6 })
  .map((parts) => parts.flat().join(''));
const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    line,
    fc.tuple(fc.constantFrom('p', 'h2', 'pre'), line).map(([tag, text]) => `<${tag}>${text}</${tag}>`),
    fc.constant('<hr>'),
    fc
      .tuple(
        fc.constantFrom('div', 'blockquote', 'b', 'a href="https://c.example/"'),
        fc.array(tie('block'), { maxLength: 3 }),
      )
      .map(([tag, inside]) => `<${tag}>${inside.join('\n')}</${tag.split(' ')[0]}>`),
    fc
      .array(fc.oneof(line, tie('block')), { maxLength: 3 })
      .map((items) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`),
    fc
      .array(fc.array(fc.oneof(line, tie('block')), { minLength: 1, maxLength: 3 }), { maxLength: 3 })
      .map(
        (rows) =>
          `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
      ),
  ),
}));
const blocks = fc.array(block, { maxLength: 4 });

const blockTag = '</?(?:blockquote|div|h2|hr|p|pre|table|ul)>';
/** White space that parts no words. */
const besideBlocks = new RegExp(`(?<=${blockTag})\\n|\\n(?=${blockTag})`, 'g');

describe('two versions of a mail', () => {
  it('can both be read out of what is shown, whatever they are', () => {
    fc.assert(
      fc.property(blocks, blocks, (before, after) => {
        compare(sanitised(before.join('\n')), sanitised(after.join('\n')));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('can both be read out of what is shown where blocks came, went and stayed', () => {
    const kept = fc.array(fc.tuple(block, fc.constantFrom('stays', 'stays', 'comes', 'goes')), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(kept, (fates) => {
        const blocksWithout = (fate: string) =>
          sanitised(fates.flatMap(([html, its]) => (its === fate ? [] : [html])).join('\n'));
        compare(blocksWithout('comes'), blocksWithout('goes'));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it.each([
    {
      name: 'a cell of a table in a link',
      before:
        '<ul><li><table><tr><td></td><td><b>roof Tuesday</b></td><td><b>roof roof</b></td></tr></table></li></ul>',
      after: '<a href="https://c.example/"><table><tr><td>roof</td><td></td></tr></table></a>',
    },
    {
      name: 'a table of a table in a link',
      before: '<table><tr><td>roof slate<table><tr><td>Tuesday</td></tr></table></td></tr></table>',
      after: '<a href="https://c.example/"><table><tr><td>roof slate</td></tr></table></a>',
    },
    {
      name: 'an item of a list in a link',
      before: '<ul><li>roof slate</li><li>Tuesday</li></ul>',
      after: '<a href="https://c.example/"><ul><li>roof slate</li></ul></a>',
    },
  ])('can both be read where $name went', ({ before, after }) => {
    expect(compare(sanitised(before), sanitised(after)).changed).toBe(true);
  });

  it.each([
    ['<ul>a<br>b<br>c</ul>', '<ul>a<br>c</ul>', '<ul>a<br>Bc</ul>'],
    ['<ol>a<br>b</ol>', '<ol>a</ol>', '<ol>aB</ol>'],
    ['<dl>a<br>b<br>c</dl>', '<dl>a<br>c</dl>', '<dl>a<br>Bc</dl>'],
    ['<ul>a<br>b<br>c</ul>', '<ol>a<br>c</ol>', '<ol>a<br>Bc</ol>'],
    ['<ul>a<br>b<li>c</li></ul>', '<ul>a<li>c</li></ul>', '<ul>aB<li>c</li></ul>'],
    ['<ul>a<div>b</div>c</ul>', '<ul>a<br>c</ul>', '<ul>a<br>Bc</ul>'],
    ['<ul>a<ul>b</ul>c</ul>', '<ul>a<br>c</ul>', '<ul>a<br>Bc</ul>'],
  ])('can be read where a line without an item went from %s', (before, after, expected) => {
    const { html, deleted } = compare(before, after);
    const shown = html.replace('<span style="display: block"><del>b</del></span>', 'B');
    expect(shown.replace(/<span data-change[^>]*>([^<]*)<\/span>/g, '$1')).toBe(expected);
    expect(deleted).toBe(1);
  });

  it('that are the same, or the same but for white space, show no change', () => {
    fc.assert(
      fc.property(blocks, (parts) => {
        expect(compare(sanitised(parts.join('\n')), sanitised(parts.join('\n')))).toMatchObject({
          changed: false,
          reformatted: false,
        });
        const { html, ...diff } = compare(
          sanitised(parts.join('\n')),
          sanitised(
            parts
              .join('\n')
              .replace(besideBlocks, '')
              .replace(/(?<=>[^<]*) /g, '  '),
          ),
        );
        expect(diff).toMatchObject({ changed: false, inserted: 0, deleted: 0 });
        expect(html).not.toMatch(/<ins|<del|data-change/);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

const fixtures = path.join(import.meta.dirname, '../../app/editor/fixtures');
const corpus = path.join(import.meta.dirname, '../../../../shared/corpus/html');
/** Every one, or every so many: a DOM in JavaScript is slow. */
const filesIn = (folder: string, every = 1) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:html|body)$/.test(file))
        .sort()
        .filter((_, i) => i % every === 0)
        .map((file) => ({ name: file, html: sanitised(readFileSync(path.join(folder, file), 'utf8')) }))
    : [];

/** Changes one word in the middle of a mail. */
function withOtherWord(html: string): string | null {
  const body = inertBody(html);
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    if (/\p{L}{3}/u.test(text.data) && !silent.test(text.parentNode?.nodeName ?? '')) found.push(text);
  }
  const text = found[found.length >> 1];
  if (!text) return null;
  text.data = text.data.replace(/\p{L}{3,}/u, 'Countersigned');
  return body.outerHTML;
}

describe.each([
  ['mail of the editor', filesIn(fixtures)],
  ['the corpus', filesIn(corpus, 4)],
])('%s', (name, files) => {
  it.runIf(files.length > 0)('shows one word that was changed as that one word', () => {
    for (const { name: file, html } of files) {
      expect(compare(html, html), file).toMatchObject({ changed: false, reformatted: false });
      const edited = withOtherWord(html);
      if (edited === null) continue;
      const { inserted, deleted, coarse } = compare(html, edited);
      expect({ inserted, deleted, coarse }, file).toEqual({ inserted: 1, deleted: 1, coarse: false });
    }
  });

  it.runIf(files.length > 0)('can be told from quite another mail', () => {
    for (const [i, { html }] of files.entries()) compare(html, files[(i + 1) % files.length]?.html ?? '');
  });

  it.runIf(files.length === 0)('is not beside this checkout', () => {
    expect(name).toBe('the corpus');
    expect(existsSync(corpus)).toBe(false);
  });
});

it('reads letters and pictures alone', () => {
  expect(readingOf(inertBody('<style>p{}</style><p>a b</p><img src="cid:1">'))).toBe('ab[cid:1]');
});
