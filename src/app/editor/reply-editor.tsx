import './editor.css';
import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { editorExtensions } from './editor-extensions.ts';
import { bodyOf, loadBody } from './loaded-body.ts';
import { ReplyFallback } from './reply-fallback.tsx';
import { isUnchanged, serialise } from './source/serialise.ts';
import { FormattingToolbar } from './toolbar/formatting-toolbar.tsx';
import { openLinks } from './view/open-links.ts';
import { showImages as letImagesShow } from './view/remote-images.ts';

export interface ReplyEditorProps {
  /** Sanitised HTML to begin with; a new `documentKey` loads a new one, else changes are ignored. */
  html: string;
  documentKey: string;
  editable: boolean;
  /**
   * Called after each edit (and undo), cheaply: `read()` serialises when it is needed; `changed` is false when the document is
   * again what was loaded, and is compared when it is read.
   */
  onChange(edit: { readonly changed: boolean; read(): string }): void;
  /** Ctrl+Enter or Cmd+Enter. */
  onSubmit?(): void;
  autoFocus?: boolean;
  placeholder?: string;
  describedBy?: string;
  /** Whether images may be fetched from the network for the eyes of the person who edits. */
  showImages?: boolean;
}

/** The rich-text editor of a reply, with its toolbar. What nobody touched leaves it byte for byte as it came. */
export function ReplyEditor(props: ReplyEditorProps) {
  return (
    <ReplyFallback key={props.documentKey} html={props.html}>
      <OpenReply {...props} />
    </ReplyFallback>
  );
}

function OpenReply(props: ReplyEditorProps) {
  const { editable, describedBy, showImages = false } = props;
  const latest = useRef(props);
  latest.current = props;
  const [linking, setLinking] = useState(false);
  const [options] = useState(() => ({
    extensions: editorExtensions({
      placeholder: props.placeholder ?? '',
      onSubmit: () => {
        latest.current.onSubmit?.();
        return latest.current.onSubmit !== undefined;
      },
      onLink: () => {
        setLinking(true);
        return true;
      },
    }),
    html: props.html,
    paper: paperOf(props.html),
  }));

  const editor = useEditor({
    extensions: options.extensions,
    autofocus: false,
    editable,
    injectCSS: false,
    // Their work per keystroke, or their keys, are not ours: see commands/keymap.ts.
    enableCoreExtensions: { keymap: false, delete: false },
    enableInputRules: false,
    enablePasteRules: false,
    shouldRerenderOnTransaction: false,
    onBeforeCreate: ({ editor }) => loadBody(editor, options.html),
    onUpdate: ({ editor }) => latest.current.onChange(editOf(editor)),
  });

  useEffect(() => {
    editor.setOptions({
      editorProps: {
        attributes: {
          class: 'reply-content',
          role: 'textbox',
          'aria-label': 'Reply',
          'aria-multiline': 'true',
          ...(describedBy ? { 'aria-describedby': describedBy } : {}),
          ...(editable ? {} : { 'aria-readonly': 'true' }),
        },
        handleDOMEvents: { click: openLinks },
      },
    });
    if (editor.isEditable !== editable) editor.setEditable(editable, false);
  }, [editor, editable, describedBy]);

  // StrictMode hands out an editor that is gone by then; the next one comes with its own turn.
  useEffect(() => {
    if (editor.isDestroyed) return;
    placeCaret(editor);
    if (latest.current.autoFocus) editor.view.focus();
  }, [editor]);

  useEffect(() => {
    if (!editor.isDestroyed) letImagesShow(editor.view, showImages);
  }, [editor, showImages]);

  return (
    <div className="reply-editor" data-paper={options.paper}>
      <FormattingToolbar editor={editor} disabled={!editable} linking={linking} onLinking={setLinking} />
      <EditorContent editor={editor} className="reply-paper" />
    </div>
  );
}

/** To the first text, past what can only be selected whole. */
function placeCaret({ view, state }: Editor) {
  const start = Selection.findFrom(state.doc.resolve(0), 1, true);
  if (start) view.dispatch(state.tr.setSelection(start));
}

function editOf(editor: Editor) {
  const body = bodyOf(editor);
  const { doc } = editor.state;
  return {
    get changed() {
      return !isUnchanged(body, doc);
    },
    read: () => serialise(body, doc),
  };
}

/** A body that brings colours of its own was made for white; one that brings none follows the theme. */
const paperOf = (html: string) => (/\bcolor\s*[:=]|background|\bbgcolor\b/i.test(html) ? 'white' : 'theme');
