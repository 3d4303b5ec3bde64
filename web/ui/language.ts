import { effect } from '@preact/signals';
import type { Language } from '../format.ts';
import { language } from './words.ts';
import { remember, remembered } from './remember.ts';

const KEPT = 'rounds.language';

/** Kept from last time, else the browser's first language that we speak. */
function firstLanguage(): Language {
  const kept = remembered(KEPT);
  if (kept === 'en' || kept === 'zh') return kept;
  const spoken = navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag));
  return spoken?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Before anything is drawn. */
export function startLanguage(): void {
  language.value = firstLanguage();
  effect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  });
}

export function chooseLanguage(chosen: Language): void {
  remember(KEPT, chosen);
  language.value = chosen;
}
