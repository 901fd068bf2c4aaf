import { Popover } from '@base-ui/react/popover';
import type { Editor } from '@tiptap/core';
import { Link } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { linkAddress } from '../commands/link-address.ts';
import { linkAt, removeLink, setLink } from '../commands/links.ts';
import { ToolbarButton } from './toolbar-button.tsx';

interface Props {
  editor: Editor;
  pressed: boolean;
  disabled: boolean;
  open: boolean;
  onOpen(open: boolean): void;
}

export function LinkPopover({ editor, pressed, disabled, open, onOpen }: Props) {
  const backToText = () => {
    editor.view.focus();
    return false;
  };
  return (
    <Popover.Root open={open && !disabled} onOpenChange={onOpen}>
      <ToolbarButton
        command="link"
        icon={Link}
        pressed={pressed}
        disabled={disabled}
        render={<Popover.Trigger />}
      />
      <Popover.Portal>
        <Popover.Positioner sticky sideOffset={8} align="start" className="reply-popover-layer">
          <Popover.Popup className="reply-popover" finalFocus={backToText} aria-label="Link">
            <LinkForm editor={editor} onDone={() => onOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function LinkForm({ editor, onDone }: { editor: Editor; onDone(): void }) {
  const id = useId();
  const [link] = useState(() => linkAt(editor.state));
  const [typed, setTyped] = useState(link?.href ?? '');
  const [problem, setProblem] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const address = linkAddress(typed);
    if (address === null) {
      setProblem('Give the address of a page, an e-mail address or a phone number.');
    } else if (setLink(address)(editor.state, editor.view.dispatch)) onDone();
    else setProblem('This text is inside a link already.');
  };

  return (
    <form onSubmit={submit} noValidate>
      <label htmlFor={id}>Address</label>
      <input
        id={id}
        type="text"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="example.com"
        value={typed}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          setProblem('');
        }}
      />
      {problem ? (
        <p id={`${id}-problem`} role="alert">
          {problem}
        </p>
      ) : null}
      <div className="reply-popover-actions">
        {link ? (
          <button
            type="button"
            onClick={() => {
              removeLink(editor.state, editor.view.dispatch);
              onDone();
            }}
          >
            Remove link
          </button>
        ) : null}
        <button type="submit" data-main="">
          {link ? 'Change link' : 'Add link'}
        </button>
      </div>
    </form>
  );
}
