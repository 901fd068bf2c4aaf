import { expect, it } from 'vitest';
import { textAlternative } from './text-alternative.ts';

it('says what the message says, with the addresses of its links and without its pictures', () => {
  const html = `<p>Hello <b>Casey</b>,</p><p>see <a href="https://acme.test/plan">the plan</a> or
    <a href="https://acme.test/">https://acme.test/</a>.</p><img src="cid:logo" alt="Acme">`;
  expect(textAlternative(html)).toBe(
    'Hello Casey,\n\nsee the plan [https://acme.test/plan] or https://acme.test/.',
  );
});

it('keeps the cells of a table apart', () => {
  const html =
    '<table><tr><th>Plan</th><th>Price</th></tr><tr><td>Slate<br>tiles</td><td><p>$4,200</p></td></tr></table>';
  expect(textAlternative(html).split(/\n+/)).toEqual(['Plan', 'Price', 'Slate', 'tiles', '$4,200']);
});

it('keeps lines to what a mail program shows without breaking them', () => {
  const lines = textAlternative(`<p>${'word '.repeat(60)}</p>`).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
});
