import type { NewUnit, Unit, UnitChange } from '../../shared/units.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import type { UnitMaker } from '../given.ts';
import { recordAccess } from './accessStore.ts';
import * as store from './store.ts';
import * as units from './unitStore.ts';

/** Adds a unit, and records who did. @throws AppError UNIT_NAME_TAKEN */
export async function addUnit(tx: Queryable, who: UnitMaker, unit: NewUnit): Promise<Unit> {
  const added = await store.addUnit(tx, who, unit);
  if (!added) throw new AppError('UNIT_NAME_TAKEN', { name: unit.name });
  await recordAccess(tx, who, { act: 'unit.added', unitId: added.unitId, detail: { name: added.name } });
  return added;
}

/** @throws AppError NO_SUCH_UNIT, UNIT_TOP, UNIT_BELOW_ITSELF, UNIT_IN_USE, UNIT_NAME_TAKEN */
export function changeUnit(db: Database, who: Who, unitId: string, change: UnitChange): Promise<Unit> {
  const { parentId, isClosed, name } = change;
  if (!who.unitIds.includes(unitId) || (parentId !== undefined && !who.unitIds.includes(parentId)))
    throw new AppError('NO_SUCH_UNIT');
  const isMoved = parentId !== undefined || isClosed === true;
  if (isMoved && unitId === who.unitId) throw new AppError('UNIT_TOP');
  return db.transaction(async (tx) => {
    await units.holdUnits(tx, who.orgId);
    if (parentId !== undefined && (await units.isWithin(tx, who.orgId, parentId, unitId)))
      throw new AppError('UNIT_BELOW_ITSELF');
    if (name !== undefined && (await units.isNameTaken(tx, who.orgId, unitId, name)))
      throw new AppError('UNIT_NAME_TAKEN', { name });
    if (isClosed) {
      const use = await units.useOf(tx, who.orgId, unitId);
      if (use.people + use.retailers + use.units > 0) throw new AppError('UNIT_IN_USE', use);
    }
    const changed = await units.changeUnit(tx, who.orgId, unitId, change);
    await recordAccess(tx, who, { act: 'unit.edited', unitId, detail: change });
    return changed;
  });
}
