import { Dialog } from '@base-ui/react/dialog';
import type { RefObject, SubmitEvent } from 'react';
import { detailOf } from '../lib/http.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { NewKey } from './mutations.ts';

/** In days. */
const lifetimes = [
  { days: '', label: 'Never' },
  { days: '30', label: 'In 30 days' },
  { days: '90', label: 'In 90 days' },
  { days: '365', label: 'In 1 year' },
];

interface Props {
  nameField: RefObject<HTMLInputElement | null>;
  error: Error | null;
  isBusy: boolean;
  onSubmit: (wanted: NewKey) => void;
}

/** What a key is to be called, and how long it works. */
export function ApiKeyForm({ nameField, error, isBusy, onSubmit }: Props) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    const days = String(form.get('days'));
    onSubmit({ name: String(form.get('name')), expires_in_days: days === '' ? null : Number(days) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        ref={nameField}
        label="Name"
        name="name"
        hint="The program that uses it: its replies carry this name."
        maxLength={100}
        // Something else than white space.
        pattern=".*\S.*"
        title="A name of the program that uses the key"
        autoComplete="off"
        required
      />
      <SelectField label="Expires" name="days">
        {lifetimes.map(({ days, label }) => (
          <option key={days} value={days}>
            {label}
          </option>
        ))}
      </SelectField>
      {error ? (
        <Notice kind="bad" role="alert">
          {detailOf(error)}
        </Notice>
      ) : null}
      <div className="flex justify-end gap-2">
        <Dialog.Close className={buttonClass('secondary')}>Cancel</Dialog.Close>
        <Button type="submit" look="primary" busy={isBusy}>
          Make key
        </Button>
      </div>
    </form>
  );
}
