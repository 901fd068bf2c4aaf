import { Autocomplete } from '@base-ui/react/autocomplete';
import { useQuery } from '@tanstack/react-query';
import { type ClipboardEvent, type KeyboardEvent, useDeferredValue, useId, useRef, useState } from 'react';
import { Chip } from './chip.tsx';
import { replyQueries } from './queries.ts';
import { commit, labelOf, problemsOf, type Recipient, splitTyped } from './recipients.ts';

interface Person {
  name: string | null;
  email: string;
}

interface Props {
  label: 'Cc' | 'Bcc';
  conversationId: string;
  recipients: Recipient[];
  disabled: boolean;
  /** Takes the list as it is at that moment: several commits may follow each other in one event. */
  onChange: (change: (recipients: Recipient[]) => Recipient[]) => void;
  /** Takes a row of its own only while it is used. */
  collapsible?: boolean;
}

/** Suggestions of the text before stay in sight until the next ones come, as far as they still fit. */
const matches = ({ name, email }: Person, text: string) =>
  `${name ?? ''} ${email}`.toLowerCase().includes(text.trim().toLowerCase());

const announce = (added: string[], repeated: string[]) =>
  [
    added.length > 0 ? `${added.join(', ')} added.` : '',
    repeated.length > 0 ? `${repeated.join(', ')} was there already.` : '',
  ].join(' ');

export function RecipientField({
  label,
  conversationId,
  recipients,
  disabled,
  onChange,
  collapsible = false,
}: Props) {
  const [text, setText] = useState('');
  const [news, setNews] = useState('');
  const [focused, setFocused] = useState(false);
  const highlighted = useRef<Person | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const search = useDeferredValue(text.trim());
  const suggestions = useQuery({ ...replyQueries.recipients(conversationId, search), enabled: focused });
  const taken = new Set(recipients.map((recipient) => labelOf(recipient).toLowerCase()));
  const people = (suggestions.data?.data ?? []).filter(
    (person) => !taken.has(person.email.toLowerCase()) && matches(person, text),
  );
  const problems = problemsOf(recipients);
  const open = !collapsible || focused || recipients.length > 0 || text !== '';

  const add = (typed: string) => {
    if (typed.trim() === '') return;
    onChange((current) => {
      const { recipients: next, added, repeated } = commit(current, typed);
      setNews(announce(added.map(labelOf), repeated));
      return next;
    });
  };
  const addAll = (typed: string) => {
    add(typed);
    setText('');
  };
  const remove = (index: number) => {
    const gone = recipients[index];
    onChange((current) => current.filter((_, at) => at !== index));
    setNews(gone ? `${labelOf(gone)} removed.` : '');
    input.current?.focus();
  };
  const focusChip = (index: number) => {
    const chips = list.current?.querySelectorAll<HTMLElement>('[data-chip]');
    (chips?.[index] ?? input.current)?.focus();
  };

  const onValue = (value: string) => {
    const { complete, rest } = splitTyped(value);
    if (complete === '') return setText(value);
    add(complete);
    setText(rest);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!/[,;\n\r]/.test(pasted)) return;
    event.preventDefault();
    addAll(`${text}${pasted}`);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    if ((event.key === 'Enter' || event.key === 'Tab') && !event.nativeEvent.isComposing) {
      const choosing = highlighted.current !== undefined && !event.ctrlKey && !event.metaKey;
      if (choosing && event.key === 'Enter') return;
      addAll(choosing ? (highlighted.current?.email ?? '') : text);
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
    } else if (event.key === 'Backspace' && text === '' && recipients.length > 0) {
      event.preventDefault();
      const last = recipients.at(-1);
      onChange((current) => current.slice(0, -1));
      setText(last?.text ?? '');
      setNews(last ? `${labelOf(last)} taken back into the field.` : '');
    } else if (event.key === 'ArrowLeft' && atStart && recipients.length > 0) {
      event.preventDefault();
      focusChip(recipients.length - 1);
    }
  };

  return (
    <div
      className={`flex min-h-11 items-start border-line px-3.5 py-1 wide:min-h-9 ${
        collapsible ? (open ? 'basis-full border-t' : 'self-start pl-0') : 'min-w-0 flex-1'
      }`}
    >
      {open ? (
        <label htmlFor={id} className="w-9 shrink-0 text-[13px] leading-9 text-second wide:leading-6.5">
          {label}
        </label>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          disabled={disabled}
          onClick={() => input.current?.focus()}
          className="h-9 rounded-md px-1 text-[13px] text-second hover:text-ink wide:h-6.5"
        >
          {label}
        </button>
      )}
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
        <ul ref={list} aria-label={`${label} recipients`} className="contents">
          {recipients.map((recipient, index) => (
            <Chip
              key={labelOf(recipient)}
              recipient={recipient}
              disabled={disabled}
              onRemove={() => remove(index)}
              onMove={(by) => focusChip(Math.max(index + by, 0))}
            />
          ))}
        </ul>
        <Autocomplete.Root<Person>
          items={people}
          mode="none"
          value={text}
          disabled={disabled}
          itemToStringValue={(person) => person.email}
          onItemHighlighted={(person) => {
            highlighted.current = person;
          }}
          onValueChange={(value, { reason }) => (reason === 'item-press' ? addAll(value) : onValue(value))}
        >
          <Autocomplete.Input
            ref={input}
            id={id}
            aria-label={label}
            aria-invalid={problems.length > 0 || undefined}
            aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
            placeholder={recipients.length === 0 && open ? 'Add people…' : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false);
              addAll(text);
            }}
            onPaste={onPaste}
            onKeyDown={onKeyDown}
            className={`h-9 bg-transparent text-[13px] outline-none placeholder:text-third wide:h-6 ${open ? 'min-w-20 flex-1' : 'w-px'}`}
          />
          <Autocomplete.Portal>
            <Autocomplete.Positioner sideOffset={6} align="start" className="z-40">
              <Autocomplete.Popup className="max-h-64 w-80 max-w-[calc(100vw-32px)] overflow-y-auto rounded-[12px] border border-line bg-surface p-1 shadow-float data-empty:hidden">
                <Autocomplete.List aria-label={`People for ${label}`}>
                  {(person: Person) => (
                    <Autocomplete.Item
                      key={person.email}
                      value={person}
                      className="flex min-h-11 cursor-default flex-col justify-center rounded-lg px-2.5 py-1.5 text-[13px] data-highlighted:bg-accent-soft wide:min-h-0"
                    >
                      <span dir="auto" className="truncate font-medium">
                        {person.name ?? person.email}
                      </span>
                      {person.name ? <span className="truncate text-second">{person.email}</span> : null}
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
        {problems.length > 0 ? (
          <p id={`${id}-problems`} className="basis-full pb-1 text-[12.5px] text-bad-ink">
            {problems.join('. ')}. Correct or remove {problems.length === 1 ? 'it' : 'them'}.
          </p>
        ) : null}
      </div>
      <p aria-live="polite" className="sr-only">
        {news}
      </p>
    </div>
  );
}
