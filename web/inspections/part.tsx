import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/icons.tsx';
import { go } from '../ui/navigate.ts';
import { words } from './words.ts';
import s from './inspections.module.css';

/** A part of the panel under its own head. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="section">
      <h2>{title}</h2>
      <div class={s.inspForm}>{children}</div>
    </section>
  );
}

/** The way back to the list, and what is open; on the right what can be done with it. */
export function BackBar({ title, children }: { title: string; children?: ComponentChildren }) {
  const w = words.value.newInspection;
  return (
    <div class="panel-bar">
      <button
        type="button"
        class="tool"
        aria-label={w.back}
        title={w.back}
        onClick={() => go({ inspectionId: null, state: null })}
      >
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
