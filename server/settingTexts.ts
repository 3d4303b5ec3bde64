// Pure: settings that the environment writes as one text.
import type { LunchBreak, VisitsByGrade } from '../shared/settingValues.ts';

/** `11:30-13:00/60`, or `none`. */
export function lunchOf(text: string): LunchBreak {
  return text === 'none' ? null : { from: text.slice(0, 5), to: text.slice(6, 11), minutes: Number(text.slice(12)) };
}

/** `A:4,B:2,C:1`, or `none`. */
export function byGrade(text: string): VisitsByGrade {
  if (text === 'none') return {};
  const pairs = text.split(',').map((pair) => pair.split(':') as [string, string]);
  return Object.fromEntries(pairs.map(([grade, visits]) => [grade.trim(), Number(visits)]));
}
