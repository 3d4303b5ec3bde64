import type { Signal } from '@preact/signals';

/** A few words of a person under a name; at most so many characters. */
export function NoteField({
  label,
  note,
  most,
  rows = 2,
  isRequired = false,
}: {
  label: string;
  note: Signal<string>;
  most: number;
  rows?: number;
  isRequired?: boolean;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <textarea
        rows={rows}
        required={isRequired}
        maxLength={most}
        value={note.value}
        onInput={(event) => (note.value = event.currentTarget.value)}
      />
    </label>
  );
}
