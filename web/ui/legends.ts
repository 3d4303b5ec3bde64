import type { ComponentType } from 'preact';
import { createStack } from '../stack.ts';

const legends = createStack<ComponentType>();

/** A legend in place of the day's, for as long as something else than the day is on the map. Returns how to take it away. */
export const pushLegend = legends.push;
export const legendOnTop = legends.top;
