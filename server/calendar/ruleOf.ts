// Pure: the rule that people say ("every other Tuesday") of a retailer's days, and the days of a rule.
import type { VisitRule } from '../../shared/calendars.ts';
import { addDays, weekdayOf, weekOf } from './rep/horizon.ts';

/** The rule that most of its days follow; what a holiday or leave moved is an exception and changes no rule. */
export function ruleOf(frequency: number, style: VisitRule['style'], days: readonly string[]): VisitRule {
  const perWeek = frequency / 4;
  const everyWeeks = 4 / frequency;
  const isWeekly = Number.isInteger(perWeek);
  const isEvery = Math.abs(everyWeeks - Math.round(everyWeeks)) < 1e-6;
  if (style === 'spread' || (!isWeekly && !isEvery))
    return { frequency, style: 'spread', weekdays: [], everyWeeks: 1, phase: 0 };
  const every = isWeekly ? 1 : Math.round(everyWeeks);
  const weekdays = mostCommon(days.map(weekdayOf)).slice(0, isWeekly ? perWeek : 1);
  const regular = days.filter((day) => weekdays.includes(weekdayOf(day)));
  const phase = mostCommon(regular.map((day) => weekOf(day) % every))[0] ?? 0;
  return { frequency, style, weekdays: weekdays.sort((a, b) => a - b), everyWeeks: every, phase };
}

export function followsRule({ style, weekdays, everyWeeks, phase }: VisitRule, day: string): boolean {
  return style === 'spread' || (weekdays.includes(weekdayOf(day)) && weekOf(day) % everyWeeks === phase);
}

/** The days of a rule of weekdays; even gaps have none that are known beforehand. */
export function daysByRule(rule: VisitRule, from: string, to: string): string[] {
  const days: string[] = [];
  if (rule.style === 'spread') return days;
  for (let day = from; day <= to; day = addDays(day, 1)) if (followsRule(rule, day)) days.push(day);
  return days;
}

/** The most frequent first; of equally frequent ones the least. */
function mostCommon(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || a - b);
}
