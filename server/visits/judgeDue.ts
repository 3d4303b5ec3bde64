import { createHash } from 'node:crypto';
import { settings } from '../../shared/settings.ts';
import type { Database, Queryable } from '../db.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { dueDays } from './dueStore.ts';
import { judge } from './judge.ts';
import {
  addVerdicts,
  dayJudged,
  distancesM,
  takeDay,
  visitsToJudge,
  type AfterVisit,
  type DueDay,
  type NewVerdict,
  type VisitToJudge,
} from './judgeStore.ts';
import { measureVisit, nextOf, pairsToMeasure } from './measureVisit.ts';
import { announceVisits, forgetOpenVisits } from './store.ts';

/** Presses wake the judge; this is for those that another process took. */
const LOOK_MS = 500;
/** Fixes come all the time and seldom change a verdict: their days are looked at less often. */
const LOOK_AT_FIXES_MS = 5_000;
const FORGET_MS = 10 * 60_000;
const DAYS_A_LOOK = 20;
/**
 * A rep makes about thirty visits a day. They are judged some at a time, each piece in a transaction of its own: a press of that
 * day waits for one piece at most, and no statement takes seconds.
 */
export const VISITS_AT_ONCE = 10;
/** A day that failed rests twice as long each time: it must not take the place of those that can be judged. */
const REST_MS = 5_000;
const LONGEST_REST_MS = 3_600_000;
/** A day that takes longer than any honest one rests so many times as long: one rep's presses take a fifth of the judge at most. */
const LONG_DAY_MS = 3_000;
const RESTS = 4;

/** Judges whatever is due, from now until it is stopped: after a crash it goes on by itself, because what is due is in the tables. */
export function startJudge(db: Database, log: Log): Loop {
  // By the clock that only goes on: the wall clock may be set back by hours, and a day would rest for as long.
  let fixesAt = -Infinity;
  const resting = new Map<string, { untilMs: number; restMs: number }>();
  const forgetRested = (): void => {
    for (const [key, { untilMs, restMs }] of resting)
      if (restMs === 0 && untilMs < performance.now()) resting.delete(key);
  };
  const isResting = (day: DueDay): boolean => (resting.get(keyOf(day))?.untilMs ?? 0) > performance.now();
  return startLoop({
    everyMs: LOOK_MS,
    look: async (signal) => {
      const isForFixes = performance.now() - fixesAt > LOOK_AT_FIXES_MS;
      if (isForFixes) fixesAt = performance.now();
      let judged = 0;
      forgetRested();
      const due = await dueDays(db, isForFixes, DAYS_A_LOOK + resting.size);
      for (const day of due.filter((one) => !isResting(one)).slice(0, DAYS_A_LOOK)) {
        if (signal.aborted) break;
        const fromMs = performance.now();
        const isJudged = await tryDay(db, log, day);
        const restMs = restAfter(isJudged, performance.now() - fromMs, resting.get(keyOf(day))?.restMs ?? 0);
        if (isJudged) judged++;
        resting.set(keyOf(day), { untilMs: performance.now() + restMs, restMs: isJudged ? 0 : restMs });
      }
      return judged === DAYS_A_LOOK ? 'again' : undefined;
    },
    onError: (error) => log.error({ err: error }, 'judging failed; trying again'),
  });
}

/** How long a day rests after a try; `lastMs`: how long it rested for the failure before, 0 where it did not fail. */
export function restAfter(isJudged: boolean, tookMs: number, lastMs: number): number {
  if (!isJudged) return Math.min(lastMs === 0 ? REST_MS : 2 * lastMs, LONGEST_REST_MS);
  return tookMs < LONG_DAY_MS ? 0 : Math.min(RESTS * tookMs, LONGEST_REST_MS);
}

function keyOf({ orgId, repId, day }: DueDay): string {
  return `${orgId} ${repId} ${day}`;
}

/** One day that cannot be judged must not keep all others waiting; it stays due. */
async function tryDay(db: Database, log: Log, day: DueDay): Promise<boolean> {
  try {
    await judgeDay(db, day);
    return true;
  } catch (error) {
    log.error({ err: error, repId: day.repId, day: day.day }, 'a day could not be judged; trying again');
    return false;
  }
}

/** Looks now and then for visits whose end nobody pressed. */
export function startForgetting(db: Database, log: Log): Loop {
  return startLoop({
    everyMs: FORGET_MS,
    look: () => forgetOpenVisits(db, new Date(), null),
    onError: (error) => log.error({ err: error }, 'open visits could not be looked at; trying again'),
  });
}

/** Judges the visits of one rep-day; a verdict is appended where it, its reasons or the rule are new. */
export async function judgeDay(db: Database, due: DueDay): Promise<void> {
  let after: AfterVisit | null = null;
  do after = await db.transaction((tx) => judgePiece(tx, due, after));
  while (after !== null);
}

/**
 * Judges the next visits of a rep-day; the answer is the last of them, null where there is nothing more to do. What is pressed
 * between two pieces leaves the day due, so that all of it is judged again.
 */
async function judgePiece(tx: Queryable, due: DueDay, after: AfterVisit | null): Promise<AfterVisit | null> {
  if (!(await takeDay(tx, due, after !== null))) return null;
  const visits = await visitsToJudge(tx, due, settings.requiredDwellS.builtIn, after, VISITS_AT_ONCE);
  const measured = await measureAll(tx, visits);
  const found = visits.flatMap((visit, i) => judgedAnew(visit, measured[i]!) ?? []); // before the ledger is taken
  if (found.length > 0) {
    await addVerdicts(tx, due.orgId, found);
    await announceVisits(
      tx,
      due.orgId,
      found.map(({ visitId }) => visitId),
    );
  }
  if (visits.length === VISITS_AT_ONCE) return visits.at(-1)!;
  await dayJudged(tx, due);
  return null;
}

/** All distances of a day in one statement. */
async function measureAll(sql: Queryable, visits: readonly VisitToJudge[]): Promise<number[][]> {
  const pairs = visits.map(({ input }) => pairsToMeasure(input));
  const metres = await distancesM(sql, pairs.flat());
  let at = 0;
  return pairs.map((own) => metres.slice(at, (at += own.length)));
}

/** Null: it, its reasons and the rule are as they were. */
function judgedAnew({ input, last }: VisitToJudge, metres: number[]): NewVerdict | null {
  const answer = judge(measureVisit(input, nextOf(metres)));
  const isSame =
    last &&
    last.verdict === answer.verdict &&
    last.rule === answer.rule &&
    last.reasons.join() === answer.reasons.join();
  if (isSame) return null;
  const evidence = JSON.stringify(input);
  return {
    visitId: String(input.id),
    verdictNo: (last?.verdictNo ?? 0) + 1,
    answer,
    evidence,
    evidenceSha256: createHash('sha256').update(evidence).digest(),
  };
}
