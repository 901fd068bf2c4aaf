import { useQuery } from '@tanstack/react-query';
import { type ClipboardEvent, type KeyboardEvent, useDeferredValue, useId, useRef, useState } from 'react';
import { keysOf } from '../lib/commands/keys-of.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { isComposing } from '../lib/is-composing.ts';
import { Chip } from './chip.tsx';
import { type Person, peopleMatching } from './people.ts';
import { replyQueries } from './queries.ts';
import { commit, labelOf, pasteInto, problemsOf, type Recipient, splitTyped } from './recipients.ts';
import { SuggestionList } from './suggestion-list.tsx';

/** The recipients, and what is typed behind them and is none yet. */
interface Entry {
  recipients: Recipient[];
  text: string;
}

interface Props extends Entry {
  label: 'Cc' | 'Bcc';
  conversationId: string;
  disabled: boolean;
  /** Takes the entry as it is at that moment: several changes may follow each other in one event. */
  onChange: (change: (entry: Entry) => Entry) => void;
  /** Takes a row of its own only while it is used. */
  collapsible?: boolean;
}

const announce = (added: string[], repeated: string[]) =>
  [
    added.length > 0 ? `${added.join(', ')} added.` : '',
    repeated.length > 0 ? `${repeated.join(', ')} was there already.` : '',
  ].join(' ');

export function RecipientField({
  label,
  conversationId,
  recipients,
  text,
  disabled,
  onChange,
  collapsible = false,
}: Props) {
  const [news, setNews] = useState('');
  const [focused, setFocused] = useState(false);
  const [dismissed, setDismissed] = useState(false);
  const [highlight, setHighlight] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const command = label === 'Cc' ? 'focus-cc' : 'focus-bcc';
  useCommand(command, () => input.current?.focus(), { enabled: !disabled });
  const search = useDeferredValue(text.trim());
  const suggestions = useQuery({ ...replyQueries.recipients(conversationId, search), enabled: focused });
  const people = peopleMatching(suggestions.data?.data ?? [], recipients, text);
  const listed = focused && !dismissed && !disabled && text.trim() !== '' && people.length > 0;
  const active = listed ? people.findIndex(({ email }) => email === highlight) : -1;
  const problems = problemsOf(recipients);
  const open = !collapsible || focused || recipients.length > 0 || text !== '';

  /** `typed` becomes recipients, `rest` stays in the field. */
  const add = (typed: string, rest = '') => {
    setHighlight(null);
    if (typed.trim() === '' && rest === text) return;
    onChange((current) => {
      const { recipients: next, added, repeated } = commit(current.recipients, typed);
      if (typed.trim() !== '') setNews(announce(added.map(labelOf), repeated));
      return { recipients: next, text: rest };
    });
  };
  const choose = ({ email }: Person) => {
    add(email);
    input.current?.focus();
  };
  const type = (value: string, composing: boolean) => {
    setDismissed(false);
    // What an input method is not sure of yet is nobody's address, and to change it would break it off.
    const { complete, rest } = composing ? { complete: '', rest: '' } : splitTyped(value);
    add(complete, complete === '' ? value : rest);
  };
  const remove = (index: number) => {
    const gone = recipients[index];
    onChange((current) => ({ ...current, recipients: current.recipients.filter((_, at) => at !== index) }));
    setNews(gone ? `${labelOf(gone)} removed.` : '');
    input.current?.focus();
  };
  const focusChip = (index: number) => {
    const chips = list.current?.querySelectorAll<HTMLElement>('[data-chip]');
    (chips?.[index] ?? input.current)?.focus();
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (!/[,;\n\r\t]/.test(pasted)) return;
    event.preventDefault();
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    add(pasteInto(value, pasted, selectionStart, selectionEnd));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event) || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    const last = recipients.at(-1);
    if (event.key === 'Enter' || (event.key === 'Tab' && !command)) {
      const chosen = command ? undefined : people[active];
      add(chosen?.email ?? text);
      if (event.key === 'Enter' && !command) event.preventDefault();
    } else if (event.key === 'Escape' && listed) {
      event.preventDefault();
      event.stopPropagation();
      setDismissed(true);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && people.length > 0 && text.trim()) {
      event.preventDefault();
      setDismissed(false);
      const by = event.key === 'ArrowDown' ? 1 : -1;
      // One place more than there are people: the field itself, where nobody is chosen.
      const places = people.length + 1;
      setHighlight(people[((active + 1 + by + places) % places) - 1]?.email ?? null);
    } else if (event.key === 'Backspace' && text === '' && last) {
      event.preventDefault();
      onChange((current) => ({ recipients: current.recipients.slice(0, -1), text: last.text }));
      setNews(`${labelOf(last)} taken back into the field.`);
    } else if (event.key === 'ArrowLeft' && atStart && last) {
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
      <div className="relative min-w-0 flex-1">
        {/* Many are scrolled: the message and the reply stay on the screen. */}
        <div className="flex max-h-33 flex-wrap items-center gap-x-2 gap-y-1 overflow-x-hidden overflow-y-auto wide:max-h-22">
          <ul
            ref={list}
            aria-label={`${label} recipients`}
            data-recipients={label.toLowerCase()}
            className="contents"
          >
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
          <input
            ref={input}
            id={id}
            type="text"
            role="combobox"
            aria-label={label}
            aria-keyshortcuts={keysOf(command)?.aria}
            aria-autocomplete="list"
            aria-expanded={listed}
            aria-controls={listed ? `${id}-people` : undefined}
            aria-activedescendant={active >= 0 ? `${id}-person-${active}` : undefined}
            aria-invalid={problems.length > 0 || undefined}
            aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
            placeholder={recipients.length === 0 && open ? 'Add people…' : undefined}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            disabled={disabled}
            value={text}
            onChange={({ target, nativeEvent }) =>
              type(target.value, nativeEvent instanceof InputEvent && nativeEvent.isComposing)
            }
            onCompositionEnd={(event) => type(event.currentTarget.value, false)}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false);
              // Somebody else is writing now: it stays as it was typed.
              if (!disabled) add(text);
            }}
            onPaste={onPaste}
            onKeyDown={onKeyDown}
            className={`h-9 bg-transparent text-[13px] outline-none placeholder:text-third wide:h-6 ${open ? `w-0 flex-1 ${focused || recipients.length === 0 ? 'min-w-16' : 'min-w-px'}` : 'w-px'}`}
          />
        </div>
        {listed ? (
          <SuggestionList
            id={id}
            label={`People for ${label}`}
            people={people}
            active={active}
            onHighlight={({ email }) => setHighlight(email)}
            onChoose={choose}
          />
        ) : null}
        {problems.length > 0 ? (
          <p id={`${id}-problems`} className="pb-1 text-[12.5px] text-bad-ink">
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
