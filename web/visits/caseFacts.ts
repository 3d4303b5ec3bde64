// Pure: what a case shows, as lines of name and value: the panel and the printed page say the same.
import type { LngLat } from '../../shared/geo.ts';
import type { StoredPress, VisitDetail } from '../../shared/visits.ts';
import { clockSeconds, count, dateTime, dayName, degrees, duration, metres, percent } from '../format.ts';
import type { Words } from './words.ts';
import type { Speech } from './words.ts';
import { readAnswer, type Answer } from './answer.ts';

export type Line = [name: string, value: string];

export function latestAnswer(visit: VisitDetail): Answer | null {
  return readAnswer(visit.verdicts.at(-1)?.answer);
}

export function pressOf(visit: VisitDetail, kind: 'start' | 'end'): StoredPress | null {
  return visit.presses.find((press) => press.kind === kind) ?? null;
}

/** Who, where, when, how long. */
export function visitLines(visit: VisitDetail, { w, l }: Speech): Line[] {
  const required = latestAnswer(visit)?.requiredDwellS;
  const dwell = visit.dwellS === null ? '–' : duration(visit.dwellS, l);
  return [
    [w.visits.rep, visit.repName],
    [w.visits.retailer, visit.retailerName],
    [w.live.day, `${visit.day} · ${dayName(visit.day, l)}`],
    [w.visits.dwell, required ? `${dwell} · ${w.visits.required(duration(required, l))}` : dwell],
  ];
}

/** What the machine measured against, and what the whole of it came to. */
export function judgedLines(visit: VisitDetail, { w, l, zone }: Speech): Line[] {
  const answer = latestAnswer(visit);
  if (!answer) return [];
  const { track, together } = answer;
  return [
    [w.visits.radius, answer.thresholdM === null ? w.unknown : metres(answer.thresholdM, l)],
    [
      w.visits.coordinate,
      [
        answer.coordinate && w.trust[answer.coordinate],
        answer.retailerSigmaM !== null && `±${metres(answer.retailerSigmaM, l)}`,
      ]
        .filter(Boolean)
        .join(' · ') || w.unknown,
    ],
    ...(together
      ? [[w.case.together, `${metres(together.distanceM, l)} · ${percent(together.pStar, l)}`] as Line]
      : []),
    ...(track
      ? [
          [
            w.case.track,
            [
              w.case.trackWords(count(track.near, l), count(track.fixes, l), count(track.elsewhere, l)),
              track.nearS > 0 && w.case.nearFor(duration(track.nearS, l)),
            ]
              .filter(Boolean)
              .join(' · '),
          ] as Line,
        ]
      : []),
    [w.visits.rule, answer.rule ?? w.unknown],
    [w.visits.judged, dateTime(visit.verdicts.at(-1)!.judgedAt, l, zone)],
  ];
}

/** What each press said and what it proves: name, start, end. Rows that neither press says anything of are left out. */
export function pressRows(visit: VisitDetail, { w, l, zone }: Speech): [string, string | null, string | null][] {
  const answer = latestAnswer(visit);
  const [start, end] = [pressOf(visit, 'start'), pressOf(visit, 'end')];
  const metresOr = (value: number | null | undefined) => (typeof value === 'number' ? metres(value, l) : null);
  const percentOr = (value: number | null | undefined) => (typeof value === 'number' ? percent(value, l) : null);
  const rows: [string, (press: StoredPress, numbers: Answer['start']) => string | null][] = [
    [w.visits.pressed, (press) => clockSeconds(press.pressedAt, l, zone)],
    [w.visits.distance, (_, numbers) => metresOr(numbers?.distanceM)],
    [
      w.visits.accuracy,
      (press) =>
        press.position === null
          ? w.visits.noPosition
          : press.accuracyM === null
            ? w.unknown
            : `±${metres(press.accuracyM, l)}`,
    ],
    [w.visits.source, (press) => (press.source === null ? w.unknown : sourceWords(press.source, w))],
    [
      w.case.fix,
      (press, numbers) =>
        press.position === null ? null : numbers?.picked ? pickedWords(numbers.picked, w) : w.case.only,
    ],
    [w.visits.chance, (_, numbers) => percentOr(numbers?.pStar)],
    [w.visits.best, (_, numbers) => percentOr(numbers?.q)],
    [
      w.visits.fixAge,
      (press) =>
        press.fixAt === null
          ? null
          : duration(Math.max(0, (Date.parse(press.pressedAt) - Date.parse(press.fixAt)) / 1000), l),
    ],
    [w.visits.received, (press) => clockSeconds(press.receivedAt, l, zone)],
    [w.visits.position, (press) => press.position && degrees(press.position)],
    [w.visits.mock, (press) => (press.mock === null ? null : press.mock ? w.visits.yes : w.visits.no)],
    [w.visits.note, (press) => press.note],
  ];
  return rows
    .map(([name, read]): [string, string | null, string | null] => [
      name,
      start && read(start, answer?.start ?? null),
      end && read(end, answer?.end ?? null),
    ])
    .filter(([, a, b]) => a !== null || b !== null);
}

function sourceWords(source: string, w: Words): string {
  return Object.hasOwn(w.source, source) ? w.source[source as keyof typeof w.source] : source;
}

function pickedWords(picked: string, w: Words): string {
  return Object.hasOwn(w.case.picked, picked) ? w.case.picked[picked as keyof typeof w.case.picked] : picked;
}

/** Where the retailer was said to be, the present last. */
export function coordinateLines(visit: VisitDetail, { w, l, zone }: Speech): Line[] {
  return visit.coordinates.map(({ position, trust, untilAt, movedM }) => [
    untilAt === null ? w.case.now : w.case.until(dateTime(untilAt, l, zone)),
    [degrees(position), w.trust[trust], movedM > 0 && w.case.moved(metres(movedM, l))].filter(Boolean).join(' · '),
  ]);
}

/** Earlier coordinates worth drawing: nearer than a metre to the present one they are the same place. */
export function formerPlaces(visit: VisitDetail): LngLat[] {
  return visit.coordinates.filter((c) => c.untilAt !== null && c.movedM >= 1).map((c) => c.position);
}

export function noticeLines(visit: VisitDetail, { w, l, zone }: Speech): Line[] {
  return visit.notices.map(({ event, at }) => [clockSeconds(at, l, zone), w.case.notice[event]]);
}

export function ledgerLines(visit: VisitDetail, { w, l }: Speech): Line[] {
  return visit.ledger.map(({ kind, no, day, hash }) => {
    const what = Object.hasOwn(w.case.entry, kind) ? w.case.entry[kind as keyof typeof w.case.entry] : kind;
    return [w.case.ledgerEntry(what, count(no, l), day), hash];
  });
}
