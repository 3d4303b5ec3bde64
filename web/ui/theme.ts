import { effect, signal } from '@preact/signals';
import { remember, remembered } from './remember.ts';

export type Theme = 'auto' | 'light' | 'dark';
const KEPT = 'rounds.theme';
const kept = remembered(KEPT);

export const theme = signal<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto');
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(prefersDark.matches);
prefersDark.addEventListener('change', (event) => (systemIsDark.value = event.matches));

/** Whether the page is dark now: canvas layers, which CSS does not reach, are drawn again when it changes. */
export const isDark = signal(false);

export function chooseTheme(chosen: Theme): void {
  remember(KEPT, chosen);
  theme.value = chosen;
}

effect(() => {
  const dark = theme.value === 'dark' || (theme.value === 'auto' && systemIsDark.value);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  isDark.value = dark;
});

export const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
