import { signal } from '@preact/signals';
import { words } from './words.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { Account } from './account.tsx';
import { Keys } from './keysPage.tsx';
import { may } from '../ui/me.ts';
import { enter } from './enter.ts';
import { part } from '../ui/navigate.ts';
import type { Screen } from '../ui/place.ts';

/** The small pages that open beside the rail. */
export const menu = signal<'account' | 'keys' | null>(null);

export function Rail() {
  const w = words.value;
  const screen =
    ({ import: 'retailers', phones: 'people', replay: 'live' } as Partial<Record<Screen, Screen>>)[part.screen.value] ??
    part.screen.value;
  const rooms: { screen: Screen & IconName; isShown: boolean }[] = [
    { screen: 'live', isShown: true },
    { screen: 'plans', isShown: may('plans.read') },
    { screen: 'visits', isShown: true },
    { screen: 'retailers', isShown: true },
    { screen: 'territories', isShown: may('territories.plan') },
    { screen: 'people', isShown: may('people.read') },
    { screen: 'settings', isShown: may('settings.change') || may('ledger.read') },
  ];
  const toggle = (which: 'account' | 'keys') => (menu.value = menu.value === which ? null : which);
  return (
    <>
      <nav class="rail" aria-label={w.product}>
        <span class="logo" title={w.product}>
          <img src="/icon.svg" width="32" height="32" alt={w.product} />
        </span>
        {rooms
          .filter((room) => room.isShown)
          .map((room) => (
            <button
              key={room.screen}
              type="button"
              aria-current={screen === room.screen ? 'page' : undefined}
              onClick={() => enter(room.screen)}
            >
              <Icon name={room.screen} />
              <span>
                {
                  w.rail[
                    room.screen as 'live' | 'plans' | 'visits' | 'retailers' | 'territories' | 'people' | 'settings'
                  ]
                }
              </span>
            </button>
          ))}
        <span class="rail-space" />
        <button type="button" class="desk-only" aria-expanded={menu.value === 'keys'} onClick={() => toggle('keys')}>
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
