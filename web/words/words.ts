import { computed, effect, signal } from '@preact/signals';
import type { Language } from '../format.ts';
import { en, type Words } from './en.ts';
import { zh } from './zh.ts';

const KEPT = 'rounds.language';

/** Kept from last time, else the browser's first language that we speak. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'en' || kept === 'zh') return kept;
  const spoken = navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag));
  return spoken?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export const language = signal<Language>(firstLanguage());

/** The sentences of the chosen language: a component that reads them is drawn again when it changes. */
export const words = computed<Words>(() => (language.value === 'zh' ? zh : en));

export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(KEPT, chosen);
  language.value = chosen;
}

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
});
