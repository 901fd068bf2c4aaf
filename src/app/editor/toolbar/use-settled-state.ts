import type { Editor } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { useEffect, useState } from 'react';

/**
 * What a tool shows of the editor's state: looked up in a task of its own, so that a change does not wait for it.
 * `look` is called again after each transaction; the tool is drawn again where its answer is another one (a primitive).
 */
export function useSettledState<T extends string | number | boolean | null>(
  editor: Editor,
  look: (state: EditorState) => T,
): T {
  const [seen, setSeen] = useState(() => look(editor.state));
  useEffect(() => {
    const stop = later(() => {
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

/** Runs `work` once in a task to come, however often it is asked for until then. */
function later(work: () => void) {
  let task: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      task ??= setTimeout(() => {
        task = undefined;
        work();
      });
    },
    cancel: () => {
      clearTimeout(task);
      task = undefined;
    },
  };
}
