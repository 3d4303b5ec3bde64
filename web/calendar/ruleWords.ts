// Pure: a retailer's rule and a miss's cure as people say them.
import type { Cure } from '../../shared/calendar.ts';
import type { VisitRule } from '../../shared/calendars.ts';
import { count, dayName, localeOf, type Language } from '../format.ts';
import type { words } from './words.ts';

type Words = typeof words.value.cal;
type Weekday = keyof Words['weekdays'];

export function weekdayWord(weekday: number, w: Words): string {
  return w.weekdays[weekday as Weekday];
}

export function ruleSentence({ style, weekdays, everyWeeks, frequency }: VisitRule, w: Words, l: Language): string {
  if (style === 'spread') return w.spread(count(frequency, l));
  const listed = new Intl.ListFormat(localeOf[l], { type: 'conjunction' });
  return w.rule(everyWeeks, listed.format(weekdays.map((weekday) => weekdayWord(weekday, w))));
}

export function cureSentence(cure: Cure, w: Words, l: Language): string {
  switch (cure.kind) {
    case 'setFrequency':
      return w.cure.setFrequency;
    case 'visitAtMost':
      return w.cure.visitAtMost(count(cure.frequency, l));
    case 'openOn':
      return w.cure.openOn(weekdayWord(cure.weekday, w));
    case 'unpin':
      return w.cure.unpin(dayName(cure.day, l));
    case 'visitOn':
      return w.cure.visitOn(dayName(cure.day, l));
    case 'longerDay':
      return w.cure.longerDay(dayName(cure.day, l), count(cure.minutes, l));
  }
}

/** Minutes as hours with one digit. */
export function hours(minutes: number, l: Language): string {
  return count(Math.round(minutes / 6) / 10, l);
}

/** Kilometres to a tenth. */
export function kilometres(km: number, l: Language): string {
  return `${count(Math.round(km * 10) / 10, l)} ${l === 'zh' ? '公里' : 'km'}`;
}
