// Pure: a day gone by of a made-up rep: the plan, and what the phone would have told. The same seed gives the same day.
import { distanceM, type LngLat } from '../../shared/geo.ts';
import type { PastPlan, PastVisit } from '../../shared/past.ts';
import { createRandom, type Random } from '../../shared/random.ts';
import { makeRound, type Act, type DemoStop } from './script.ts';

const STOPS = 22;
const MINUTE_MS = 60_000;
/** Of visits: the phone was offline until the day after next, where that is over. */
const LATE_SHARE = 0.02;
const LATE_MS = 40 * 60 * MINUTE_MS;

export interface DayOf {
  repId: string;
  unitId: string;
  login: string;
  retailers: readonly { retailerId: string; position: LngLat }[];
}

/** What one rep does better than another: so that there is something to see in a league. */
interface Habits {
  /** Of planned stops, how many are visited. */
  keeps: number;
  /** How often something goes wrong, times what is usual. */
  faults: number;
  minutes: number;
}

function habitsOf(login: string): Habits {
  const random = createRandom(Number(login.replace(/\D/g, '')) * 7 + 3);
  return { keeps: 0.8 + 0.19 * random.next(), faults: 0.4 + 1.8 * random.next(), minutes: 4 + random.int(8) };
}

/** @param startMs when the rep sets out; `number`: how many working days ago, which says which part of the territory is visited */
export function makePastDay(
  rep: DayOf,
  { day, number, startMs, newId }: { day: string; number: number; startMs: number; newId: () => string },
): { plan: PastPlan; visits: PastVisit[] } {
  const random = createRandom(Number(day.replaceAll('-', '')) * 100 + Number(rep.login.replace(/\D/g, '')));
  const { keeps, faults, minutes } = habitsOf(rep.login);
  const planned = partOf(rep.retailers, number);
  const kept = planned.filter(() => random.next() < keeps);
  const others = partOf(rep.retailers, number + 1).slice(0, random.next() < 0.4 ? 1 : 0);
  const stops = [...kept, ...others].map((one): DemoStop => ({ ...one, minutes: minutes + random.int(5) }));
  const acts = stops.length === 0 ? [] : makeRound(stops, stops[0]!.position, startMs, random.int(1e9), faults);
  const { repId, unitId, login } = rep;
  const plan = {
    repId,
    unitId,
    day,
    retailerIds: planned.map(({ retailerId }) => retailerId),
    lengthM: lengthOf(planned),
  };
  const told = { repId, unitId, day, deviceId: `demo-${login}` };
  return { plan, visits: visitsOf(acts, told, { random, newId, lateShare: number < 3 ? 0 : LATE_SHARE }) };
}

/** The next neighbourhood each day: shops in stripes from south to north, and once round in about nine days. */
function partOf(retailers: DayOf['retailers'], number: number): DayOf['retailers'] {
  const stripe = ({ position }: { position: LngLat }) => Math.round(position.lat * 150);
  const ordered = [...retailers].sort(
    (a, b) => stripe(a) - stripe(b) || (stripe(a) % 2 === 0 ? 1 : -1) * (a.position.lng - b.position.lng),
  );
  const parts = Math.max(1, Math.ceil(ordered.length / STOPS));
  const part = number % parts;
  return ordered.slice(part * STOPS, (part + 1) * STOPS);
}

function lengthOf(stops: DayOf['retailers']): number {
  return stops.slice(1).reduce((sum, { position }, k) => sum + distanceM(stops[k]!.position, position), 0);
}

function visitsOf(
  acts: readonly Act[],
  told: Pick<PastVisit, 'repId' | 'unitId' | 'day' | 'deviceId'>,
  { random, newId, lateShare }: { random: Random; newId: () => string; lateShare: number },
): PastVisit[] {
  const presses = acts.filter((act) => act.kind !== 'fix');
  return presses.flatMap((start, k) => {
    const end = presses[k + 1];
    if (start.kind !== 'start' || end?.kind !== 'end') return [];
    const delayMs = random.next() < lateShare ? LATE_MS : 2_000;
    const press = ({ atMs, fix }: Act) => ({
      ...fix,
      pressedAt: new Date(atMs).toISOString(),
      receivedAt: new Date(atMs + delayMs).toISOString(),
    });
    return [{ ...told, visitId: newId(), retailerId: start.retailerId, start: press(start), end: press(end) }];
  });
}
