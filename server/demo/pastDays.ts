import { randomUUID } from 'node:crypto';
import { dayAfter } from '../../shared/period.ts';
import { instant } from '../../shared/tables/table.ts';
import type { Database } from '../db.ts';
import type { Given } from '../given.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { makePastDay } from './pastDay.ts';
import { demoReps, isWaiting, pressedDays, type PastRep } from './pastStore.ts';

/** Three months behind the first day: reports have something to count. */
const DAYS = 91;
/** A day at a time, and the next one when it is judged: whoever looks at today waits for none of it. */
const REST_MS = 1_500;

type Past = Pick<Given, 'storePastVisits' | 'storePastPlans'>;

/** Gives the made-up organisation its past, the latest day first, until three months are there; goes on after a restart. */
export function startPast(db: Database, past: Past, log: Log, now: () => Date): Loop {
  let last: { orgId: number; day: string } | null = null;
  let isDone = false;
  return startLoop({
    everyMs: REST_MS,
    look: async () => {
      if (isDone || (last && (await isWaiting(db, last.orgId, last.day)))) return;
      const reps = await demoReps(db);
      if (reps.length === 0) return;
      const { orgId, timeZone } = reps[0]!;
      const today = instant(now().toISOString(), { zone: timeZone })!.slice(0, 10);
      const known = await pressedDays(db, orgId, dayAfter(today, -DAYS));
      if (!known.has(today)) return; // its people are still being made, or have not set out yet
      const days = workdaysBefore(today);
      const next = days.findIndex((day) => !known.has(day));
      isDone = next < 0;
      if (isDone) return;
      await storeDay(
        db,
        past,
        reps.filter((rep) => rep.orgId === orgId),
        { day: days[next]!, number: next },
      );
      last = { orgId, day: days[next]! };
      log.info({ day: last.day, days: next + 1, of: days.length }, 'a day of the demo’s past was made');
    },
    onError: (error) => log.error({ err: error }, 'the demo’s past could not be made; trying again'),
  });
}

/** Monday to Friday, the latest first. */
function workdaysBefore(today: string): string[] {
  return Array.from({ length: DAYS }, (_, k) => dayAfter(today, -1 - k)).filter(
    (day) => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()),
  );
}

async function storeDay(
  db: Database,
  past: Past,
  reps: readonly PastRep[],
  { day, number }: { day: string; number: number },
): Promise<void> {
  // half past eight in the demo's zone
  const startMs = Date.parse(`${day}T00:30:00Z`);
  const made = reps.map((rep) => makePastDay(rep, { day, number, startMs, newId: () => randomUUID() }));
  await db.transaction(async (tx) => {
    const { orgId } = reps[0]!;
    await past.storePastPlans(
      tx,
      orgId,
      made.map(({ plan }) => plan),
    );
    await past.storePastVisits(
      tx,
      orgId,
      made.flatMap(({ visits }) => visits),
    );
  });
}
