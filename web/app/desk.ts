import { computed, effect, untracked } from '@preact/signals';
import { may } from '../ui/me.ts';
import { open, part } from '../ui/navigate.ts';
import type { Screen } from '../ui/screen.ts';
import { screenAt, screensOf, type Feature } from './feature.ts';
import * as listed from './screens.ts';

export const features: readonly Feature[] = Object.values(listed);
export const screens = screensOf(features);

/** The screen that is open. */
export const screenNow = computed(() => screenAt(screens, part.path.value, may));

/** Goes into a room by its door. */
export function enter({ path, door }: Screen): void {
  open(path, door?.() ?? null);
}

/** What goes on while the desk is open: what features follow, below it what the open screen keeps. Returns how to end all of it. */
export function openDesk(): () => void {
  const stops = features.map((one) => one.follow?.());
  stops.push(
    effect(() => {
      const { open: openScreen } = screenNow.value;
      return untracked(() => openScreen?.());
    }),
  );
  return () => stops.forEach((stop) => stop?.());
}
