import type { ComponentChildren } from 'preact';
import { LanguageChoice } from '../ui/languageChoice.tsx';
import s from './app.module.css';

/** The card that whoever is not signed in stands before: a head, what is asked of them, and the language. */
export function Door({ title, lead, children }: { title: string; lead: string; children: ComponentChildren }) {
  return (
    <div class="door">
      <main class={s.doorCard}>
        <header class={s.doorHead}>
          <img src="/icon.svg" width="44" height="44" alt="" />
          <div>
            <h1>{title}</h1>
            <p class="quiet">{lead}</p>
          </div>
        </header>
        {children}
        <footer class={s.doorFoot}>
          <LanguageChoice />
        </footer>
      </main>
    </div>
  );
}
