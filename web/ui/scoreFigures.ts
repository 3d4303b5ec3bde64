// Pure: how points and lines are written.
import { metricOf } from '../../shared/metrics.ts';
import { CORRECTION_KEY } from '../../shared/score.ts';
import { itemsOf, type ScoreItem, type ScoreScheme } from '../../shared/scoreScheme.ts';
import type { StandingLine } from '../../shared/scores.ts';
import { count, duration, type Language } from '../format.ts';

/** What is said of one thing beside another. */
export const sentence = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ');

/** Hundredths as points, always with both places: the sheet adds up in front of everybody. */
export const pointsText = (hundredths: number): string => (hundredths / 100).toFixed(2);

export const worthOf = ({ points, corrected }: StandingLine): number => corrected ?? points;

type Label = ScoreItem['label'];
export const labelText = ({ zh, en }: Label, l: Language): string => (l === 'zh' ? (zh ?? en) : (en ?? zh)) ?? '';

export function itemNamed(scheme: ScoreScheme | undefined, itemKey: string): ScoreItem | undefined {
  return scheme && itemsOf(scheme).find(({ key }) => key === itemKey);
}

/** What an item is called; `correction` is the name of what is no item. */
export function itemName(scheme: ScoreScheme | undefined, itemKey: string, correction: string, l: Language): string {
  const item = itemNamed(scheme, itemKey);
  return item ? labelText(item.label, l) : itemKey === CORRECTION_KEY ? correction : itemKey;
}

/** The number of a line: 180 / 186, a figure, a time. */
export function countedText(item: ScoreItem | undefined, { num, den }: StandingLine, l: Language): string {
  const isTime = item?.source === 'metric' && metricOf(item.metric).of === 'day';
  const say = (value: number): string => (isTime ? duration(value, l) : count(value, l));
  return den === 0 ? say(num) : `${say(num)} / ${say(den)}`;
}
