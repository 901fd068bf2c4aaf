interface Props {
  name: string;
  checked: boolean;
  onToggle: (range: boolean) => void;
}

/** Selects a row; with Shift, all rows from the last one that was. */
export function SelectBox({ name, checked, onToggle }: Props) {
  return (
    <label className="flex w-7 shrink-0 cursor-pointer items-center justify-center self-stretch max-wide:w-11">
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        checked={checked}
        onChange={(event) => onToggle((event.nativeEvent as MouseEvent).shiftKey === true)}
        className="size-4 accent-accent"
      />
    </label>
  );
}
