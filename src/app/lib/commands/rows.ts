const lists = ':is(ul, ol, [role="list"]):is([aria-label="Replies"], [aria-label="Conversations"])';

/** The links of the list, from the top; also where a narrow screen hides it beside a conversation. */
export function rowLinks(): HTMLAnchorElement[] {
  const seen = new Set<Element>();
  return [...document.querySelectorAll<HTMLAnchorElement>(`${lists} a[href^="/conversations/"]`)].filter(
    (link) => {
      const item = link.closest('li, [role="listitem"]') ?? link;
      if (seen.has(item)) return false;
      seen.add(item);
      return true;
    },
  );
}

const openOne = (links: HTMLAnchorElement[]) =>
  links.findIndex((link) => link.matches('[aria-current]:not([aria-current="false"])'));

function focusedOne(links: HTMLAnchorElement[]): number {
  const item = document.activeElement?.closest('li, [role="listitem"]');
  return item ? links.findIndex((link) => item.contains(link)) : -1;
}

/** The conversation of the row that has the focus, else of the open one. */
export function currentConversation(): string | null {
  const links = rowLinks();
  const focused = focusedOne(links);
  const link = links[focused < 0 ? openOne(links) : focused];
  return link ? decodeURIComponent(link.pathname.slice('/conversations/'.length)) : null;
}

const clamp = (at: number, links: HTMLAnchorElement[]) => Math.min(Math.max(at, 0), links.length - 1);

/** Moves the focus among the rows: to the first, or to the one that is open, where none has it. */
export function moveFocus(by: number): void {
  const links = rowLinks();
  const focused = focusedOne(links);
  links[focused < 0 ? clamp(openOne(links), links) : clamp(focused + by, links)]?.focus();
}

const pathOf = (conversationId: string) => `/conversations/${conversationId}`;
const rowOf = (conversationId: string, links = rowLinks()) =>
  links.find(({ pathname }) => pathname === pathOf(conversationId));

/** Focuses the row of a conversation, else the one that is open. */
export function focusRow(conversationId?: string): void {
  const links = rowLinks();
  const link = conversationId && rowOf(conversationId, links);
  (link || links[openOne(links)])?.focus();
}

/** Where the first of these conversations stands in the list; -1: nowhere. */
export function placeOf(conversationIds: readonly string[]): number {
  const paths = new Set(conversationIds.map(pathOf));
  return rowLinks().findIndex(({ pathname }) => paths.has(pathname));
}

/** Focuses the row of that place, at the end the last one. */
export function focusPlace(place: number): void {
  const links = rowLinks();
  links[clamp(place, links)]?.focus();
}

/** The row that got the focus back from a toast that was answered, by its address: nobody went there. */
let givenBack: string | null = null;

function focusedAddress(): string | null {
  const links = rowLinks();
  return links[focusedOne(links)]?.pathname ?? null;
}

const inToast = '[data-sonner-toast] *';

/**
 * Gives the focus back from a toast that was answered to where it came from. Sonner does so for whoever leaves a toast, and
 * also where another place is about to take the focus: this is before that.
 */
export function leaveToast(): void {
  givenBack = null;
  const answered = document.activeElement;
  if (!(answered instanceof HTMLElement && answered.matches(inToast))) return;
  answered.blur();
  givenBack = focusedAddress();
}

/** What had the focus is gone, or about to go, or nobody chose where it is: nobody is anywhere. */
const isNowhere = (): boolean =>
  document.activeElement?.matches(`body, [data-list], ${inToast}`) !== false ||
  (givenBack !== null && givenBack === focusedAddress());

/** Nobody is anywhere on the page but in its list. */
export const isNowhereElse = (): boolean => isNowhere() || focusedOne(rowLinks()) >= 0;

/** Milliseconds for which a row is awaited. */
const awhile = 5000;
/** `conversationId` null: whichever is the first then. */
let awaited: { conversationId: string | null; until: number } | null = null;

/** Has the row of a conversation take the focus once it is in the list again, unless somebody is elsewhere. */
export function awaitRow(conversationId: string): void {
  if (!isNowhere()) return;
  awaited = { conversationId, until: performance.now() + awhile };
  focusAwaited();
}

/** Leads from a search to the first row that is found, also where that is not listed yet. */
export function focusFound(): void {
  focusPlace(0);
  awaited = { conversationId: null, until: performance.now() + awhile };
}

/** The list has other rows now. */
export function focusAwaited(): void {
  if (awaited === null) return;
  const { conversationId, until } = awaited;
  const isOver = performance.now() > until || !isNowhere();
  const row = isOver ? undefined : conversationId === null ? rowLinks()[0] : rowOf(conversationId);
  if (!isOver && row === undefined) return;
  awaited = null;
  givenBack = null;
  row?.focus();
}

/** Opens the row that has the focus. */
export function openFocusedRow(): void {
  const links = rowLinks();
  links[focusedOne(links)]?.click();
}

/** Opens the row beside the open one; with none open in the list, its first. */
export function openNeighbour(by: number): void {
  const links = rowLinks();
  const open = openOne(links);
  const link = links[open < 0 ? 0 : open + by];
  if (link === undefined) return;
  link.focus();
  link.click();
}
