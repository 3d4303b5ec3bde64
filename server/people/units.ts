import type { NewUnit, Unit } from '../../shared/people.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import type { UnitMaker } from '../given.ts';
import { recordAccess } from './accessStore.ts';
import * as store from './store.ts';

/** Adds a unit, and records who did. @throws AppError UNIT_NAME_TAKEN */
export async function addUnit(tx: Queryable, who: UnitMaker, unit: NewUnit): Promise<Unit> {
  const added = await store.addUnit(tx, who, unit);
  if (!added) throw new AppError('UNIT_NAME_TAKEN', { name: unit.name });
  await recordAccess(tx, who, { act: 'unit.added', unitId: added.unitId, detail: { name: added.name } });
  return added;
}
