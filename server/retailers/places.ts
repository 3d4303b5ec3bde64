import { placeContracts } from '../../shared/places.ts';
import { retailerContracts, type CoordinateChange } from '../../shared/retailers.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { addPlaces, concerned, placesOf, visitsConcerned } from './placeStore.ts';
import { announceRetailers, retailerIn } from './store.ts';

/** Where retailers are and were. */
export function placeEndpoints(db: Database): Endpoint[] {
  return [
    endpoint(retailerContracts.changeCoordinates, ({ who, body }) => changePlaces(db, who, body.changes)),
    endpoint(placeContracts.readPlaces, async ({ who, params: { retailerId }, query }) => {
      if (!(await retailerIn(db, who, retailerId))) throw new AppError('NO_SUCH_RETAILER');
      const [items, visits] = await Promise.all([
        placesOf(db, who, retailerId),
        visitsConcerned(db, who, retailerId, query.fromDay ?? null),
      ]);
      return { items, visits };
    }),
  ];
}

/** All of them or none. @throws AppError RETAILERS_NOT_YOURS, INVALID_INPUT */
function changePlaces(db: Database, who: Who, changes: readonly CoordinateChange[]): Promise<{ changed: number }> {
  const wanted = new Set(changes.map((c) => c.retailerId)).size;
  if (wanted !== changes.length) throw badField('body.changes', 'RETAILER_TWICE');
  const unplaced = changes.findIndex(({ fromDay, position }) => fromDay && !position);
  if (unplaced >= 0) throw badField(`body.changes.${unplaced}.position`, 'MOVE_WITHOUT_PLACE');
  return db.transaction(async (tx) => {
    const { found, future } = await concerned(tx, who, changes);
    if (found !== wanted) throw new AppError('RETAILERS_NOT_YOURS', { missing: wanted - found, wanted });
    if (future > 0) throw badField('body.changes', 'MOVE_IN_FUTURE');
    await addPlaces(tx, who, changes);
    await announceRetailers(tx, who.orgId, who.unitIds);
    return { changed: wanted };
  });
}
