// Pure: a rep's day on paper: the plan in order, its picture, and after the day what became of each stop.
import { clockOf } from '../../shared/clock.ts';
import { distanceM, type LngLat } from '../../shared/geo.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import { clock, count, dayName, dateTime, duration, metres } from '../format.ts';
import type { Filed } from '../ui/print/speech.ts';
import type { Speech } from './words.ts';
import type { StopOnPaper } from '../ui/parts.ts';
import { e, facts, paperTable, sheetHead, type PaperColumn, type Sheet } from '../ui/print/html.ts';
import { drawn } from '../ui/print/picture.ts';

export interface DayOnPaper {
  repName: string;
  unitName: string;
  day: string;
  /** The day is over, or it is today: stops without a visit are missed, or still to come. */
  isOver: boolean;
  stops: readonly StopOnPaper[];
  /** Of the rep on that day, in any order. */
  visits: readonly VisitSummary[];
  lengthM: number;
  start?: LngLat | null;
  end?: LngLat | null;
  /** Seconds since midnight, and how long: where it is known. */
  finishS?: number;
}

export function daySheet(day: DayOnPaper, speech: Speech, filed: Filed): Sheet {
  const { w, l, zone } = speech;
  const p = w.sheets;
  const visitOf = new Map(
    [...day.visits].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1)).map((visit) => [visit.retailerId, visit]),
  );
  const made = day.stops.filter((stop) => visitOf.has(stop.retailerId)).length;
  const extra = day.visits.filter((visit) => !day.stops.some((stop) => stop.retailerId === visit.retailerId));
  const title = `${day.repName} · ${dayName(day.day, l)}`;
  const path = [
    ...(day.start ? [day.start] : []),
    ...day.stops.map((stop) => stop.position),
    ...(day.end ? [day.end] : []),
  ];
  const picture = drawn(
    {
      places: day.stops.map((stop, k) => ({
        position: stop.position,
        label: `${k + 1}${signOf(visitOf.get(stop.retailerId))}`,
        isDone: visitOf.get(stop.retailerId)?.state === 'valid',
      })),
      way: path,
    },
    w.case.map,
    l,
  );
  const lines: [string, string][] = [
    [p.stops, count(day.stops.length, l)],
    ...(day.lengthM > 0 ? [[p.way, metres(day.lengthM, l)] as [string, string]] : []),
    ...(day.finishS ? [[p.finish, clockOf(day.finishS)] as [string, string]] : []),
    ...(day.visits.length > 0
      ? [[p.made, `${count(made, l)} / ${count(day.stops.length, l)}`] as [string, string]]
      : []),
  ];
  return {
    running: `${day.unitName} · ${title}`,
    html: [
      sheetHead(`${day.unitName} · ${day.visits.length > 0 ? p.dayDone : p.dayPlan}`, title, [
        w.case.printed(dateTime(filed.at, l, zone), filed.by),
        ...(zone ? [w.zone(zone)] : []),
      ]),
      facts(lines),
      `<figure>${picture}<figcaption>${e(made > 0 ? p.legendDone : p.legendPlan)}</figcaption></figure>`,
      stopsTable(day, visitOf, speech),
      extra.length > 0 ? `<h2>${e(w.rep.unplanned)}</h2>${extraTable(extra, speech)}` : '',
      `<footer class="paper-foot"><span>${e(w.case.signed)} ____________________</span><span>${e(w.case.date)} ______________</span></footer>`,
    ].join('\n'),
  };
}

/** Beside the number of a stop whose visit is not plainly valid. */
function signOf(visit: VisitSummary | undefined): string {
  return visit && visit.state !== 'valid' ? (signs[visit.state] ?? '') : '';
}

function stopsTable(day: DayOnPaper, visitOf: ReadonlyMap<string, VisitSummary>, { w, l, zone }: Speech): string {
  const p = w.sheets;
  const hasTimes = day.stops.some((stop) => typeof stop.arriveS === 'number');
  const hasVisits = day.visits.length > 0;
  const columns: PaperColumn[] = [
    { head: p.no, isFigure: true },
    ...(hasTimes ? [{ head: p.planned }] : []),
    { head: w.visits.retailer },
    { head: w.field.grade, isOptional: true },
    { head: w.field.contact, isOptional: true },
    { head: p.hours, isOptional: true },
    { head: w.field.address, isOptional: true },
    { head: p.leg, isFigure: true },
    ...(hasVisits
      ? [{ head: p.visited }, { head: w.visits.dwell, isFigure: true }, { head: w.visits.state }]
      : [{ head: p.done }, { head: p.notes }]),
  ];
  const rows = day.stops.map((stop, k) => {
    const visit = visitOf.get(stop.retailerId);
    const before = k === 0 ? day.start : day.stops[k - 1]!.position;
    const times =
      typeof stop.arriveS === 'number'
        ? [clockOf(stop.arriveS), ...(typeof stop.departS === 'number' ? [clockOf(stop.departS)] : [])].join('–')
        : '';
    return [
      String(k + 1),
      ...(hasTimes ? [times] : []),
      `${stop.name} ${stop.code}`,
      stop.grade ?? '',
      [stop.contact, stop.phone].filter(Boolean).join(' '),
      stop.hours ?? '',
      stop.address ?? '',
      before ? metres(distanceM(before, stop.position), l) : '',
      ...(hasVisits
        ? [
            visit ? span(visit, { w, l, zone }) : '',
            visit && visit.dwellS !== null ? duration(visit.dwellS, l) : '',
            outcome(visit, day.isOver, w),
          ]
        : ['☐', '_'.repeat(16)]),
    ];
  });
  return paperTable(columns, rows);
}

/** A sign beside the word, so that a glance down a grey column finds what went wrong. */
const signs: Record<string, string> = {
  valid: '✓',
  suspect: '?',
  invalid: '✕',
  unverifiable: '–',
  missed: '○',
  open: '…',
  waiting: '…',
};

function outcome(visit: VisitSummary | undefined, isOver: boolean, w: Speech['w']): string {
  const state = visit?.state ?? (isOver ? 'missed' : 'planned');
  return `${signs[state] ?? ''} ${w.state[state]}`.trim();
}

function span(visit: VisitSummary, { l, zone }: Pick<Speech, 'w' | 'l' | 'zone'>): string {
  return `${clock(visit.startedAt, l, zone)}–${visit.endedAt ? clock(visit.endedAt, l, zone) : ''}`;
}

function extraTable(visits: readonly VisitSummary[], speech: Speech): string {
  const { w, l } = speech;
  return paperTable(
    [
      { head: w.visits.retailer },
      { head: w.sheets.visited },
      { head: w.visits.dwell, isFigure: true },
      { head: w.visits.state },
    ],
    visits.map((visit) => [
      visit.retailerName,
      span(visit, speech),
      visit.dwellS === null ? '' : duration(visit.dwellS, l),
      outcome(visit, true, w),
    ]),
  );
}
