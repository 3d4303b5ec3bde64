// Pure: how a figure is written: its value, what it is of, and what its group is called.
import { metricOf, type Cut, type Metric, type MetricId } from '../../shared/metrics.ts';
import { FEW } from '../../shared/rates.ts';
import { UNKNOWN_KEY, type Group } from '../../shared/reports.ts';
import { count, dayName, duration, monthName, tenths, type Language } from '../format.ts';
import { kindOf, type Period } from './period.ts';
import type { words } from './words.ts';

export interface Speech {
  w: typeof words.value;
  l: Language;
}

/** A value as its metric says it: a share, a time, a count. */
export function valueText({ form }: Metric, value: number, l: Language): string {
  if (form === 'count') return count(Math.round(value), l);
  return form === 'median' ? duration(value * 60, l) : tenths(value, l);
}

/** What stands above or below, as its metric says it: time in shops is no number of things. */
export function amountText({ of }: Metric, amount: number, l: Language): string {
  return of === 'day' ? duration(amount, l) : count(Math.round(amount), l);
}

/** What a group is called. */
export function groupName(by: Cut | null, { key, name }: Pick<Group, 'key' | 'name'>, { w, l }: Speech): string {
  if (key === UNKNOWN_KEY) return w.report.notKnown;
  if (by === 'day') return dayName(key, l);
  if (by === 'week') return w.report.weekOf(dayName(key, l));
  if (by === 'month') return monthName(key, l);
  if (by === 'weekday') return w.report.weekdays[Number(key) as 1];
  if (by === 'setting' && (key === 'urban' || key === 'rural')) return w.report.setting[key];
  return name ?? key;
}

/** A few words for a label below a chart: days without their weekday. */
export function shortName(by: Cut | null, group: Pick<Group, 'key' | 'name'>, speech: Speech): string {
  if (by !== 'day' && by !== 'week') return groupName(by, group, speech);
  return `${Number(group.key.slice(5, 7))}/${Number(group.key.slice(8))}`;
}

export function periodText(period: Period, { w, l }: Speech): string {
  if (kindOf(period) === 'month') return monthName(period.from.slice(0, 7), l);
  return w.report.span(dayName(period.from, l), dayName(period.to, l));
}

/** Too few to tell: shown hollow and without a place of its own. */
export const isFew = ({ den }: Pick<Group, 'den'>, { form }: Metric): boolean => form === 'rate' && den < FEW;

/** What the line of a group shows: as it compares with its peers, else as it is. */
export function intervalOf({ compared, value, low, high }: Group): Pick<Group, 'value' | 'low' | 'high'> {
  return compared ?? { value, low, high };
}

/** The part of a number's rows that its value stands for. */
export const mainPart = (metric: MetricId): 'num' | 'den' => (metricOf(metric).form === 'median' ? 'den' : 'num');

/** Between which places someone stands. */
export function placeText({ from, to }: NonNullable<Group['place']>, { w, l }: Speech): string {
  return from === to ? w.report.exactly(count(from, l)) : w.report.between(count(from, l), count(to, l));
}
