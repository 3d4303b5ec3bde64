import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { words } from './words.ts';
import { Icon } from '../ui/icons.tsx';
import { Account } from './account.tsx';
import { Keys } from './keysPage.tsx';
import { may } from '../ui/me.ts';
import { enter, screenNow, screens } from './desk.ts';
import { maySee } from './feature.ts';
import s from './app.module.css';

/** The small pages that open beside the rail. */
export const menu = signal<'account' | 'keys' | null>(null);

export function Rail() {
  const w = words.value;
  const lit = screenNow.value.partOf ?? screenNow.value.path;
  const toggle = (which: 'account' | 'keys') => (menu.value = menu.value === which ? null : which);
  const rail = useRef<HTMLElement>(null);
  // where not all of it fits, the open screen's entry is in sight
  useEffect(
    () => rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    [lit],
  );
  return (
    <>
      <nav class="rail" ref={rail} aria-label={w.product}>
        <span class={s.logo} title={w.product}>
          <img src="/icon.svg" width="32" height="32" alt={w.product} />
        </span>
        {screens.map(
          (screen) =>
            screen.rail &&
            maySee(screen, may) && (
              <button
                key={screen.path}
                type="button"
                aria-current={lit === screen.path ? 'page' : undefined}
                onClick={() => enter(screen)}
              >
                <Icon name={screen.rail.icon} />
                <span>{screen.rail.word()}</span>
              </button>
            ),
        )}
        <span class={s.railSpace} />
        <button type="button" class={s.deskOnly} aria-expanded={menu.value === 'keys'} onClick={() => toggle('keys')}>
          <Icon name="help" />
          <span>{w.rail.help}</span>
        </button>
        <button type="button" data-account aria-expanded={menu.value === 'account'} onClick={() => toggle('account')}>
          <Icon name="account" />
          <span>{w.account}</span>
        </button>
      </nav>
      {menu.value === 'account' && <Account onClose={() => (menu.value = null)} />}
      {menu.value === 'keys' && <Keys onClose={() => (menu.value = null)} />}
    </>
  );
}
