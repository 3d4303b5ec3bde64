import type { SettingInForce } from '../../shared/settingChanges.ts';
import { settings, type SettingKey, type SettingValue, type SettingValues } from '../../shared/settings.ts';
import { count } from '../format.ts';
import { language } from '../ui/words.ts';
import { words } from './words.ts';

/** A value of a setting as the reader writes it. */
export function valueText(key: SettingKey, value: unknown): string {
  const write = writers[key as 'workHours'] as ((value: never) => string) | undefined;
  if (write) return write(value as never);
  const shown = count(value as number, language.value);
  const { unit } = settings[key];
  return unit === null ? shown : words.value.rules.withUnit[unit](shown);
}

/** Those that are no number. */
const writers = {
  workHours: ({ from, to }) => `${from}–${to}`,
  lunch: (lunch) => (lunch === null ? words.value.rules.none : words.value.rules.lunchText(lunch)),
  visitsByGrade: (byGrade) => gradesText(byGrade),
  baseMap: (map) => (map.kind === 'url' ? map.url : words.value.rules.mapKinds[map.kind]),
  logsDue: (due) => words.value.rules.logs.text(due),
  secondFactor: (who) => words.value.rules.secondFactors[who],
  carrierAsking: (which) => words.value.rules.carrierAskings[which],
  recording: (rule) => words.value.settings.recordings[rule],
} satisfies { [K in SettingKey]?: (value: SettingValues[K]) => string };

export type WrittenKey = keyof typeof writers;

/** `A 4 · B 2`: as short as a person writes it. */
export function gradesText(byGrade: Record<string, number>): string {
  return Object.entries(byGrade)
    .map(([grade, visits]) => `${grade} ${visits}`)
    .join(' · ');
}

/** Where a value comes from. */
export function originText({ origin, value: _ }: Pick<SettingInForce, 'origin'> & { value?: SettingValue }): string {
  const w = words.value.rules;
  if (origin.source === 'builtIn') return w.builtIn;
  if (origin.source === 'environment') return w.environment(origin.variable);
  return w.saidFrom[origin.source](origin.fromDay);
}
