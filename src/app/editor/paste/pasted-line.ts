import { keepSpaces } from '../source/white-space.ts';
import { type Look, PLAIN } from './look.ts';

type Leaf =
  | { readonly kind: 'text'; text: string; readonly look: Look }
  | { readonly kind: 'break'; readonly look: Look }
  | { readonly kind: 'image'; readonly image: Element; readonly look: Look };

type Wrapper = readonly [tag: string, attributes: Readonly<Record<string, string>>];

/** One line of pasted text on its way to clean markup. */
export class PastedLine {
  #leaves: Leaf[] = [];
  /** White space here would not show. */
  #afterSpace = true;

  text(written: string, look: Look) {
    if (look.keep) return this.#keptText(written, look);
    const collapsed = written.replace(/[ \t\n\r\f]+/g, ' ');
    const text = this.#afterSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    if (text === '') return;
    this.#leaves.push({ kind: 'text', text, look });
    this.#afterSpace = text.endsWith(' ');
  }

  #keptText(written: string, look: Look) {
    for (const [index, line] of written.replace(/\r\n?/g, '\n').split('\n').entries()) {
      if (index > 0) this.break(look);
      const text = line.replaceAll('\t', '    ');
      if (text === '') continue;
      const previous = this.#afterSpace ? undefined : 'x';
      this.#leaves.push({ kind: 'text', text: keepSpaces(text, previous, undefined), look });
      this.#afterSpace = text.endsWith(' ');
    }
  }

  break(look: Look) {
    this.#trimEnd();
    this.#leaves.push({ kind: 'break', look });
    this.#afterSpace = true;
  }

  image(image: Element, look: Look) {
    this.#leaves.push({ kind: 'image', image, look });
    this.#afterSpace = false;
  }

  get isEmpty(): boolean {
    return this.#leaves.length === 0;
  }

  #trimEnd() {
    const last = this.#leaves.at(-1);
    if (last?.kind !== 'text') return;
    last.text = last.text.replace(/ $/, '');
    if (last.text === '') this.#leaves.pop();
  }

  /**
   * Puts the line into an element, and begins a new one. A line that shows nothing but its height becomes a `<br>`.
   * @param boldAlready bold is what this element is anyway.
   */
  endIn(holder: Element, boldAlready: boolean) {
    this.#trimEnd();
    const leaves = this.#leaves;
    this.#leaves = [];
    this.#afterSpace = true;
    const shows = leaves.some(
      (leaf) => leaf.kind === 'image' || (leaf.kind === 'text' && /\S/.test(leaf.text)),
    );
    // The last <br> of a line ends it and starts none.
    if (shows && leaves.at(-1)?.kind === 'break') leaves.pop();
    const breaks = Math.max(1, leaves.filter((leaf) => leaf.kind === 'break').length);
    const written = shows || leaves.length === 0 ? leaves : Array<Leaf>(breaks).fill(BREAK);
    new LeafWriter(holder, boldAlready).write(written);
  }
}

const BREAK: Leaf = { kind: 'break', look: PLAIN };

class LeafWriter {
  readonly #holder: Element;
  readonly #boldAlready: boolean;
  #open: { wrapper: Wrapper; element: Element }[] = [];

  constructor(holder: Element, boldAlready: boolean) {
    this.#holder = holder;
    this.#boldAlready = boldAlready;
  }

  write(leaves: readonly Leaf[]) {
    const page = this.#holder.ownerDocument;
    for (const leaf of leaves) {
      if (leaf.kind === 'break')
        this.#inside(this.#wrappers(leaf.look, true)).append(page.createElement('br'));
      else if (leaf.kind === 'image') this.#inside(this.#wrappers(leaf.look, true)).append(leaf.image);
      else this.#inside(this.#wrappers(leaf.look, false)).append(leaf.text);
    }
  }

  #wrappers(look: Look, linkAlone: boolean): Wrapper[] {
    const { apart } = look;
    const link: Wrapper[] = look.href === null ? [] : [['a', { href: look.href }]];
    const directed: Wrapper[] = apart ? [[apart.tag, apart.attributes]] : [];
    const outer = apart?.inLink ? [...link, ...directed] : [...directed, ...link];
    if (linkAlone) return outer;
    const tags = [
      look.bold && !this.#boldAlready && 'strong',
      look.italic && 'em',
      // A link is underlined anyway.
      look.underline && look.href === null && 'u',
      look.strike && 's',
      look.script,
      look.code && 'code',
    ];
    return [...outer, ...tags.filter((tag) => typeof tag === 'string').map((tag): Wrapper => [tag, {}])];
  }

  #inside(wrappers: readonly Wrapper[]): Element {
    let shared = 0;
    while (shared < wrappers.length && same(wrappers[shared], this.#open[shared]?.wrapper)) shared++;
    this.#open = this.#open.slice(0, shared);
    for (const wrapper of wrappers.slice(shared)) {
      const element = this.#holder.ownerDocument.createElement(wrapper[0]);
      for (const [name, value] of Object.entries(wrapper[1])) element.setAttribute(name, value);
      (this.#open.at(-1)?.element ?? this.#holder).append(element);
      this.#open.push({ wrapper, element });
    }
    return this.#open.at(-1)?.element ?? this.#holder;
  }
}

const isApart = (tag: string) => /^(?:span|bd[io])$/.test(tag);

const same = (a: Wrapper | undefined, b: Wrapper | undefined) =>
  a !== undefined &&
  b !== undefined &&
  a[0] === b[0] &&
  // Two parts with directions of their own stay two.
  (a[1] === b[1] || (a[1].href === b[1].href && !isApart(a[0])));
