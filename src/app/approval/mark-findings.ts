import type { GradedFinding } from '#mail/checks/grade-findings.ts';

const editor = '[data-reply] [role="textbox"]';
const names = { block: 'finding-block', warn: 'finding-warn' } as const;

/** White space counts as one space, as in the quotes of findings; `at` leads back from there to the text of the page. */
function readText(root: Element): { text: string; at: { node: Text; offset: number }[] } {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const at: { node: Text; offset: number }[] = [];
  let text = '';
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    // By UTF-16 units, as ranges count.
    for (let offset = 0; offset < node.length; offset++) {
      const unit = node.data.charAt(offset);
      const one = /\s/.test(unit) ? ' ' : unit;
      if (one === ' ' && text.endsWith(' ')) continue;
      at.push({ node, offset });
      text += one;
    }
  }
  return { text, at };
}

/** Characters: looking through more would be felt. */
const longest = 100_000;

/** Where the quotes of findings stand in the reply that is being written. */
function rangesOf(findings: readonly GradedFinding[]): { finding: GradedFinding; range: Range }[] {
  const root = document.querySelector(editor);
  if (!root || (root.textContent?.length ?? 0) > longest) return [];
  const { text, at } = readText(root);
  return findings.flatMap((finding) => {
    const { part, quote } = finding.place;
    if (part !== 'body' || !quote) return [];
    const found = text.indexOf(quote.replace(/\s+/g, ' '));
    const start = at[found];
    const end = at[found + quote.length - 1];
    if (found < 0 || !start || !end) return [];
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, Math.min(end.offset + 1, end.node.length));
    return [{ finding, range }];
  });
}

/** Not in a file: the tool that packs those does not know this selector yet. */
const looks = `
  ::highlight(finding-block) {
    background-color: var(--bad-soft); color: var(--bad-ink); text-decoration: underline 2px var(--bad);
  }
  ::highlight(finding-warn) {
    background-color: var(--warning-soft); color: var(--warning-ink); text-decoration: underline 2px var(--warning);
  }`;
let styled = false;

function style(): void {
  if (styled) return;
  styled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(looks);
  document.adoptedStyleSheets.push(sheet);
}

function mark(findings: readonly GradedFinding[]): void {
  if (!('highlights' in CSS)) return;
  style();
  const ranges = rangesOf(findings);
  for (const level of ['block', 'warn'] as const) {
    const own = ranges.filter(({ finding }) => finding.level === level).map(({ range }) => range);
    if (own.length > 0) CSS.highlights.set(names[level], new Highlight(...own));
    else CSS.highlights.delete(names[level]);
  }
}

/** Milliseconds without a change of the text before its marks are put anew. */
const pause = 250;

/**
 * Marks the places of findings in the reply without touching it, where the browser can (CSS Custom Highlight API), also
 * after the editor came or drew its text again.
 * @returns what takes the marks away.
 */
export function keepMarked(findings: readonly GradedFinding[]): () => void {
  // What the reply stands in: the reply itself may not be there yet, or come again as another.
  const pane = document.querySelector('[role="log"]')?.parentElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(() => mark(findings), pause);
  });
  mark(findings);
  if (pane) observer.observe(pane, { childList: true, subtree: true, characterData: true });
  return () => {
    observer.disconnect();
    clearTimeout(timer);
    mark([]);
  };
}

/** Selects the place of a finding in the reply, and shows it. */
export function showFinding(finding: GradedFinding): void {
  const [place] = rangesOf([finding]);
  if (!place) return;
  document.querySelector<HTMLElement>(editor)?.focus();
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(place.range);
  place.range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
}
