import { declarations } from '../schema/declarations.ts';

type Style = ReadonlyMap<string, string>;

/** Excel, Word and LibreOffice say with class names of a style sheet of their own what is bold, centred or hidden. */
export class StyleRules {
  /** By selector: `td`, `.xl65`, `td.xl65`; other selectors say nothing that a message keeps. */
  readonly #rules = new Map<string, [string, string][]>();

  constructor(sheets: Iterable<Element>) {
    for (const sheet of sheets) this.#read(sheet.textContent ?? '');
  }

  #read(css: string) {
    const bare = css.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, ' ');
    for (const [, selectors = '', block = ''] of bare.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      const declared = declarations(block);
      for (const selector of selectors.split(',')) {
        const name = selector.trim();
        if (!/^(?:[a-z][a-z\d]*)?(?:\.[\w-]+)?$/i.test(name) || name === '') continue;
        this.#rules.set(name, [...(this.#rules.get(name) ?? []), ...declared]);
      }
    }
  }

  /** What is declared for an element, by its own style attribute or by a rule. */
  of(element: Element): Style {
    const tag = element.localName;
    const classes = Array.from(element.classList);
    const selectors =
      this.#rules.size === 0
        ? []
        : [tag, ...classes.map((name) => `.${name}`), ...classes.map((name) => `${tag}.${name}`)];
    return new Map([
      ...selectors.flatMap((selector) => this.#rules.get(selector) ?? []),
      ...declarations(element.getAttribute('style') ?? ''),
    ]);
  }
}
