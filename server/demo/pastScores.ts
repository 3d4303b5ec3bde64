import { AppError } from '../errors.ts';
import type { Database } from '../db.ts';
import type { Given } from '../given.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { demoDesk, monthsToClose } from './pastStore.ts';

const LOOK_MS = 15_000;

/** Closes the month before the last of the made-up organisation once it is scored and all its days are counted. */
export function startPastScores(db: Database, given: Given, log: Log, now: () => Date): Loop {
  return startLoop({
    everyMs: LOOK_MS,
    look: async () => {
      const [of] = await monthsToClose(db, now());
      if (!of) return;
      const { supervisorId, auditorId } = await demoDesk(db, of.orgId);
      const supervisor = await given.whoIs(of.orgId, supervisorId);
      const auditor = await given.whoIs(of.orgId, auditorId);
      if (!supervisor || !auditor) return;
      try {
        await given.closePastMonth(of, [supervisor, auditor], now());
        log.info({ month: of.month, unitId: of.unitId }, 'a month of the demo’s past was closed');
        return 'again';
      } catch (error) {
        if (!(error instanceof AppError)) throw error; // its days are still being counted
      }
    },
    onError: (error) => log.error({ err: error }, 'the demo’s month could not be closed; trying again'),
  });
}
