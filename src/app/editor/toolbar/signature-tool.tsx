import type { Editor } from '@tiptap/core';
import { Signature } from 'lucide-react';
import { bodyOf } from '../loaded-body.ts';
import type { EditorSignature } from '../signature/editor-signature.ts';
import { hasSignature, insertSignature } from '../signature/insert-signature.ts';
import { ToolMenu } from './tool-menu.tsx';
import { ToolbarButton } from './toolbar-button.tsx';
import { useSettledState } from './use-settled-state.ts';

interface Props {
  editor: Editor;
  disabled: boolean;
  /** At least one. */
  signatures: readonly EditorSignature[];
  onInsert(signature: EditorSignature): void;
}

/** Puts the one signature in that there is, or asks which one. */
export function SignatureTool({ editor, disabled, signatures, onInsert }: Props) {
  const present = useSettledState(editor, hasSignature);
  const insert = (signature: EditorSignature) => {
    insertSignature(signature, signatures, bodyOf(editor).sources)(editor.state, editor.view.dispatch);
    onInsert(signature);
    editor.view.focus();
  };
  const button = { name: present ? 'Replace signature' : 'Insert signature', icon: Signature, disabled };
  const [only, ...others] = signatures;
  if (only && others.length === 0)
    return <ToolbarButton {...button} pressed={undefined} onPress={() => insert(only)} />;
  const items = signatures.map((signature) => ({ name: signature.name, run: () => insert(signature) }));
  return <ToolMenu {...button} editor={editor} items={items} />;
}
