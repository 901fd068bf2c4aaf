// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { editAt } from '../source/edit-for-tests.ts';
import { clearFormatting, type EmphasisName, toggleEmphasis } from './inline-marks.ts';

const toggled = (name: EmphasisName, html: string, text: string) =>
  editAt(`<p>${html}</p>`, text, text, toggleEmphasis(name)).replace(/^<p>|<\/p>$/g, '');

describe('emphasis that is taken away', () => {
  const styled = (style: string) => `<span style="${style}">old</span>`;

  it.each<[string, EmphasisName, string, string]>([
    [
      'leaves the strike-through that is declared with the underline',
      'underline',
      'color:red;text-decoration:underline line-through;margin:0',
      styled('color:red;text-decoration:line-through;margin:0'),
    ],
    [
      'leaves the underline that is declared with the strike-through',
      'strikethrough',
      'text-decoration: underline line-through',
      styled('text-decoration: underline'),
    ],
    ['is known by the longhand as well', 'underline', 'text-decoration-line:underline', 'old'],
    [
      'leaves the other line of the longhand',
      'strikethrough',
      'text-decoration-line:line-through underline',
      styled('text-decoration-line:underline'),
    ],
    ['takes the look of its line along', 'underline', 'text-decoration:underline dotted red', 'old'],
    ['is known in capitals', 'underline', 'TEXT-DECORATION:UNDERLINE', 'old'],
    ['is known with its importance', 'bold', 'font-weight:bold !important', 'old'],
  ])('%s', (_, name, style, expected) => {
    expect(toggled(name, styled(style), 'old')).toBe(expected);
  });

  it('comes back where an element inside says that it has none', () => {
    const html = '<b>one <span style="font-weight:normal">two</span></b>';
    const bold = '<b>one <span style="font-weight:normal"><strong>two</strong></span></b>';
    expect(toggled('bold', html, 'two')).toBe(bold);
    expect(toggled('bold', bold, 'two')).toBe('<b>one </b><span style="font-weight:normal">two</span>');
    expect(toggled('italic', '<i>a <span style="font-style:normal">b</span></i>', 'b')).toBe(
      '<i>a <span style="font-style:normal"><em>b</em></span></i>',
    );
  });

  it('is a line under all that is inside, whatever that says', () => {
    const html = '<u>one <span style="text-decoration:none">two</span></u>';
    expect(toggled('underline', html, 'two')).toBe(
      '<u>one </u><span style="text-decoration:none">two</span>',
    );
  });
});

it('formatting goes and the direction of a part of a line stays', () => {
  const html = (dir: string) => `<p dir="rtl">a <span dir="ltr"${dir}>$4,200</span> b <bdi>c</bdi></p>`;
  expect(editAt(html(' style="color:red"'), 'a', 'c', clearFormatting)).toBe(html(''));
  expect(editAt('<p>a <b dir="rtl" class="x"><i>b</i></b></p>', 'a', 'b', clearFormatting)).toBe(
    '<p>a <span dir="rtl">b</span></p>',
  );
});
