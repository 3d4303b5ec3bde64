import type { ComponentChildren } from 'preact';
import { words } from './words.ts';
import { Icon } from './icons.tsx';
import { select } from './navigate.ts';

/** The head of what is selected: the way back, then its name. */
export function DetailHead({
  title,
  more,
  children,
}: {
  title: string;
  more?: ComponentChildren;
  children?: ComponentChildren;
}) {
  const w = words.value;
  return (
    <header class="panel-head">
      <div class="panel-bar">
        <button type="button" class="tool" aria-label={w.back} title={`${w.back}  Esc`} onClick={() => select(null)}>
          <Icon name="back" />
        </button>
        <div class="panel-title">
          <h1>{title}</h1>
        </div>
        <span class="spread" />
        {children}
      </div>
      {more}
    </header>
  );
}
