import type { Signal } from '@preact/signals';

/** One of a few words. */
export function Choice<T extends string>({
  label,
  options,
  words,
  chosen,
}: {
  label: string;
  options: readonly T[];
  words: Record<T, string>;
  chosen: Signal<T>;
}) {
  return (
    <label>
      {label}
      <select value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value as T)}>
        {options.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
