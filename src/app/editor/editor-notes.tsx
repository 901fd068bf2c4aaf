import { X } from 'lucide-react';
import type { EditorNote } from './pictures/picture-uploads.ts';

interface Props {
  notes: readonly EditorNote[];
  onDone(note: EditorNote): void;
}

/** What a person is told about something that was pasted or dropped. */
export function EditorNotes({ notes, onDone }: Props) {
  if (notes.length === 0) return null;
  return (
    <div className="reply-notes">
      {notes.map((note) => (
        <div key={note.text} role={note.kind === 'problem' ? 'alert' : 'status'} data-kind={note.kind}>
          <p>{note.text}</p>
          {note.action ? (
            <button
              type="button"
              onClick={() => {
                onDone(note);
                note.action?.run();
              }}
            >
              {note.action.name}
            </button>
          ) : null}
          <button type="button" aria-label="Dismiss" onClick={() => onDone(note)}>
            <X aria-hidden size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
