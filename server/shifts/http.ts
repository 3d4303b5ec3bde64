import { shiftContracts } from '../../shared/shifts.ts';
import { Shift, ShiftAct } from '../../shared/shifts.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { addShiftAct, lockShifts, openShift, shiftOfAct, shiftsIn } from './store.ts';

/** As for presses: a clock set to local time as if it were UTC is at most 14 h ahead, a wrong day 24 h. */
const MAX_AHEAD_MS = 26 * 3_600_000;

export function shiftEndpoints({ db }: { db: Database }): Endpoint[] {
  return [
    endpoint(shiftContracts.openShift, ({ who, body, now }) => act(db, who, 'open', body, now)),
    endpoint(shiftContracts.closeShift, ({ who, body, now }) => act(db, who, 'close', body, now)),
    endpoint(shiftContracts.listShifts, async ({ who, query }) => ({
      items: await shiftsIn(db, who, query.repId, query.day),
    })),
  ];
}

/** The same act sent again answers the same. */
async function act(db: Database, who: Who, kind: 'open' | 'close', body: ShiftAct, now: Date): Promise<Shift> {
  if (body.at < '2015' || Date.parse(body.at) > now.getTime() + MAX_AHEAD_MS)
    throw badField('body.at', 'CLOCK_WRONG', { at: body.at });
  return db.transaction(async (tx) => {
    await lockShifts(tx, who);
    const done = await shiftOfAct(tx, who.orgId, kind, body.clientId);
    if (done) {
      const at = kind === 'open' ? done.openedAt : done.closedAt;
      if (done.repId !== who.personId || at !== body.at) throw new AppError('SHIFT_ID_TAKEN');
      return done;
    }
    const open = await openShift(tx, who, body.at);
    if (kind === 'open' && open) throw new AppError('SHIFT_OPEN', { since: open.openedAt });
    if (kind === 'close' && !open) throw new AppError('NO_SHIFT_OPEN');
    if (open && body.at < open.openedAt) throw badField('body.at', 'BEFORE_SHIFT_OPENED', { openedAt: open.openedAt });
    await addShiftAct(tx, who, kind, body, open);
    return (await shiftOfAct(tx, who.orgId, kind, body.clientId))!;
  });
}
