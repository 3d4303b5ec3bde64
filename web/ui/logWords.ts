import type { LogSpan, PhoneClock, Timeliness } from '../../shared/logDue.ts';
import type { LogChange, LogSums } from '../../shared/logFacts.ts';
import type { LogText, StopReason } from '../../shared/logs.ts';
import type { VisitState } from '../../shared/visits.ts';
import { clock, count, dateTime, dayName, dayOf, duration, metres, monthName, type Language } from '../format.ts';
import { wordsOf, type Said } from './words.ts';

/** What the rep's phone and the desk both say of work logs. */
export const logWords = wordsOf({
  log: {
    span: {
      day: { zh: '日报', en: 'Day' },
      week: { zh: '周报', en: 'Week' },
      month: { zh: '月报', en: 'Month' },
    } satisfies Said<LogSpan>,
    week: { zh: (day: string) => `${day}起的一周`, en: (day: string) => `Week of ${day}` },
    text: {
      done: { zh: '完成情况', en: 'Done' },
      problems: { zh: '问题', en: 'Problems' },
      wishes: { zh: '客户诉求', en: 'Retailers’ wishes' },
      tomorrow: { zh: '下一步计划', en: 'What comes next' },
    } satisfies Said<LogText>,
    stops: { zh: '未走访的计划点', en: 'Planned stops not made' },
    why: {
      shut: { zh: '店铺关门', en: 'Shut' },
      refused: { zh: '拒绝接待', en: 'Refused' },
      noTime: { zh: '时间不够', en: 'No time' },
      other: { zh: '其他', en: 'Other' },
    } satisfies Said<StopReason>,
    noWhy: { zh: '未填原因', en: 'no reason given' },
    timeliness: {
      inTime: { zh: '按时', en: 'in time' },
      saidInTime: { zh: '按时填写，联网后送达', en: 'written in time, came later' },
      late: { zh: '迟交', en: 'late' },
    } satisfies Said<Timeliness>,
    clock: {
      right: { zh: '', en: '' },
      ahead: { zh: '手机时间超前', en: 'the phone’s clock runs ahead' },
      behind: { zh: '手机时间落后', en: 'the phone’s clock runs behind' },
    } satisfies Said<PhoneClock>,
    due: { zh: (at: string) => `${at} 前提交`, en: (at: string) => `due ${at}` },
    planned: {
      zh: (kept: string, all: string) => `计划 ${all} 户，走访 ${kept} 户`,
      en: (kept: string, all: string) => `${kept} of ${all} planned stops`,
    },
    offPlan: { zh: (n: string) => `计划外 ${n} 户`, en: (n: string) => `${n} off plan` },
    worked: { zh: (time: string) => `工作 ${time}`, en: (time: string) => `worked ${time}` },
    driven: { zh: (way: string) => `路程约 ${way}`, en: (way: string) => `about ${way} on the way` },
    revision: { zh: (n: string) => `第 ${n} 版`, en: (n: string) => `revision ${n}` },
    read: {
      zh: (name: string, at: string) => `${name} ${at} 已阅`,
      en: (name: string, at: string) => `read by ${name}, ${at}`,
    },
    comment: { zh: (name: string) => `${name} 批注`, en: (name: string) => `${name} comments` },
    return: { zh: (name: string) => `${name} 退回`, en: (name: string) => `${name} returned it` },
    change: {
      visit: {
        zh: (name: string, from: string, to: string) => `${name}：${from} → ${to}`,
        en: (name: string, from: string, to: string) => `${name}: ${from} → ${to}`,
      },
      absent: { zh: '无', en: 'none' },
      missing: { zh: (name: string) => `${name}：现为未走访`, en: (name: string) => `${name}: counts as not made now` },
      made: { zh: (name: string) => `${name}：不再缺访`, en: (name: string) => `${name}: no longer missing` },
      driven: {
        zh: (from: string, to: string) => `路程 ${from} → ${to}`,
        en: (from: string, to: string) => `way ${from} → ${to}`,
      },
      worked: {
        zh: (from: string, to: string) => `工时 ${from} → ${to}`,
        en: (from: string, to: string) => `hours ${from} → ${to}`,
      },
      day: { zh: (day: string) => `${day}的数据有变化`, en: (day: string) => `the figures of ${day} are others` },
    },
  },
});

/** What a log speaks of. */
export function spanName({ span, fromDay }: { span: LogSpan; fromDay: string }, l: Language): string {
  const w = logWords.value.log;
  if (span === 'day') return dayName(fromDay, l);
  return span === 'month' ? monthName(fromDay.slice(0, 7), l) : w.week(dayName(fromDay, l));
}

/** Which log it is: of the day, the week, the month; an English week's name says so itself. */
export function logName(of: { span: LogSpan; fromDay: string }, l: Language): string {
  const name = spanName(of, l);
  return of.span === 'week' && l === 'en' ? name : `${logWords.value.log.span[of.span]} ${name}`;
}

/** When it is due; midnight is said as the end of its day. */
export function dueText(dueAt: string, l: Language, zone: string | undefined): string {
  if (clock(dueAt, 'en', zone) !== '00:00') return dateTime(dueAt, l, zone);
  return dayName(dayOf(new Date(Date.parse(dueAt) - 1_000), zone), l);
}

/** A change of a fact since its log was sent, as a person says it. */
export function changeText(change: LogChange, l: Language): string {
  const { log, state } = logWords.value;
  const w = log.change;
  const stateOf = (one: VisitState | null) => (one === null ? w.absent : state[one]);
  switch (change.what) {
    case 'visit':
      return w.visit(change.name, stateOf(change.from), stateOf(change.to));
    case 'stop':
      return (change.isMissing ? w.missing : w.made)(change.name);
    case 'driven':
      return w.driven(metres(change.from, l), metres(change.to, l));
    case 'worked':
      return w.worked(duration(change.from, l), duration(change.to, l));
    case 'day':
      return w.day(dayName(change.day, l));
  }
}

/** The sums as one line: stops, off plan, kilometres, hours; what is not known is left out. */
export function sumsText(sums: LogSums, l: Language): string {
  const w = logWords.value.log;
  return [
    sums.planned > 0 && w.planned(count(sums.planned - sums.missing, l), count(sums.planned, l)),
    sums.offPlan > 0 && w.offPlan(count(sums.offPlan, l)),
    sums.drivenM !== null && w.driven(metres(sums.drivenM, l)),
    sums.workedS !== null && w.worked(duration(sums.workedS, l)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Visits by state: `到位 20 · 存疑 1`. */
export function statesText(sums: LogSums, l: Language): string {
  const { state } = logWords.value;
  const counted = (['valid', 'suspect', 'invalid', 'unverifiable', 'waiting'] as const).filter((one) => sums[one] > 0);
  return counted.map((one) => `${state[one]} ${count(sums[one], l)}`).join(' · ');
}
