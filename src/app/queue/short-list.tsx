import type { ReactNode } from 'react';
import type { KeptFocus } from './use-kept-focus.ts';

interface Props<T> {
  label: string;
  rows: T[];
  keys: readonly string[];
  row: (row: T) => ReactNode;
  focus: KeptFocus;
  /** More rows come behind the last one. */
  open: boolean;
}

/** A list that needs no help of a library: all of its rows exist, and the browser keeps their place. */
export function ShortList<T>({ label, rows, keys, row, focus: { onFocus, onBlur }, open }: Props<T>) {
  return (
    <ul aria-label={label} className="mx-2 flex flex-col gap-0.5 pb-2" onFocus={onFocus} onBlur={onBlur}>
      {rows.map((one, index) => (
        <li
          key={keys[index]}
          data-index={index}
          aria-posinset={index + 1}
          aria-setsize={open ? -1 : rows.length}
        >
          {row(one)}
        </li>
      ))}
    </ul>
  );
}
