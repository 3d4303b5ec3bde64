import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../db.ts';
import type { Log } from '../log.ts';
import { judge } from './judge.ts';
import {
  addVerdict,
  dayJudged,
  distancesM,
  dueDays,
  takeDay,
  visitsToJudge,
  type DueDay,
  type VisitToJudge,
} from './judgeStore.ts';
import { measureVisit, nextOf, pairsToMeasure } from './measureVisit.ts';
import { announceVisit, forgetOpenVisits } from './store.ts';

/** Three minutes: shorter than any visit in which something is talked about; an assumption, to be set from real visits. */
export const REQUIRED_DWELL_S = 180;
/** Presses wake the judge; this is for those that another process took. */
const LOOK_MS = 500;
/** Fixes come all the time and seldom change a verdict: their days are looked at less often. */
const LOOK_AT_FIXES_MS = 5_000;
const FORGET_MS = 10 * 60_000;
const DAYS_A_LOOK = 20;

export interface JudgeLoop {
  /** There is something to judge: look now. */
  wake(): void;
  stop(): Promise<void>;
}

/** Judges whatever is due, from now until it is stopped: after a crash it goes on by itself, because what is due is in the tables. */
export function startJudge(db: Database, log: Log): JudgeLoop {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isWoken = false;
  let running: Promise<void> | undefined;
  let forgottenAt = 0;
  let fixesAt = 0;

  async function look(): Promise<void> {
    try {
      if (Date.now() - forgottenAt > FORGET_MS) {
        await forgetOpenVisits(db, new Date(), null);
        forgottenAt = Date.now();
      }
      const isForFixes = Date.now() - fixesAt > LOOK_AT_FIXES_MS;
      if (isForFixes) fixesAt = Date.now();
      do {
        isWoken = false;
        const due = await dueDays(db, isForFixes, DAYS_A_LOOK);
        let judged = 0;
        for (const day of due) if (!isStopped && (await tryDay(day))) judged++;
        if (judged === DAYS_A_LOOK) isWoken = true;
      } while (isWoken && !isStopped);
    } catch (error) {
      log.error({ err: error }, 'judging failed; trying again');
    }
    running = undefined;
    if (!isStopped) timer = setTimeout(start, LOOK_MS);
  }

  /** One day that cannot be judged must not keep all others waiting; it stays due. */
  async function tryDay(day: DueDay): Promise<boolean> {
    try {
      await judgeDay(db, day);
      return true;
    } catch (error) {
      log.error({ err: error, repId: day.repId, day: day.day }, 'a day could not be judged; trying again');
      return false;
    }
  }

  function start(): void {
    clearTimeout(timer);
    running ??= look();
  }

  start();
  return {
    wake: () => {
      isWoken = true;
      start();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Judges the visits of one rep-day; a verdict is appended where it, its reasons or the rule are new. */
export async function judgeDay(db: Database, due: DueDay): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await takeDay(tx, due))) return;
    const visits = await visitsToJudge(tx, due, REQUIRED_DWELL_S);
    const measured = await measureAll(tx, visits);
    for (const [i, visit] of visits.entries()) await saveIfNew(tx, due.orgId, visit, measured[i]!);
    await dayJudged(tx, due);
  });
}

/** All distances of a day in one statement. */
async function measureAll(sql: Queryable, visits: readonly VisitToJudge[]): Promise<number[][]> {
  const pairs = visits.map(({ input }) => pairsToMeasure(input));
  const metres = await distancesM(sql, pairs.flat());
  let at = 0;
  return pairs.map((own) => metres.slice(at, (at += own.length)));
}

async function saveIfNew(
  sql: Queryable,
  orgId: number,
  { input, last }: VisitToJudge,
  metres: number[],
): Promise<void> {
  const answer = judge(measureVisit(input, nextOf(metres)));
  const isSame =
    last &&
    last.verdict === answer.verdict &&
    last.rule === answer.rule &&
    last.reasons.join() === answer.reasons.join();
  if (isSame) return;
  const evidence = JSON.stringify(input);
  const visitId = String(input.id);
  await addVerdict(
    sql,
    orgId,
    visitId,
    (last?.verdictNo ?? 0) + 1,
    answer,
    evidence,
    createHash('sha256').update(evidence).digest(),
  );
  await announceVisit(sql, orgId, visitId);
}
