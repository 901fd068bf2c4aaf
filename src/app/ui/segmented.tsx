import { useId } from 'react';

interface Props<T extends string> {
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, as a radio group: native radios bring the arrow keys and “exactly one on” with them. */
export function Segmented<T extends string>({ label, options, value, onChange }: Props<T>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex h-11 shrink-0 rounded-[10px] border border-line bg-canvas p-0.5 wide:h-[34px]"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex items-center rounded-lg px-3 font-medium @max-md:px-2 @max-md:text-[13px] whitespace-nowrap text-second transition-colors duration-150 has-checked:bg-raised has-checked:font-semibold has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line),var(--shadow)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
