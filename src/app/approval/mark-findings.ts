import type { GradedFinding } from '#mail/checks/grade-findings.ts';
import { placesOf } from './finding-places.ts';

const names = { block: 'finding-block', warn: 'finding-warn' } as const;

/** Not in a file: the tool that packs those does not know this selector yet. Frames have their own (`frame-styles.ts`). */
const looks = `
  ::highlight(finding-block) {
    background-color: var(--bad-soft); color: var(--bad-ink); text-decoration: underline 2px var(--bad);
  }
  ::highlight(finding-warn) {
    background-color: var(--warning-soft); color: var(--warning-ink); text-decoration: underline 2px var(--warning);
  }
  .marked-text::highlight(finding-block), .marked-text::highlight(finding-warn) { color: transparent; }`;
let styled = false;

function style(): void {
  if (styled) return;
  styled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(looks);
  document.adoptedStyleSheets.push(sheet);
}

/** Each document, the page and a frame's, has highlights of its own. */
let marked = new Set<Window & typeof globalThis>();

function mark(findings: readonly GradedFinding[]): void {
  if (!('highlights' in CSS)) return;
  style();
  for (const { CSS } of marked) for (const name of Object.values(names)) CSS.highlights.delete(name);
  marked = new Set();
  for (const { finding, range } of placesOf(findings)) {
    const view = range.startContainer.ownerDocument?.defaultView;
    if (!view) continue;
    const name = names[finding.level];
    const highlight = view.CSS.highlights.get(name) ?? new view.Highlight();
    highlight.add(range);
    view.CSS.highlights.set(name, highlight);
    marked.add(view);
  }
}

/** Milliseconds without a change of the text before its marks are put anew. */
const pause = 250;

/**
 * Marks the places of findings in the reply without touching it, where the browser can (CSS Custom Highlight API), also
 * after the editor came or drew its text again, or the frame of a reply was filled.
 * @returns what takes the marks away.
 */
export function keepMarked(findings: readonly GradedFinding[]): () => void {
  // What the reply stands in: the reply itself may not be there yet, or come again as another.
  const pane = document.querySelector('[role="log"]')?.parentElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const markSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => mark(findings), pause);
  };
  const observer = new MutationObserver(markSoon);
  mark(findings);
  if (pane) observer.observe(pane, { childList: true, subtree: true, characterData: true });
  // It does not bubble.
  pane?.addEventListener('load', markSoon, true);
  return () => {
    observer.disconnect();
    pane?.removeEventListener('load', markSoon, true);
    clearTimeout(timer);
    mark([]);
  };
}
