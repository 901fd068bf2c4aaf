import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { textBody } from '../text-body.ts';
import type { CheckInput } from './check-input.ts';
import { checkNames } from './check-labels.ts';
import { ordinary } from './reply-for-tests.ts';
import { runChecks } from './run-checks.ts';

const { DOMParser } = new JSDOM('').window;
const bodyOf = (html: string) => new DOMParser().parseFromString(html, 'text/html').body;
const collapse = (text: string) => text.replace(/\s+/g, ' ');

it('an ordinary reply has nothing to look at', () => {
  expect(runChecks(ordinary)).toEqual([]);
});

it('a reply with everything wrong is told so, check by check', () => {
  const wrong: CheckInput = {
    ...ordinary,
    bodyHtml: '<p>Hi Bruce,</p><p>the plan for [Date] is attached, see <a href="#">here</a>.</p>',
    cc: ['diana.prince@themiscira.example'],
  };
  expect(runChecks(wrong).map(({ check }) => check)).toEqual([
    'placeholder',
    'greeting',
    'attachment',
    'link',
    'new_recipient',
    'domain',
  ]);
  expect(runChecks(wrong)).toEqual(runChecks(wrong));
});

const words = fc.constantFrom(
  ...'Hi |Dear |Bruce|,|Diana| and |Mr. |{{|}}|name|[|]|[Name]|&lt;|&gt;|XXX|TODO|attached|anbei| |\n|https://|a.example|/|@|www.|…|>|-- |On 4 May 2026, Ann wrote:|From: |«|»|%|&nbsp;|&#8203;|é|🎉|ß|lorem ipsum '.split(
    '|',
  ),
);
const inlineHtml = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: words },
    words.map((word) => `<b>${word}</b>`),
    fc.tuple(words, words).map(([href, text]) => `<a href="${href}">${text}</a>`),
    fc.constantFrom(
      '<br>',
      '<img src="cid:x">',
      '<a>',
      '</a>',
      '<a href="https://b.example">https://a.example</a>',
    ),
  ),
  { maxLength: 12 },
);
const html = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'p',
        'div',
        'pre',
        'blockquote',
        'blockquote type="cite"',
        'div class="gmail_signature"',
        'td',
        'li',
      ),
      inlineHtml,
    ),
    { maxLength: 6 },
  )
  .map((blocks) => blocks.map(([tag, parts]) => `<${tag}>${parts.join('')}</${tag.split(' ')[0]}>`).join(''));
const entries = fc.array(fc.oneof(fc.emailAddress(), fc.string(), words), { maxLength: 4 });

describe('whatever a reply says', () => {
  it('every quote stands in it', () => {
    fc.assert(
      fc.property(html, fc.constantFrom('email' as const, 'text' as const), (source, modality) => {
        const bodyHtml = bodyOf(source).innerHTML;
        const text = modality === 'text' ? textBody(bodyHtml) : collapse(bodyOf(bodyHtml).textContent);
        for (const { place } of runChecks({ ...ordinary, modality, bodyHtml }))
          if (place.quote !== null) expect(text).toContain(place.quote);
      }),
      { numRuns: 1000 },
    );
  });

  it('and whomever it goes to, it is judged', () => {
    const garbage = fc.oneof(
      html,
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(
        garbage,
        fc.constantFrom('email' as const, 'text' as const),
        fc.record({ name: fc.option(fc.string({ unit: 'grapheme' })), email: fc.option(fc.string()) }),
        entries,
        entries,
        (bodyHtml, modality, contact, cc, others) => {
          const findings = runChecks({
            modality,
            bodyHtml,
            contact,
            cc,
            bcc: others,
            participants: others,
            ownDomains: others,
            otherCustomerDomains: cc,
            attachments: 0,
          });
          for (const { check, reason } of findings) {
            expect(checkNames).toContain(check);
            expect(reason).toMatch(/: .*\.$/s);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});

// A check that goes through a body again and again takes minutes here, and is ended by the limit of the test.
describe('nobody waits for the checks', { timeout: 30_000 }, () => {
  const pieces =
    '{|{{|[|[a|[[Name|<|&lt;|&lt;Name|«|%|%A|%A_|*|*||a@|a@a.|@|X|XXX-|XX.|TODO|TODO |lorem ipsum |attached |you attached |im anhang |Hi |Hi Bruce |Bruce, |Dear, |https://|www.|https://a.|&amp;|&nbsp;| |\n|<br>|<p>a|<p>|<b>|<a href="#">x</a>|<a href="https://b.example">a.example</a>|<a href="x">|<img>|<blockquote>|<blockquote>a</blockquote>|<p>> |<p>From: a</p>|<p>-- </p>|<p>-- <p>a</p>|<p>On 4 May 2026, Ann wrote:</p><blockquote>a</blockquote>|<pre>\n|-|_|.|…|é|\u0301|🎉|ж|“'
      .split('|')
      .filter((piece) => piece !== '');
  it.each(pieces)('a megabyte of %j is read once', (piece) => {
    const bodyHtml = piece.repeat(Math.ceil(1_000_000 / piece.length));
    for (const modality of ['email', 'text'] as const) {
      for (const { check } of runChecks({ ...ordinary, modality, bodyHtml }))
        expect(checkNames).toContain(check);
    }
  });

  it('a megabyte in one link, one name or one address is read once', () => {
    const long = 'a@'.repeat(500_000);
    for (const text of [
      long,
      '.'.repeat(1_000_000),
      'a.'.repeat(500_000),
      `https://${'xn--'.repeat(250_000)}`,
    ]) {
      const findings = runChecks({
        ...ordinary,
        bodyHtml: `<p>Hi Bruce,</p><a href="${text}">${text}</a><a href="https://${text}">x</a><a href="mailto:${text}">x</a>`,
        contact: { name: text, email: text },
        cc: [text],
        participants: [text],
        ownDomains: [text],
      });
      for (const { check } of findings) expect(checkNames).toContain(check);
    }
  });
});
