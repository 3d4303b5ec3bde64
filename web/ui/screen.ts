import type { ComponentType } from 'preact';
import type { Action } from '../../shared/people.ts';
import type { IconName } from './icons.tsx';
import type { Selection } from './place.ts';

/** What the panel shows of what is selected. */
export type Panels = Partial<Record<Selection['kind'], ComponentType<{ id: string }>>>;

/** A page of the desk, as its feature describes it; the roof (app/) finds everything it needs to show it here. */
export interface Screen {
  /** Its address, by which it is known everywhere. */
  path: string;
  /** Any of these is enough to see it; everybody may where there are none. */
  may?: readonly Action[];
  /** Its entry in the rail; without one it is reached from elsewhere. */
  rail?: { order: number; icon: IconName; word: () => string };
  /** The screen whose entry in the rail is lit while this one is open. */
  partOf?: string;
  /** The key that follows `g`. */
  key?: { letter: string; word: () => string };
  /** What the door leads to, where that depends on who comes: part of the list. */
  door?: () => string | null;
  /** Days to come can be looked at, too. */
  hasFuture?: boolean;
  /** Its panel needs more room than a list: wider, until somebody drags it to another width. */
  isWide?: boolean;
  /** Opens what the screen keeps while it is shown. Returns how to close it. */
  open?: () => () => void;
  Panel: ComponentType;
  /** What it shows of what is selected, in place of what is shown elsewhere. */
  panels?: Panels;
  /** Below the map. */
  Foot?: ComponentType;
  /** What its marks mean, in the legend. */
  Signs?: ComponentType;
}

/** A row of the page of keys. */
export interface KeyHelp {
  keys: readonly string[];
  word: () => string;
  may?: Action;
  /** Only while this screen is open. */
  path?: string;
}
