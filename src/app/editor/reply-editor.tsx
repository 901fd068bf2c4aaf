import './editor.css';
import './folds/folds.css';
import type { Editor } from '@tiptap/core';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { readTyped } from '../lib/unread-typing.ts';
import { usePainted } from '../lib/use-painted.ts';
import { EditorNotes } from './editor-notes.tsx';
import { bodyOf } from './loaded-body.ts';
import { editorPropsOf, type Opening, openEditor } from './open-editor.ts';
import type { EditorNote } from './pictures/picture-uploads.ts';
import { preparedFor, prepareEditor, showEditor } from './prepared-editors.ts';
import { ReplyFallback } from './reply-fallback.tsx';
import type { EditorSignature } from './signature/editor-signature.ts';
import { isUnchanged, serialise } from './source/serialise.ts';
import { FormattingToolbar } from './toolbar/formatting-toolbar.tsx';
import { type Caret, caretOf, selectionAt } from './view/caret.ts';
import { firstCaret } from './view/first-caret.ts';
import { paperOf } from './view/paper.ts';
import { showImages as letImagesShow } from './view/remote-images.ts';

export interface ReplyEditorProps {
  /** Sanitised HTML to begin with; a new `documentKey` loads a new one, else changes are ignored. */
  html: string;
  documentKey: string;
  editable: boolean;
  /**
   * Called after each edit (and undo), cheaply: `read()` serialises when it is needed; `changed` is false when the document is
   * again what was loaded, and is compared when it is read; `caret()` says where is written at the time it is asked.
   */
  onChange(edit: { readonly changed: boolean; read(): string; caret(): Caret }): void;
  /** Where to go on writing; else at the first text. */
  caret?: Caret | null;
  /** Ctrl+Enter or Cmd+Enter. */
  onSubmit?(): void;
  autoFocus?: boolean;
  placeholder?: string;
  describedBy?: string;
  /** Whether images may be fetched from the network for the eyes of the person who edits. */
  showImages?: boolean;
  /** Stands at the end of the toolbar's row, and is no part of it. */
  beside?: ReactNode;
  /** What assistive technology calls the text; `Reply` where nothing else is said. */
  label?: string;
  /** Whether quoted history and a signature are folded until somebody asks for them. */
  folding?: boolean;
  /** What `Insert signature` offers, the likelier first. */
  signatures?: readonly EditorSignature[];
  /**
   * Keeps a picture for this reply; rejects with an Error whose message can be shown. Without it none can be put in. As first
   * given.
   */
  uploadImage?(file: File): Promise<{ contentId: string }>;
  /** Where a `cid:` picture of the body can be shown from; null: nowhere. As first given. */
  imageUrl?(contentId: string): string | null;
  /** True while pictures are on their way that belong to the body and are not in it yet. */
  onBusy?(busy: boolean): void;
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
  const { editable, describedBy, showImages = false, label = 'Reply', signatures = [] } = props;
  const latest = useRef(props);
  latest.current = props;
  const [linking, setLinking] = useState(false);
  const [notes, setNotes] = useState<readonly EditorNote[]>([]);
  const forget = (gone: EditorNote) => setNotes((all) => all.filter(({ text }) => text !== gone.text));
  const [open] = useState(() => {
    const opening = openingOf(props);
    return preparedFor(opening) ?? openEditor(opening);
  });
  const { editor } = open;
  const [paper, setPaper] = useState(open.paper);
  const painted = usePainted();
  const place = useRef<HTMLDivElement>(null);

  // StrictMode takes it away and puts it back.
  useLayoutEffect(() => {
    open.host = {
      onUpdate: (editor) => latest.current.onChange(editOf(editor)),
      onSubmit: () => {
        latest.current.onSubmit?.();
        return latest.current.onSubmit !== undefined;
      },
      onLink: () => {
        setLinking(true);
        return true;
      },
      onNote: (note) => setNotes((all) => [...all.filter(({ text }) => text !== note.text), note]),
      onPaste: () => setNotes([]),
      onPending: (count) => latest.current.onBusy?.(count > 0),
    };
    if (place.current) showEditor(open, place.current);
    return () => {
      readTyped();
      open.editor.unmount();
    };
  }, [open]);

  const editorProps = useMemo(
    () => editorPropsOf({ label, describedBy, editable }, open.paper),
    [label, describedBy, editable, open],
  );
  const given = useRef(editorProps);
  useLayoutEffect(() => {
    if (given.current === editorProps) return;
    given.current = editorProps;
    editor.setOptions({ editorProps });
  }, [editor, editorProps]);

  useEffect(() => {
    if (editor.isEditable === editable) return;
    readTyped();
    editor.setEditable(editable, false);
  }, [editor, editable]);

  useEffect(() => {
    if (editor.isDestroyed) return;
    placeCaret(editor, latest.current.caret ?? null);
    if (latest.current.autoFocus) editor.view.focus();
  }, [editor]);

  useEffect(() => {
    if (!editor.isDestroyed) letImagesShow(editor.view, showImages);
  }, [editor, showImages]);

  return (
    <div className="reply-editor" data-paper={paper.ground}>
      <div className="reply-bar">
        {painted ? (
          <FormattingToolbar
            editor={editor}
            disabled={!editable}
            linking={linking}
            onLinking={setLinking}
            signatures={signatures}
            onSignature={({ html }) => {
              if (paperOf(html).ground === 'white') setPaper((current) => ({ ...current, ground: 'white' }));
            }}
          />
        ) : (
          <div className="reply-toolbar">
            <span className="reply-tool" />
          </div>
        )}
        {props.beside}
      </div>
      <div ref={place} className="reply-paper" />
      <EditorNotes notes={notes} onDone={forget} />
    </div>
  );
}

type OpeningProps = Omit<ReplyEditorProps, 'documentKey' | 'onChange'>;

/** Has the editor for these ready before it is asked for. @throws UnreadableBody */
export const prepareReplyEditor = (props: OpeningProps): void => prepareEditor(openingOf(props));

/** What an editor for these is made with. */
const openingOf = (props: OpeningProps): Opening => ({
  html: props.html,
  folding: props.folding ?? true,
  placeholder: props.placeholder ?? '',
  imageUrl: props.imageUrl ?? nowhere,
  upload: props.uploadImage ?? null,
  label: props.label ?? 'Reply',
  describedBy: props.describedBy,
  editable: props.editable,
});
const nowhere = () => null;

/** Where somebody wrote before, else to the first text that is seen, past what can only be selected whole. */
function placeCaret({ view, state }: Editor, caret: Caret | null) {
  const start = caret ? selectionAt(state.doc, caret) : firstCaret(view);
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
    caret: () => caretOf(editor.state),
  };
}
