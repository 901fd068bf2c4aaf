import { splitBodyTag } from '#mail/body-tag.ts';
import { groundOf } from '../../lib/ground-of.ts';
import { inertBody } from '../../lib/inert-html.ts';
import { attributeOf, attributesOf } from '../schema/attributes.ts';
import { shownStyle } from '../schema/shown-style.ts';

/** What the ground of a message says of its content; its margins and sizes are for a window of its own. */
const GROUND =
  /^(?:background-color|color|direction|font(?:-family|-size|-style|-weight)?|line-height|text-align)$/;

export interface Paper {
  readonly ground: 'white' | 'theme';
  /** Attributes for the element that stands in for the message's body. */
  readonly attributes: Record<string, string>;
}

/** How the paper looks that a sanitised body is edited on. */
export function paperOf(html: string): Paper {
  const ground = groundOf(html);
  const { tag } = splitBodyTag(html);
  if (tag === '') return { ground, attributes: {} };
  const own = attributesOf(inertBody(tag));
  const { style } = document.createElement('div');
  style.backgroundColor = attributeOf(own, 'bgcolor') ?? '';
  style.color = attributeOf(own, 'text') ?? '';
  const declared = document.createElement('div').style;
  declared.cssText = shownStyle(attributeOf(own, 'style') ?? '');
  for (const name of [...declared].filter((name) => GROUND.test(name)))
    style.setProperty(name, declared.getPropertyValue(name));
  const kept = own.filter(([name]) => name === 'dir' || name === 'lang');
  return {
    ground,
    attributes: { ...Object.fromEntries(kept), ...(style.cssText && { style: style.cssText }) },
  };
}
