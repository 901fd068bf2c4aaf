import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf } from './blocks-of.ts';
import { mergeBodies } from './merge-bodies.ts';
import { mergeRecipients } from './merge-recipients.ts';
import { mergeTexts } from './merge-texts.ts';
import { clashesIn, mergedBody, type Pick } from './merged-body.ts';

const together = (base: string, mine: string, theirs: string, picks: Pick[] = []) => {
  const parts = mergeBodies({ base, mine, theirs });
  return { body: mergedBody(parts, picks), clashes: clashesIn(parts) };
};

describe('two people in one e-mail', () => {
  const base = '<p>Hi Diana,</p>\n<p>Tuesday works.</p>\n<p>Regards, Lois</p>';

  test('paragraphs that only one of them touched are as that one has them, also side by side', () => {
    const mine = base.replace('Hi Diana', 'Dear Diana');
    const theirs = base.replace('Tuesday works.', 'Wednesday works.');
    expect(together(base, mine, theirs)).toEqual({
      body: '<p>Dear Diana,</p>\n<p>Wednesday works.</p>\n<p>Regards, Lois</p>',
      clashes: [],
    });
  });

  test('what one wrote anew and the other took out are both done', () => {
    const mine = base.replace('\n<p>Regards', '\n<p>Bring a hat.</p>\n<p>Regards');
    const theirs = base.replace('<p>Hi Diana,</p>\n', '');
    expect(together(base, mine, theirs).body).toBe(
      '<p>Tuesday works.</p>\n<p>Bring a hat.</p>\n<p>Regards, Lois</p>',
    );
  });

  test('a paragraph that both changed is theirs to choose, and nothing else is', () => {
    const mine = base.replace('Tuesday', 'Monday').replace('Lois', 'L. Lane');
    const theirs = base.replace('Tuesday', 'Friday');
    const { clashes } = together(base, mine, theirs);
    expect(clashes).toEqual([
      {
        kind: 'clash',
        base: '<p>Tuesday works.</p>',
        mine: '<p>Monday works.</p>',
        theirs: '<p>Friday works.</p>',
      },
    ]);
    const end = '\n<p>Regards, L. Lane</p>';
    const start = '<p>Hi Diana,</p>';
    expect(together(base, mine, theirs, ['mine']).body).toBe(`${start}\n<p>Monday works.</p>${end}`);
    expect(together(base, mine, theirs, ['theirs']).body).toBe(`${start}\n<p>Friday works.</p>${end}`);
    expect(together(base, mine, theirs, ['both']).body).toBe(
      `${start}\n<p>Friday works.</p><p>Monday works.</p>${end}`,
    );
  });

  test('in a mail that stands in one box the paragraphs within it are merged', () => {
    const boxed = (body: string) => `<div dir="ltr" style="font-size:11pt">${body}</div>`;
    const mine = base.replace('Hi', 'Dear');
    const theirs = base.replace('Lois', 'Lois Lane');
    expect(together(boxed(base), boxed(mine), boxed(theirs))).toEqual({
      body: boxed('<p>Dear Diana,</p>\n<p>Tuesday works.</p>\n<p>Regards, Lois Lane</p>'),
      clashes: [],
    });
  });

  test('items of a list, cells of a table and lines of one paragraph are merged each for itself', () => {
    const list = (...items: string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
    expect(together(list('a', 'b', 'c'), list('a', 'B', 'c'), list('a', 'b', 'c', 'd')).body).toBe(
      list('a', 'B', 'c', 'd'),
    );
    const table = (...cells: string[]) =>
      `<table><tbody><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></tbody></table>`;
    expect(together(table('1', '2'), table('I', '2'), table('1', 'II')).body).toBe(table('I', 'II'));
    expect(together('<p>a<br>b<br>c</p>', '<p>A<br>b<br>c</p>', '<p>a<br>b<br>C</p>').body).toBe(
      '<p>A<br>b<br>C</p>',
    );
  });

  test('two lines that both stay do not run together', () => {
    expect(together('one<br>two', 'one<br>mine', 'one<br>theirs', ['both']).body).toBe(
      'one<br>theirs<br>mine',
    );
  });

  test('two that began with nothing are asked about all that they do not share', () => {
    const sign = '<p>Regards</p>';
    const { clashes, body } = together('', `<p>Mine.</p>${sign}`, `<p>Theirs.</p>${sign}`);
    expect(clashes).toHaveLength(1);
    expect(body).toBe(`<p>Theirs.</p><p>Mine.</p>${sign}`);
  });

  test('a body with a look of its own keeps it', () => {
    const look = '<body style="color:navy">';
    expect(
      together(`${look}<p>a</p><p>b</p>`, `${look}<p>A</p><p>b</p>`, `${look}<p>a</p><p>B</p>`).body,
    ).toBe(`${look}<p>A</p><p>B</p>`);
  });
});

test('lines of a text message are merged each for itself', () => {
  const parts = mergeTexts({
    base: 'Hi\nTuesday?\nLois',
    mine: 'Hello\nTuesday?\nLois',
    theirs: 'Hi\nTuesday?\nLois L.',
  });
  expect(mergedBody(parts, [], '\n')).toBe('Hello\nTuesday?\nLois L.');
  const clash = mergeTexts({ base: 'Tuesday?', mine: 'Monday?', theirs: 'Friday?' });
  expect(mergedBody(clash, ['both'], '\n')).toBe('Friday?\nMonday?');
});

test('whoever one side added is written to, and whoever one side took out is not', () => {
  const base = ['Ann <ann@x.example>', 'bob@x.example'];
  const mine = ['ANN@x.example', 'bob@x.example', 'cleo@x.example'];
  const theirs = ['Ann <ann@x.example>', 'dan@x.example'];
  expect(mergeRecipients({ base, mine, theirs })).toEqual([
    'Ann <ann@x.example>',
    'dan@x.example',
    'cleo@x.example',
  ]);
});

const words = fc.array(fc.constantFrom('one', 'two', 'Zoë &amp; co', '<b>bold</b>', '<a href="x">link</a>'), {
  minLength: 1,
  maxLength: 3,
});
const paragraph = words.map((list) => `<p>${list.join(' ')}</p>`);
const markup = fc.letrec<{ block: string; blocks: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    paragraph,
    words.map((list) => `${list.join(' ')}<br>`),
    fc.constantFrom('\n', '<hr>', '<p><br></p>', '<style>p { color: red }</style>'),
    tie('blocks').map((inner) => `<div class="x">${inner}</div>`),
    tie('blocks').map((inner) => `<ul><li>${inner}</li></ul>`),
    tie('blocks').map((inner) => `<table><tbody><tr><td>${inner}</td><td>2</td></tr></tbody></table>`),
  ),
  blocks: fc.array(tie('block'), { maxLength: 6 }).map((list) => list.join('')),
})).blocks;

