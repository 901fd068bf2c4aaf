import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { useEffect, useState } from 'react';

/**
 * What a tool shows of the editor's state: looked up after the frame that shows a change, so that no letter waits for it.
 * `look` is called again after each transaction; the tool is drawn again where its answer is another one (a primitive).
 */
export function useSettledState<T extends string | number | boolean | null>(
  editor: Editor,
  look: (state: EditorState) => T,
): T {
  const [seen, setSeen] = useState(() => look(editor.state));
  useEffect(() => {
    const stop = afterFrames(() => {
      if (!editor.isDestroyed) setSeen(look(editor.state));
    });
    stop.ask();
    editor.on('transaction', stop.ask);
    return () => {
      editor.off('transaction', stop.ask);
      stop.cancel();
    };
  }, [editor, look]);
  return seen;
}

/** Runs `work` once behind the next frame, however often it is asked for until then. */
function afterFrames(work: () => void) {
  let frame = 0;
  let task: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      if (frame) return;
      frame = requestAnimationFrame(() => {
        task = setTimeout(() => {
          frame = 0;
          work();
        });
      });
    },
    cancel: () => {
      cancelAnimationFrame(frame);
      clearTimeout(task);
      frame = 0;
    },
  };
}
