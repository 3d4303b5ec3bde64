import type { ComponentChildren } from 'preact';
import { BackBar } from '../ui/detailHead.tsx';
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
export function BackToList({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <BackBar title={title} back={words.value.newInspection.back} onBack={() => go({ inspectionId: null, state: null })}>
      {children}
    </BackBar>
  );
}
