import { JSDOM } from 'jsdom';

/**
 * What in a piece of a page could act, load, be taken for the desk's own or change its look. Runs in a page, and on jsdom.
 * @param ours selects what the desk itself puts there, where no mail can have a class.
 */
export function threatsIn(root: ParentNode, ours?: string): string[] {
  // Those that are no page open another program, which asks, once a person follows them.
  const harmless =
    /^(?:https?|ftps?|mailto|tel|callto|sms|cid|mid|xmpp|matrix|sips?|skype|facetime|facetime-audio|whatsapp|geo|webcal):$/;
  const acting =
    'script, iframe, frame, frameset, object, embed, applet, form, input, select, textarea, button, link, meta, base, template, svg, math, video, audio, dialog, marquee, portal, fencedframe, noscript, plaintext, xmp';
  const isOurs = (element: Element) => ours !== undefined && element.closest(ours) !== null;
  const brought = (selector: string) =>
    Array.from(root.querySelectorAll(selector)).filter((element) => !isOurs(element));
  const threats = brought(acting).map((element) => `<${element.localName}>`);
  for (const element of brought('*')) {
    for (const { name, value } of element.attributes) {
      if (/^(?:on|srcdoc$|popover|is$|slot$|nonce$|formaction$|ping$)/i.test(name))
        threats.push(`${name}=${value}`);
    }
    if (!element.matches('a[href], area[href]')) continue;
    const { href, protocol } = element as HTMLAnchorElement;
    if (!harmless.test(protocol) && !/^about:(?:blank|srcdoc)/.test(href)) threats.push(href);
  }
  return threats;
}

/** What in a body, as it is kept or sent, could act. */
export const threatsOf = (html: string) => threatsIn(new JSDOM(html).window.document.body);
