import {
  DAYS_OF_LIFE,
  retailerLifeContracts,
  type DatedFacts,
  type NewFacts,
  type NewLifeAct,
  type RetailerHistory,
} from '../../shared/retailerLife.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { versionsFor, whyNot } from './life.ts';
import {
  actsOf,
  addAct,
  addVersion,
  applyFacts,
  countingVersions,
  holdRetailer,
  lifeOf,
  versionsOf,
} from './lifeStore.ts';
import { announceRetailers, retailerIn } from './store.ts';

/** When a retailer was opened, paused and closed, and what it was from which day on. */
export function lifeEndpoints(db: Database): Endpoint[] {
  return [
    endpoint(retailerLifeContracts.readRetailerHistory, async ({ who, params }) => {
      if (!(await retailerIn(db, who, params.retailerId))) throw new AppError('NO_SUCH_RETAILER');
      return historyOf(db, who, params.retailerId);
    }),
    endpoint(retailerLifeContracts.addLifeAct, ({ who, params, body, now }) =>
      db.transaction((tx) => act(tx, who, params.retailerId, body, now)),
    ),
    endpoint(retailerLifeContracts.changeFacts, ({ who, params, body, now }) =>
      db.transaction((tx) => change(tx, who, params.retailerId, body, now)),
    ),
  ];
}

async function historyOf(sql: Queryable, { orgId }: Who, retailerId: string): Promise<RetailerHistory> {
  return { life: await lifeOf(sql, orgId, retailerId), facts: await versionsOf(sql, orgId, retailerId) };
}

async function hold(tx: Queryable, who: Who, retailerId: string, fromDay: string, now: Date): Promise<void> {
  if (Math.abs(Date.parse(fromDay) - now.getTime()) > DAYS_OF_LIFE * 86_400_000)
    throw badField('body.fromDay', 'WITHIN_DAYS_OF_TODAY', { days: DAYS_OF_LIFE });
  if (!(await holdRetailer(tx, who, retailerId))) throw new AppError('NO_SUCH_RETAILER');
}

async function act(tx: Queryable, who: Who, retailerId: string, body: NewLifeAct, now: Date): Promise<RetailerHistory> {
  await hold(tx, who, retailerId, body.fromDay, now);
  const refusal = whyNot(await actsOf(tx, who.orgId, retailerId), body.deed, body.fromDay);
  if (refusal?.code === 'LIFE_SAID_LATER') throw new AppError('LIFE_SAID_LATER', { day: refusal.day });
  if (refusal?.code === 'LIFE_NOTHING_SAID') throw new AppError('LIFE_NOTHING_SAID', { day: refusal.day });
  if (refusal) throw new AppError('LIFE_NO_CHANGE', { state: refusal.state });
  await addAct(tx, who, retailerId, body);
  await announceRetailers(tx, who.orgId, who.unitIds);
  return historyOf(tx, who, retailerId);
}

/** What is said as it is said before becomes no version. */
async function change(
  tx: Queryable,
  who: Who,
  retailerId: string,
  body: NewFacts,
  now: Date,
): Promise<RetailerHistory> {
  const { fromDay, word, ...said } = body;
  await hold(tx, who, retailerId, fromDay, now);
  const versions = versionsFor(await countingVersions(tx, who.orgId, retailerId), fromDay, said as Partial<DatedFacts>);
  for (const { fromDay: day, ...facts } of versions) await addVersion(tx, who, retailerId, day, facts, word);
  await applyFacts(tx, { orgId: who.orgId, retailerId });
  await announceRetailers(tx, who.orgId, who.unitIds);
  return historyOf(tx, who, retailerId);
}

/** How late a version may reach the retailer after midnight; whoever reads the facts of a day has it at once. */
const LOOK_MS = 60_000;

/** Puts on retailers what was said of a day when the day has come. */
export function startFacts(db: Database, log: Log): Loop {
  return startLoop({
    everyMs: LOOK_MS,
    look: () =>
      db.transaction(async (tx) => {
        for (const { orgId, unitId } of await applyFacts(tx, null)) await announceRetailers(tx, orgId, [unitId]);
      }),
    onError: (error) => log.error({ err: error }, 'what retailers are from today on could not be stored; trying again'),
  });
}
