import type { Language } from '../../format.ts';
import { language } from '../words.ts';
import { nowMs } from '../../clock.ts';
import { me, zone } from '../me.ts';

/** In which words, language and zone something is written. */
export interface SpeechIn<Words> {
  w: Words;
  l: Language;
  zone: string | undefined;
}

/** Whose paper it is, by whom and when. */
export interface Filed {
  orgName: string;
  by: string;
  /** When it is printed or saved, ISO. */
  at: string;
}

export function speechNow<Words>(w: Words): SpeechIn<Words> {
  return { w, l: language.value, zone: zone.value };
}

export function filedNow(): Filed {
  return { orgName: me.value?.org.name ?? '', by: me.value?.person.name ?? '', at: new Date(nowMs()).toISOString() };
}
