import type { ComponentChildren } from 'preact';

/** What the marks of a screen mean: its own part of the legend, each sign in 18 × 14. */
export function SignList({ title, signs }: { title: string; signs: readonly [string, ComponentChildren][] }) {
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {signs.map(([word, picture]) => (
          <li key={word} class="legend-row">
            <svg class="swatch" viewBox="0 0 18 14" aria-hidden="true" focusable="false">
              {picture}
            </svg>
            <span class="legend-word">{word}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
