import { barrierContracts } from '../../shared/barriers.ts';
import { Barrier, misplaced, MOST_UNIT_POINTS, NewBarriers, pointCount } from '../../shared/barriers.ts';
import type { LngLat } from '../../shared/geo.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import {
  addBarriers,
  barrierRoom,
  barriersIn,
  holdBarrier,
  isBarrierNameTaken,
  writeBarrier,
  type StoredBarrier,
} from './store.ts';

const nowhere = () => new AppError('NO_SUCH_BARRIER');

/** Barriers: rivers, railways and motorways that no territory is joined across. */
export function barrierEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(barrierContracts.listBarriers, async ({ who, query }) => ({
      items: await barriersIn(db, who, query.unitId),
    })),
    endpoint(barrierContracts.addBarriers, ({ who, body }) => db.transaction((tx) => add(tx, who, body))),
    endpoint(barrierContracts.changeBarrier, ({ who, params, body }) =>
      db.transaction(async (tx) => {
        const barrier = await hold(tx, who, params.barrierId, body.revision);
        if (body.name !== undefined && (await isBarrierNameTaken(tx, who.orgId, barrier, body.name)))
          throw nameTaken([body.name]);
        if (body.lines)
          await checkRoom(tx, who, barrier.unitId, [body.lines], pointCount(barrier.lines), () => 'body.lines');
        await writeBarrier(tx, who, barrier.barrierId, { name: body.name, lines: body.lines });
        return (await holdBarrier(tx, who, barrier.barrierId))!;
      }),
    ),
    endpoint(barrierContracts.removeBarrier, ({ who, params, query }) =>
      db.transaction(async (tx) => {
        await hold(tx, who, params.barrierId, query.revision);
        await writeBarrier(tx, who, params.barrierId, { isDeleted: true });
        return undefined;
      }),
    ),
    endpoint(barrierContracts.restoreBarrier, ({ who, params }) =>
      db.transaction(async (tx) => {
        const barrier = await holdBarrier(tx, who, params.barrierId);
        if (!barrier) throw nowhere();
        if (!barrier.isDeleted) return barrier;
        if (await isBarrierNameTaken(tx, who.orgId, barrier, barrier.name)) throw nameTaken([barrier.name]);
        await writeBarrier(tx, who, barrier.barrierId, { isDeleted: false });
        return (await holdBarrier(tx, who, barrier.barrierId))!;
      }),
    ),
  ];
}

async function add(tx: Queryable, who: Who, wish: NewBarriers): Promise<{ items: Barrier[] }> {
  if (!who.unitIds.includes(wish.unitId)) throw new AppError('NO_SUCH_UNIT');
  const names = wish.barriers.map((one) => one.name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) throw badField(`body.barriers.${twice}.name`, 'BARRIER_NAMED_TWICE', { name: names[twice]! });
  await checkRoom(
    tx,
    who,
    wish.unitId,
    wish.barriers.map((one) => one.lines),
    0,
    (i) => `body.barriers.${i}.lines`,
  );
  const { ids, taken } = await addBarriers(tx, who, wish);
  if (taken.length > 0) throw nameTaken(taken);
  const added = new Set(ids);
  return { items: (await barriersIn(tx, who, wish.unitId)).filter((one) => added.has(one.barrierId)) };
}

/** Refuses lines on another continent, and more points than a map of the unit can be drawn with. */
async function checkRoom(
  tx: Queryable,
  who: Who,
  unitId: string,
  barriers: readonly LngLat[][][],
  less: number,
  pathOf: (i: number) => string,
): Promise<void> {
  const { points, box } = await barrierRoom(tx, who.orgId, unitId);
  barriers.forEach((lines, i) => {
    const fault = box && misplaced(lines, box);
    if (fault?.isSwapped) throw badField(pathOf(i), 'BARRIER_SWAPPED');
    if (fault) throw badField(pathOf(i), 'BARRIER_FAR', { km: fault.km });
  });
  const all = points - less + barriers.reduce((sum, lines) => sum + pointCount(lines), 0);
  if (all > MOST_UNIT_POINTS) throw badField(pathOf(0), 'BARRIERS_TOO_FINE', { points: all, most: MOST_UNIT_POINTS });
}

function nameTaken(names: readonly string[]): AppError {
  return new AppError('BARRIER_NAME_TAKEN', { names });
}

/** Holds a barrier for writing; CONFLICT when somebody wrote since the caller read. */
async function hold(tx: Queryable, who: Who, barrierId: string, revision: number): Promise<StoredBarrier> {
  const barrier = await holdBarrier(tx, who, barrierId);
  if (!barrier || (barrier.isDeleted && barrier.revision === revision)) throw nowhere();
  if (barrier.isDeleted)
    throw new AppError('BARRIER_ARCHIVED', { by: barrier.changedBy, name: barrier.name, at: barrier.changedAt });
  if (barrier.revision !== revision)
    throw new AppError('BARRIER_CHANGED', { by: barrier.changedBy, name: barrier.name, at: barrier.changedAt });
  return barrier;
}
