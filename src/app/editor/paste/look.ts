import { attributesOf, keepsWhiteSpace } from '../schema/attributes.ts';
import { isBlock } from '../schema/tags.ts';

/** What of the look of pasted text has a meaning; fonts, sizes and colours have none here. */
export interface Look {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly script: 'sub' | 'sup' | null;
  readonly code: boolean;
  readonly href: string | null;
  /** White space is shown as it is written. */
  readonly keep: boolean;
  readonly align: 'center' | 'right' | null;
  readonly rightToLeft: boolean;
  /** A part of the line that runs the other way, or whose direction is to disturb nothing around it. */
  readonly apart: Apart | null;
}

export interface Apart {
  readonly tag: 'span' | 'bdi' | 'bdo';
  readonly attributes: Readonly<Record<string, string>>;
  /** It is a part of a link, and not the link of it. */
  readonly inLink: boolean;
}

export const PLAIN: Look = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  script: null,
  code: false,
  href: null,
  keep: false,
  align: null,
  rightToLeft: false,
  apart: null,
};

const BOLD = /^(?:b|strong)$/;
const ITALIC = /^(?:i|em|cite|dfn|var)$/;
const CODE = /^(?:code|kbd|samp|tt)$/;
const LINK = /^\s*(?:https?|mailto|tel|sms):/i;

type Style = ReadonlyMap<string, string>;

/** The look of what an element holds, inside something that looks like `around`. */
export function lookInside(element: Element, style: Style, around: Look): Look {
  const tag = element.localName;
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  const undecorated = /\bnone\b/.test(line);
  return {
    bold: boldness(style) ?? (around.bold || BOLD.test(tag)),
    italic: slant(style) ?? (around.italic || ITALIC.test(tag)),
    underline: around.underline || /\bunderline\b/.test(line) || (/^(?:u|ins)$/.test(tag) && !undecorated),
    strike:
      around.strike || /\bline-through\b/.test(line) || (/^(?:s|strike|del)$/.test(tag) && !undecorated),
    script: scriptOf(tag, style) ?? around.script,
    code: around.code || CODE.test(tag),
    href: linkOf(element) ?? around.href,
    keep: keepsWhiteSpace(tag, attributesOf(element)) ?? around.keep,
    ...direction(element, style, around),
    apart: isBlock(element) ? null : (apartness(element, around) ?? around.apart),
  };
}

function boldness(style: Style): boolean | null {
  const value = style.get('font-weight') ?? /\b(?:bold(?:er)?|[1-9]00)\b/.exec(style.get('font') ?? '')?.[0];
  if (!value) return null;
  if (/^(?:bold|bolder|[6-9]\d\d)\b/.test(value)) return true;
  return /^(?:normal|lighter|[1-5]\d\d)\b/.test(value) ? false : null;
}

function slant(style: Style): boolean | null {
  const value = style.get('font-style') ?? /\b(?:italic|oblique)\b/.exec(style.get('font') ?? '')?.[0];
  if (!value) return null;
  return /^(?:italic|oblique)/.test(value) ? true : /^normal/.test(value) ? false : null;
}

function scriptOf(tag: string, style: Style): Look['script'] {
  const value = style.get('vertical-align');
  if (tag === 'sub' || (value === 'sub' && tag === 'span')) return 'sub';
  return tag === 'sup' || (value === 'super' && tag === 'span') ? 'sup' : null;
}

function linkOf(element: Element): string | null {
  const href = element.localName === 'a' ? (element.getAttribute('href') ?? '') : '';
  return LINK.test(href) ? href.trim() : null;
}

function apartness(element: Element, { rightToLeft, href }: Look): Apart | null {
  const tag = element.localName;
  const dir = element.getAttribute('dir')?.toLowerCase();
  const stated = dir === 'ltr' || dir === 'rtl' ? dir : null;
  const attributes: Record<string, string> = stated ? { dir: stated } : {};
  const inLink = href !== null;
  if (tag === 'bdi') return { tag, attributes, inLink };
  if (stated && tag === 'bdo') return { tag, attributes, inLink };
  return stated && (stated === 'rtl') !== rightToLeft ? { tag: 'span', attributes, inLink } : null;
}

function direction(element: Element, style: Style, around: Look): Pick<Look, 'align' | 'rightToLeft'> {
  const said = element.getAttribute('dir')?.toLowerCase() ?? style.get('direction');
  const rightToLeft = said === 'rtl' || (said !== 'ltr' && around.rightToLeft);
  const isTable = element.localName === 'table';
  const value =
    style.get('text-align') ??
    (element.localName === 'center'
      ? 'center'
      : isTable
        ? null
        : element.getAttribute('align')?.toLowerCase());
  if (!value) return { align: around.align, rightToLeft };
  const align = /center$/.test(value)
    ? 'center'
    : /^(?:right|end)\b/.test(value) && !rightToLeft
      ? 'right'
      : null;
  return { align, rightToLeft };
}
