/** Characters of a passage that a note can be about. */
const longest = 4000;

const inReply = (node: Node | null) =>
  (node instanceof Element ? node : node?.parentElement)?.closest('[data-reply]') != null;

/** What is selected in the reply, in its editor or in the frame that shows it; null: nothing is. */
export function selectedPassage(): string | null {
  const own = document.getSelection();
  const here = own && !own.isCollapsed && inReply(own.anchorNode) ? own.toString() : '';
  const frames = [...document.querySelectorAll<HTMLIFrameElement>('[data-reply] iframe')];
  const there = frames.map((frame) => frame.contentDocument?.getSelection()?.toString() ?? '');
  const passage = [here, ...there].map((text) => text.trim()).find((text) => text !== '');
  return passage ? passage.slice(0, longest) : null;
}
