import type { GradedFinding } from '#mail/checks/grade-findings.ts';
import { whenPainted } from '../lib/use-painted.ts';
import { placesOf } from './finding-places.ts';

const isSeen = (range: Range) => range.getClientRects().length > 0;

const elementOf = ({ startContainer: node }: Range): Element | null => node.parentElement;

/** The frame that a place is in; null on the page itself. */
const frameOf = (range: Range) =>
  range.startContainer.ownerDocument?.defaultView?.frameElement as HTMLElement | null | undefined;

/** Pixels between a place and the edge of what scrolls. */
const margin = 8;

/** Scrolls whatever scrolls around a place, as little as shows it. */
function scrollTo(range: Range): void {
  const frame = frameOf(range);
  for (let box = frame ?? elementOf(range); box; box = box.parentElement) {
    if (box.scrollHeight <= box.clientHeight || !/auto|scroll/.test(getComputedStyle(box).overflowY))
      continue;
    const place = range.getBoundingClientRect();
    const shift = frame?.getBoundingClientRect().top ?? 0;
    const edge = box.getBoundingClientRect();
    const above = edge.top + margin - (place.top + shift);
    const below = place.bottom + shift - (edge.bottom - margin);
    if (above > 0) box.scrollTop -= above;
    else if (below > 0) box.scrollTop += below;
  }
}

/** Opens the fold that hides a place: the editor does as for the browser's search, a card has a button. */
function unfold(range: Range): void {
  if (!frameOf(range)) elementOf(range)?.dispatchEvent(new Event('beforematch', { bubbles: true }));
  else
    document
      .querySelector<HTMLElement>('[data-reply-body] [aria-label="Show signature"][aria-expanded="false"]')
      ?.click();
}

/** What is focused for a place: the text that can be written in, the chip, or what shows it. */
function focusable(range: Range): HTMLElement | null {
  const element = elementOf(range);
  const chip = element?.closest('li')?.querySelector<HTMLElement>('[data-chip]');
  return frameOf(range) ?? chip ?? element?.closest<HTMLElement>('[role="textbox"], [tabindex]') ?? null;
}

function select(range: Range): void {
  const page = range.startContainer.ownerDocument;
  const selection = page?.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  // An editor that was just focused would put its own selection back, if it did not hear of this one at once.
  page?.dispatchEvent(new Event('selectionchange'));
}

/** In the field of a text message, whose letters no range reaches. */
function selectInField(field: HTMLTextAreaElement, quote: string): void {
  const start = field.value.indexOf(quote);
  if (start >= 0) field.setSelectionRange(start, start + quote.length);
  field.focus({ preventScroll: true });
}

function point(range: Range, quote: string): void {
  const field = elementOf(range)?.closest('.marked-text')?.nextElementSibling;
  if (field instanceof HTMLTextAreaElement) selectInField(field, quote);
  else {
    focusable(range)?.focus({ preventScroll: true });
    select(range);
  }
  scrollTo(range);
}

/** Selects the place of a finding in the reply, and shows it. */
export function showFinding(finding: GradedFinding): void {
  const find = () => placesOf([finding])[0]?.range;
  const show = (range: Range | undefined) => range && point(range, finding.place.quote ?? '');
  const range = find();
  if (!range || isSeen(range)) return void show(range);
  unfold(range);
  // A frame grows once what was folded is painted.
  whenPainted(() => whenPainted(() => show(find())));
}