/** A version of a body as people make one: some blocks go, some come, some change. */
const versionOf = (base: string) =>
  fc
    .array(fc.tuple(fc.nat(20), fc.constantFrom('go', 'come', 'change'), paragraph), { maxLength: 4 })
    .map((edits) => {
      const sources = blocksOf(base).map(({ source }) => source);
      for (const [at, what, text] of edits) {
        const i = at % (sources.length + 1);
        if (what === 'come') sources.splice(i, 0, text);
        else if (i < sources.length) sources.splice(i, 1, ...(what === 'go' ? [] : [text]));
      }
      return sources.join('');
    });
const three = markup.chain((base) =>
  fc.record({ base: fc.constant(base), mine: versionOf(base), theirs: versionOf(base) }),
);

describe('whatever the bodies are', () => {
  test('the blocks one after the other are the body', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          markup,
          fc.string(),
          fc.string({ unit: fc.constantFrom('<', '>', '/', 'p', 'b', 'r', 'td', ' ', '"', '!--') }),
        ),
        (html) => {
          expect(
            blocksOf(html)
              .map(({ source }) => source)
              .join(''),
          ).toBe(html);
          for (const { source, parts } of blocksOf(html))
            if (parts) expect(parts.open + parts.content + parts.close).toBe(source);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('a version that nobody else touched is what comes out', () => {
    fc.assert(
      fc.property(
        fc.oneof(three, fc.record({ base: markup, mine: markup, theirs: markup })),
        ({ base, mine }) => {
          for (const versions of [
            { base, mine, theirs: base },
            { base, mine: base, theirs: mine },
            { base, mine, theirs: mine },
          ]) {
            const parts = mergeBodies(versions);
            expect(clashesIn(parts)).toEqual([]);
            expect(mergedBody(parts)).toBe(mine);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('nothing that either side wrote is missing, unless a person is asked about it', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const parts = mergeBodies({ base, mine, theirs });
        const everything = parts
          .map((part) => (part.kind === 'merged' ? part.source : part.theirs + part.mine))
          .join('');
        const was = new Set(blocksOf(base).map(({ source }) => source.trim()));
        for (const { source } of [...blocksOf(mine), ...blocksOf(theirs)])
          if (!was.has(source.trim()))
            for (const { source: inner } of leaves(source)) expect(everything).toContain(inner.trim());
      }),
      { numRuns: 300 },
    );
  });

  test('it is all the same which side is whose', () => {
    fc.assert(
      fc.property(three, ({ base, mine, theirs }) => {
        const one = mergeBodies({ base, mine, theirs });
        const other = mergeBodies({ base, mine: theirs, theirs: mine });
        const turned = other.map((part) =>
          part.kind === 'merged' ? part : { ...part, mine: part.theirs, theirs: part.mine },
        );
        expect(turned).toEqual(one);
      }),
      { numRuns: 200 },
    );
  });
});

function leaves(source: string): { source: string }[] {
  return blocksOf(source).flatMap(({ source: own, parts }) =>
    parts ? leaves(parts.content) : [{ source: own }],
  );
}
