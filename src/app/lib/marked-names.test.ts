import createDOMPurify from 'dompurify';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { createSanitiser } from '#mail/sanitise.ts';
import { withMarkedNames } from './marked-names.ts';

const { sanitise } = createSanitiser(createDOMPurify(new JSDOM('').window));
/** All names of attributes that the sanitiser was shown. */
function namesIn(html: string): string[] {
  const names: string[] = [];
  withMarkedNames(html, (marked) => {
    const { body } = new JSDOM(marked).window.document;
    for (const element of body.ownerDocument.querySelectorAll('*'))
      for (const { name } of element.attributes) names.push(name);
    return { html: '' };
  });
  return names;
}

test.each([
  '<img src=x onerror=alert(1)>',
  '<img src="x"onerror="alert(1)">',
  '<svg/onload = alert(1)>',
  '<p\nONCLICK\t=\n"x">',
  '<input checked onclick>',
  '<img src onerror /" alt=x>',
  '<base target="_top" HREF = "https://evil.example/">',
])('no handler and no base address is met under its name in %s', (html) => {
  expect(namesIn(html).filter((name) => /^on[a-z]+$|^href$/.test(name))).toEqual([]);
});

test('what is kept and what is said to be dropped are the same as without', () => {
  const piece = fc.constantFrom(
    ..."<p>|</p>|<img src=x |onerror=alert(1)|onclick|>|<base href=//x>|<a href='one|note:x'>|<a href='on|\n|\t|line:x'>|only|on|once =|style='--on:x'|<style>|@media only screen{p{color:red}}|</style>|\"|'|=|/| |\u180e|\u2028|<!--|-->|<svg>|<pre>".split(
      '|',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const html = pieces.join('');
      expect(withMarkedNames(html, sanitise)).toEqual(sanitise(html));
    }),
    { numRuns: 200 },
  );
});
