import { shownStyle } from './shown-style.ts';

/** The attributes of an element, in source order. */
export type AttributeList = readonly (readonly [name: string, value: string])[];

const ELEMENT_NAME = /^[a-z][a-z0-9:._-]*$/;
const ATTRIBUTE_NAME = /^[a-zA-Z_:][\w:.-]*$/;

const SHOWN = new Set(
  `abbr align alt bgcolor border cellpadding cellspacing char charoff cite color colspan compact datetime dir face
  frame headers height hidden hspace lang noshade nowrap open reversed rowspan rules scope size span start style summary
  title type valign value vspace width`.split(/\s+/),
);

export function attributesOf(element: Element): AttributeList {
  return Array.from(element.attributes, ({ name, value }) => [name, value] as const);
}

export function attributeOf(attributes: AttributeList, name: string): string | undefined {
  return attributes.find(([key]) => key === name)?.[1];
}

export function withAttribute(attributes: AttributeList, name: string, value: string | null): AttributeList {
  if (value === null) return attributes.filter(([key]) => key !== name);
  if (!attributes.some(([key]) => key === name)) return [...attributes, [name, value]];
  return attributes.map((pair) => (pair[0] === name ? [name, value] : pair));
}

/** True when the DOM can build this element with these attributes; hostile names like `p"` are left to the opaque nodes. */
export function isBuildable(element: Element): boolean {
  return (
    ELEMENT_NAME.test(element.localName) &&
    Array.from(element.attributes).every(({ name }) => ATTRIBUTE_NAME.test(name))
  );
}

const LINK = /^(?:https?:|mailto:|tel:)/i;

/**
 * What of an element's attributes the editor shows. Names, classes, roles and addresses stay in the source: on the desk's own
 * page they would answer to the desk's styles, labels and network.
 */
export function shownAttributes(attributes: AttributeList): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of attributes) {
    if (name === 'style') shown.style = shownStyle(value);
    else if (SHOWN.has(name)) shown[name] = value;
    else if (name === 'href' && LINK.test(value.trim())) shown.href = value;
    else if (name === 'role' && /^(?:presentation|none)$/i.test(value)) shown.role = value;
  }
  return shown;
}

/** True when white space is shown as written in an element like this. */
export function keepsWhiteSpace(tag: string | null, attributes: AttributeList): boolean | undefined {
  const style = attributeOf(attributes, 'style');
  const declared = style && /white-space(?:-collapse)?\s*:\s*([\w-]+)/i.exec(style)?.[1]?.toLowerCase();
  if (declared)
    return /^(?:pre|break-spaces|preserve)/.test(declared)
      ? true
      : declared === 'inherit'
        ? undefined
        : false;
  return tag === 'pre' || tag === 'xmp' || tag === 'listing' ? true : undefined;
}
