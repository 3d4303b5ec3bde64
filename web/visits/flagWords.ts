// Pure: a flag's own numbers as a person reads them: the unit stands at the end of each name.
import { FlagNumbers, type SaidFlag } from '../../shared/flags.ts';
import { flagSentence } from './flagSentences.ts';
import type { Words } from './words.ts';
import type { FlagNumber } from './words.ts';
import type { FlagSign } from './words.ts';
import { clockSeconds, count, duration, metres, type Language } from '../format.ts';

/** A flag's numbers as a sentence; of a rule that wrote it otherwise, one number after the other. */
export function flagText(said: SaidFlag, w: Words, l: Language, zone: string | undefined): string {
  const known = FlagNumbers.safeParse(said);
  if (known.success) return flagSentence(known.data, l, zone);
  const { flag: _, ...numbers } = said;
  return flagNumbers(numbers, w, l, zone);
}

/** `stay 40 s · required 3 min`. A name from a newer server is shown as it is. */
export function flagNumbers(numbers: Record<string, unknown>, w: Words, l: Language, zone: string | undefined): string {
  return Object.entries(numbers)
    .map(([name, value]) => {
      const known = Object.hasOwn(w.case.number, name) ? w.case.number[name as FlagNumber] : name;
      return `${known} ${valueWords(name, value, w, l, zone)}`;
    })
    .join(' · ');
}

function valueWords(name: string, value: unknown, w: Words, l: Language, zone: string | undefined): string {
  if (typeof value === 'boolean') return value ? w.visits.yes : w.visits.no;
  if (typeof value === 'string') {
    if (name.endsWith('At') && !Number.isNaN(Date.parse(value))) return clockSeconds(value, l, zone);
    return Object.hasOwn(w.case.sign, value) ? w.case.sign[value as FlagSign] : value;
  }
  if (typeof value !== 'number') return String(value);
  if (/Mps$/.test(name)) return `${count(Math.round(value * 36) / 10, l)} km/h`;
  if (/M$/.test(name)) return value < 10 ? `${count(Math.round(value * 100) / 100, l)} m` : metres(value, l);
  if (/S$/.test(name)) return duration(value, l);
  return count(value, l);
}
