interface Props {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Id of what says more. */
  describedBy?: string;
}

/** On or off; a native checkbox brings the space bar with it. */
export function Switch({ label, checked, onChange, describedBy }: Props) {
  return (
    <label className="relative inline-flex min-h-11 items-center gap-2 whitespace-nowrap wide:min-h-[34px]">
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.checked)}
        className="peer absolute inset-0 cursor-pointer opacity-0"
      />
      <span
        aria-hidden
        className="inline-flex h-5 w-[34px] shrink-0 items-center rounded-full border border-third bg-surface px-[3px] transition-colors duration-150 after:size-3 after:rounded-full after:bg-third after:transition-transform after:duration-150 peer-checked:border-accent peer-checked:bg-accent peer-checked:after:translate-x-3.5 peer-checked:after:bg-on-accent peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
      />
      <span className="font-medium">{label}</span>
    </label>
  );
}
