import type { ComponentType } from 'preact';
import type { MapView } from './map.ts';
import type { Pointed } from './grab.ts';

/** Something that lies on the map, as its feature describes it. */
export interface Layer {
  /** Its word in the filter of the address; without one it cannot be switched off. */
  name?: string;
  /** Its row in the legend. */
  legend?: { order: number; word: () => string; Swatch: ComponentType };
  lay(map: MapView): Laid;
  /** Drawn over the map. */
  Over?: ComponentType;
}

/** What a layer can be asked once it is laid. */
export interface Laid {
  show?(isShown: boolean): void;
  /** What of it is under the pointer, and how far above other layers; null: nothing. */
  under?(pointed: Pointed): Under | null;
  /** Who has the map to themselves now; null: nobody. */
  hands?(): Hands | null;
}

export interface Under {
  /** The greatest is taken. */
  rank: number;
  /** What a click selects; null: nothing, nor anything below it. */
  selection: { kind: 'rep' | 'retailer' | 'case' | 'cluster'; id: string } | null;
  /** Said beside the pointer. */
  text?: string;
}

/** A screen that takes what the pointer does for its own. */
export interface Hands {
  click(pointed: Pointed): void;
  hover(pointed: Pointed | null): { isOver: boolean; text: string | null };
}

/** How near to a mark a click or the pointer counts, pixels: half a finger. */
export const REACH_PX = 12;
