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
      <BackBar title={title} back={w.back} hint={`${w.back}  Esc`} onBack={() => select(null)}>
        {children}
      </BackBar>
      {more}
    </header>
  );
}

/** The way back, and what is open; on the right what can be done with it. */
export function BackBar({
  title,
  back,
  hint = back,
  onBack,
  children,
}: {
  title: string;
  /** What a reader hears of the way back; `hint` is what the pointer shows. */
  back: string;
  hint?: string;
  onBack: () => void;
  children?: ComponentChildren;
}) {
  return (
    <div class="panel-bar">
      <button type="button" class="tool" aria-label={back} title={hint} onClick={onBack}>
        <Icon name="back" />
      </button>
      <div class="panel-title">
        <h1>{title}</h1>
      </div>
      <span class="spread" />
      {children}
    </div>
  );
}
