import type { EditorView } from '@tiptap/pm/view';

/** A plain click on a link places the caret; with Ctrl or Cmd, or where nothing can be edited, it opens in a new tab. */
export function openLinks(view: EditorView, event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || !view.dom.contains(link)) return false;
  event.preventDefault();
  const wanted = event.ctrlKey || event.metaKey || !view.editable;
  if (wanted && link.href) window.open(link.href, '_blank', 'noopener,noreferrer');
  return wanted;
}
