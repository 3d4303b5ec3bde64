import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/people.ts';
import { panelOf, screenAt, screensOf, type Feature } from '../../web/app/feature.ts';

const Nothing = () => null;
const nobody = () => false;
const everybody = () => true;

const live: Feature = {
  screens: [{ path: '/', rail: { order: 1, icon: 'live', word: () => 'Live' }, Panel: Nothing }],
  panels: {
    rep: function RepPanel() {
      return null;
    },
  },
};
const plans: Feature = {
  screens: [
    {
      path: '/plans',
      may: ['plans.read'],
      rail: { order: 2, icon: 'plans', word: () => 'Plans' },
      Panel: Nothing,
      panels: {
        rep: function PlanPanel() {
          return null;
        },
      },
    },
  ],
};
/** A page that lists units: all that a new screen has to say of itself. */
const units: Feature = {
  screens: [
    {
      path: '/units',
      may: ['people.read'],
      rail: { order: 1.5, icon: 'people', word: () => 'Units' },
      key: { letter: 'u', word: () => 'units' },
      Panel: Nothing,
    },
  ],
};
const features = [plans, units, live];
const screens = screensOf(features);

describe('the screens of the desk', () => {
  it('stand in the order of the rail, wherever they are listed', () => {
    expect(screens.map((screen) => screen.path)).toEqual(['/', '/units', '/plans']);
  });

  it('are found by their address; one that there is not, or that one may not see, is the first', () => {
    expect(screenAt(screens, '/units', everybody).path).toBe('/units');
    expect(screenAt(screens, '/nowhere', everybody).path).toBe('/');
    expect(screenAt(screens, '/units', nobody).path).toBe('/');
    expect(screenAt(screens, '/units', (action: Action) => action === 'people.read').path).toBe('/units');
  });

  it('show what is selected in the panel of its feature, unless the open screen has one of its own', () => {
    const rep = { kind: 'rep' as const, id: 'r' };
    expect(panelOf(features, screens[0]!, rep)?.name).toBe('RepPanel');
    expect(panelOf(features, screens[1]!, rep)?.name).toBe('RepPanel');
    expect(panelOf(features, screens[2]!, rep)?.name).toBe('PlanPanel');
    expect(panelOf(features, screens[0]!, { kind: 'visit', id: 'v' })).toBeNull();
    expect(panelOf(features, screens[0]!, null)).toBeNull();
  });

  it('cost a line each outside their own folders', () => {
    const list = readFileSync(new URL('../../web/app/screens.ts', import.meta.url), 'utf8');
    const lines = list.split('\n').filter((line) => line !== '' && !line.startsWith('//'));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^export \* as (\w+) from '\.\.\/\1\/screen\.ts';$/);
  });
});
