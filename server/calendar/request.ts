// Pure: a rep's retailers, days and settings as the search takes them, and what it found as a draft.
import type { CalendarReply, CalendarRequest } from '../../shared/calendar.ts';
import type {
  CalendarMeasures,
  CalendarVisit,
  DayLoad,
  RepDay,
  StoredMiss,
  VisitRule,
} from '../../shared/calendars.ts';
import { clockOf, secondsOf, spansOf } from '../../shared/clock.ts';
import { frequencyOf, type DueSettings } from '../../shared/due.ts';
import type { LngLat } from '../../shared/geo.ts';
import { own } from '../../shared/own.ts';
import type { DayFrame } from '../../shared/plans.ts';
import { addDays } from './rep/horizon.ts';
import { shiftOf } from './repDays.ts';
import { daysByRule, followsRule, ruleOf } from './ruleOf.ts';

/** What a calendar was made with, kept for the next one and for whoever asks. */
export interface MadeWith {
  tolerance: number;
  spacingTolerance: number;
  seconds: number;
  style: 'weekday' | 'spread';
  changeMinutes: number | null;
  fresh: boolean;
}

/** What a calendar is made from, of a retailer, as it is on the calendar's first day. */
export interface ToVisit {
  retailerId: string;
  code: string;
  position: LngLat;
  roadCondition: 'good' | 'fair' | 'poor' | null;
  minutesPerVisit: number | null;
  grade: string | null;
  visitsPerMonth: number | null;
  openingHours: string | null;
  keyHours: string | null;
  /** The last visit before the first day: made and not judged invalid, or published to be made. */
  lastVisit: string | null;
}

export interface Ways {
  n: number;
  travelS: Float64Array;
  travelM: Float64Array;
}

/** What was published for the calendar's days, or goes on by its rule. */
export interface Published {
  toDay: string;
  visits: readonly Pick<CalendarVisit, 'retailerId' | 'day' | 'pinned'>[];
  rules: readonly (VisitRule & { retailerId: string })[];
}

export interface Given {
  days: readonly RepDay[];
  frames: ReadonlyMap<string, DayFrame>;
  retailers: readonly ToVisit[];
  due: DueSettings;
  visitMinutes: number;
  ways: Ways;
  settings: MadeWith;
  published: Published | null;
  /** Of drafts and of what is published, by retailer. */
  pins: ReadonlyMap<string, readonly string[]>;
}

/** A way that does not exist takes longer than any day: whoever needs it is told to be missed. */
const NO_WAY_MIN = 10_000;
const MOST_WINDOWS = 12;
const DAY_S = 86_400;

export function requestOf(given: Given): CalendarRequest {
  const { days, frames, retailers, settings } = given;
  const worked = days.filter(({ isWorked }) => isWorked);
  const row = (cells: Float64Array, i: number, by: number, most: number): number[] =>
    retailers.map((_, j) => (i === j ? 0 : Math.min(most, cells[i * given.ways.n + j]! / by)));
  return {
    days: worked.map((day) => shiftOf(day, frames.get(day.day)!)),
    absences: worked.flatMap(({ day, absence, part }) =>
      absence && part === 'day' ? [{ from: day, to: day, kind: absence }] : [],
    ),
    base: null,
    retailers: retailers.map((one) => ({
      code: one.code,
      position: one.position,
      frequency: frequencyOf(one, given.due),
      minutes: one.minutesPerVisit ?? given.visitMinutes,
      style: settings.style,
      windows: windowsOf(one),
      ...(one.lastVisit !== null && { lastVisit: one.lastVisit }),
      pins: [...(given.pins.get(one.retailerId) ?? [])],
    })),
    travel: {
      minutes: retailers.map((_, i) => row(given.ways.travelS, i, 60, NO_WAY_MIN)),
      km: retailers.map((_, i) => row(given.ways.travelM, i, 1_000, NO_WAY_MIN)),
    },
    settings: {
      tolerance: settings.tolerance,
      spacingTolerance: settings.spacingTolerance,
      speedKmh: 25,
      detourFactor: 1,
      changeMinutes: settings.changeMinutes,
    },
    published: settings.fresh || !given.published ? {} : publishedOf(given, given.published),
  };
}

