import { signal } from '@preact/signals';
import type { TerritoryKind } from '../../shared/territories.ts';

/** The kind of territory whose scenarios are shown, and of which a new one is. */
export const chosenKind = signal<TerritoryKind>('visit');
