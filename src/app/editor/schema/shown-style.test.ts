// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { openEditor } from '../paste/editor-for-tests.ts';
import { showImages } from '../view/remote-images.ts';

const cellWith = (style: string) => `<table><tbody><tr><td style="${style}">cell</td></tr></tbody></table>`;

/** The cell as the editor shows it. */
function shown(style: string, images = false): CSSStyleDeclaration {
  const { editor, html } = openEditor(cellWith(style));
  if (images) showImages(editor.view, true);
  expect(html()).toBe(cellWith(style));
  const cell = editor.view.dom.querySelector('td');
  if (!cell) throw new Error('The editor shows no cell');
  return cell.style;
}

describe('the style of a cell in the editor', () => {
  it.each([
    'user-select:none',
    '-webkit-user-select : none',
    '-webkit-user-modify:read-only',
    'pointer-events:none',
    '-webkit-user-drag:element',
    'caret-color:transparent',
    '/* a */user-select/* b */:none',
    'position:fixed',
    'p\\6f sition:fixed',
  ])('does not keep anybody from typing there: %s', (unwanted) => {
    const picture = 'background:url(https://a.test/b.png)';
    expect(shown(`color:red;${unwanted};padding:4px`).cssText).toBe('color: red; padding: 4px;');
    expect(shown(`color:red;${unwanted};${picture}`).cssText).toBe('color: red;');
    expect(shown(`color:red;${unwanted};${picture}`, true).cssText).not.toMatch(/user|events|caret|fixed/);
  });

  it.each([
    ['white-space:normal', 'pre-wrap'],
    ['white-space: nowrap !important', 'pre'],
    ['WHITE-SPACE:pre-line', 'pre-wrap'],
    ['white-space:pre', 'pre'],
    ['white-space:break-spaces', 'break-spaces'],
  ])('shows each space that is typed: %s', (written, expected) => {
    expect(shown(`color:red;${written}`).whiteSpace).toBe(expected);
  });

  it('has its pictures when they are asked for', () => {
    expect(shown('background:url(https://a.test/b.png)').cssText).toBe('');
    expect(shown("background:u\\72l('https://a.test/b.png')").cssText).toBe('');
    expect(shown('background:url(https://a.test/b.png)', true).cssText).toContain(
      'url("https://a.test/b.png")',
    );
  });
});
