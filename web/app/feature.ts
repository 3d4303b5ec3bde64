import type { ComponentType } from 'preact';
import type { Layer } from '../map/layers.ts';
import type { Parts } from '../ui/parts.ts';
import type { KeyHelp, Panels, Screen } from '../ui/screen.ts';
import type { Action } from '../../shared/people.ts';
import type { Keys } from '../ui/keys.ts';
import type { Selection } from '../ui/place.ts';

/** What a feature brings to the desk: the exports of its screen.ts. */
export interface Feature {
  screens?: readonly Screen[];
  /** What it shows of what is selected, wherever that is. */
  panels?: Panels;
  layers?: readonly Layer[];
  /** Goes on for as long as the desk is open. Returns how to end it. */
  follow?: () => () => void;
  /** Keys that work everywhere. */
  keys?: Keys;
  keyHelp?: readonly KeyHelp[];
  /** Stands over the desk. */
  Note?: ComponentType;
  parts?: Partial<Parts>;
}

type May = (action: Action) => boolean;

export function maySee({ may: anyOf }: Screen, may: May): boolean {
  return !anyOf || anyOf.some(may);
}

/** Every screen, in the order of the rail; those that are not in it come last. */
export function screensOf(features: readonly Feature[]): Screen[] {
  const order = (screen: Screen) => screen.rail?.order ?? Infinity;
  return features
    .flatMap((one) => one.screens ?? [])
    .sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

/** The screen of an address. What there is not, or what one may not see, is the first one. */
export function screenAt(screens: readonly Screen[], path: string, may: May): Screen {
  return screens.find((screen) => screen.path === path && maySee(screen, may)) ?? screens[0]!;
}

/** What the panel shows: of what is selected, or the screen itself. */
export function panelOf(
  features: readonly Feature[],
  screen: Screen,
  selection: Selection | null,
): ComponentType<{ id: string }> | null {
  if (!selection) return null;
  const { kind } = selection;
  return screen.panels?.[kind] ?? features.find((one) => one.panels?.[kind])?.panels?.[kind] ?? null;
}
