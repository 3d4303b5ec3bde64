import { useEffect, useRef } from 'preact/hooks';
import { words } from './words.ts';
import { LanguageChoice } from '../ui/languageChoice.tsx';
import { me, may, signOut } from '../ui/me.ts';
import { open } from '../ui/navigate.ts';
import { chooseTheme, theme, type Theme } from '../ui/theme.ts';
import s from './app.module.css';

/** Who is signed in, and how the pages look and speak to them. */
export function Account({ onClose }: { onClose: () => void }) {
  const w = words.value;
  const person = me.value?.person;
  const element = useRef<HTMLElement>(null);
  useEffect(() => element.current?.focus(), []);
  return (
    <section
      class={s.menu}
      ref={element}
      tabIndex={-1}
      aria-label={w.account}
      onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), onClose())}
    >
      {person && (
        <div>
          <strong>{person.name}</strong>
          <span class="quiet">{`${w.role[person.role]} · ${me.value?.units.find((one) => one.unitId === person.unitId)?.name ?? me.value?.org.name ?? ''}`}</span>
        </div>
      )}
      <LanguageChoice />
      <ThemeChoice />
      <button
        type="button"
        onClick={() => {
          onClose();
          open('/account');
        }}
      >
        {w.myAccount}
      </button>
      {(may('visits.press') || may('inspections.do')) && (
        <button
          type="button"
          onClick={() => {
            onClose();
            open('/rep');
          }}
        >
          {w.rail.phone}
        </button>
      )}
      <button type="button" onClick={() => void signOut()}>
        {w.signOut}
      </button>
    </section>
  );
}

function ThemeChoice() {
  const w = words.value;
  return (
    <div class="segments" role="group" aria-label={w.theme}>
      {(['auto', 'light', 'dark'] as Theme[]).map((one) => (
        <button key={one} type="button" aria-pressed={theme.value === one} onClick={() => chooseTheme(one)}>
          {w.themes[one]}
        </button>
      ))}
    </div>
  );
}
