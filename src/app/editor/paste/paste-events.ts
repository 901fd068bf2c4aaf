import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { deleteSelected, spansCells } from '../commands/cells.ts';
import { noPictures, type PictureOptions } from '../pictures/picture-uploads.ts';
import { moveOverCells } from './move-over-cells.ts';
import { Paster } from './paster.ts';

/**
 * Takes what is pasted or dropped before ProseMirror does: markup goes through the mail policy and comes in as the reply's own,
 * pictures are uploaded. Plain text alone is left to view/typing.ts; nothing else is ever left to ProseMirror or the browser,
 * which would put it into the page as it is.
 */
export const PasteEvents = Extension.create<PictureOptions>({
  name: 'pasteEvents',
  addOptions: noPictures,
  addProseMirrorPlugins() {
    const paster = new Paster(this.editor, this.options);
    let asText = false;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown(_view, event) {
              asText = event.shiftKey && event.key.toLowerCase() === 'v';
              return false;
            },
            keyup() {
              asText = false;
              return false;
            },
            paste(view, event) {
              const { clipboardData: data } = event;
              if (!view.editable) return false;
              if (spansCells(view.state.selection)) view.dispatch(deleteSelected(view.state.tr));
              if (data && isTextAlone(data)) return false;
              event.preventDefault();
              if (data && asText) view.pasteText(data.getData('text/plain'), event);
              else if (data) paster.take(view, data, { event });
              return true;
            },
            drop(view, event) {
              // What is moved inside the editor is moved with its source.
              if (!view.editable || !event.dataTransfer || view.dragging) return false;
              if (isTextAlone(event.dataTransfer)) return false;
              const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
              event.preventDefault();
              if (place) paster.take(view, event.dataTransfer, { dropped: place.pos });
              return true;
            },
          },
          handleDrop(view, event, slice, moves) {
            if (!moves || !spansCells(view.state.selection)) return false;
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (!place) return true;
            const moved = moveOverCells(view.state.tr, slice, place.pos);
            view.focus();
            view.dispatch(moved.setMeta('uiEvent', 'drop'));
            return true;
          },
        },
      }),
    ];
  },
});

const isTextAlone = (data: DataTransfer) =>
  data.files.length === 0 && data.getData('text/html') === '' && data.getData('text/plain') !== '';