/** Key hours, where they are known, else opening hours. */
function windowsOf({ keyHours, openingHours }: ToVisit): { from: string; to: string }[] {
  const hours = keyHours ?? openingHours;
  if (hours === null) return [];
  return spansOf(hours)
    .slice(0, MOST_WINDOWS)
    .map(({ fromS, toS }) => ({ from: clockOf(fromS), to: clockOf(Math.min(toS, DAY_S)) }));
}

/** Days as published, and after those the days of the rule: what is not yet published goes on as it was. */
function publishedOf({ retailers, days }: Given, { toDay, visits, rules }: Published): Record<string, string[]> {
  const [first, last] = [days[0]!.day, days[days.length - 1]!.day];
  const codes = new Map(retailers.map(({ retailerId, code }) => [retailerId, code]));
  const known = new Map<string, string[]>();
  const add = (code: string, days: readonly string[]): void =>
    void known.set(code, [...(known.get(code) ?? []), ...days]);
  for (const { retailerId, day } of visits) {
    const code = codes.get(retailerId);
    if (code !== undefined && first <= day && day <= last) add(code, [day]);
  }
  const goesOn = toDay < first ? first : addDays(toDay, 1);
  for (const rule of rules) {
    const code = codes.get(rule.retailerId);
    const after = code === undefined ? [] : daysByRule(rule, goesOn, last);
    if (after.length > 0) add(code!, after);
  }
  return Object.fromEntries(known);
}

export interface Found {
  measures: CalendarMeasures;
  rules: (VisitRule & { retailerId: string })[];
  visits: CalendarVisit[];
  misses: StoredMiss[];
}

/** What the search found, with the rule of each retailer and the work of each day. */
export function foundOf({ retailers, due, settings, pins }: Given, request: CalendarRequest, reply: Reply): Found {
  const at = new Map(retailers.map(({ code }, i) => [code, i]));
  const rules = retailers.flatMap((one) => {
    const days = own(reply.assignment, one.code) ?? [];
    return days.length === 0
      ? []
      : [{ retailerId: one.retailerId, ...ruleOf(frequencyOf(one, due), settings.style, days) }];
  });
  const ruleBy = new Map(rules.map((rule) => [rule.retailerId, rule]));
  const visits = reply.routes.flatMap((codes, d) =>
    codes.map((code, k): CalendarVisit => {
      const { retailerId } = retailers[at.get(code)!]!;
      const { day } = request.days[d]!;
      const isRegular = followsRule(ruleBy.get(retailerId)!, day);
      const pinned = pins.get(retailerId)?.includes(day) ?? false;
      return { retailerId, day, stopNo: k + 1, why: isRegular ? 'pattern' : pinned ? 'byHand' : 'moved', pinned };
    }),
  );
  const idOf = (code: string): string => retailers[at.get(code)!]!.retailerId;
  return {
    rules,
    visits,
    misses: reply.missed.map(({ retailer, ...miss }) => ({ retailerId: idOf(retailer), ...miss })),
    measures: {
      km: reply.km,
      worstDayOverMean: reply.worstDayOverMean,
      gapsOut: reply.gapsOut,
      lowerBoundKm: reply.lowerBoundKm,
      days: reply.routes.map((codes, d) =>
        loadOf(
          request,
          d,
          codes.map((code) => at.get(code)!),
        ),
      ),
    },
  };
}
type Reply = Omit<CalendarReply, 'cpuMs'>;

/** What a day comes to that is driven in this order, of the request's retailers by number. */
function loadOf({ days, absences, retailers, travel }: CalendarRequest, d: number, order: readonly number[]): DayLoad {
  const { day, from, to } = days[d]!;
  const isAway = absences.some((one) => one.from <= day && day <= one.to);
  const along = (cells: readonly (readonly number[])[]): number =>
    order.slice(1).reduce((sum, j, k) => sum + cells[order[k]!]![j]!, 0);
  const service = order.reduce((sum, i) => sum + retailers[i]!.minutes, 0);
  return {
    day,
    stops: order.length,
    workMin: service + along(travel!.minutes),
    holdsMin: isAway ? 0 : (secondsOf(to) - secondsOf(from)) / 60,
    km: along(travel!.km),
  };
}
