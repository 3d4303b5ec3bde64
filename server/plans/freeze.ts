import type { EnvironmentSettings } from '../../shared/settings.ts';
import type { Database } from '../db.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { freezeBegun } from './frozenStore.ts';
import { usualBegin } from './keepPlan.ts';

/** How late a plan may be frozen after its working day began; whoever changes it in between freezes it first. */
const LOOK_MS = 60_000;
/** A rep's press waits for the statement that freezes their plan: so many take some 50 ms. */
const AT_ONCE = 50;

/**
 * Freezes each plan when its working day begins, also those whose beginning nobody saw because no process ran. What is due is in
 * the tables, so that any number of processes may look, and none freezes a plan twice.
 */
export function startFreezing(db: Database, environment: EnvironmentSettings, log: Log, now: () => Date): Loop {
  return startLoop({
    everyMs: LOOK_MS,
    look: async () => {
      const frozen = await freezeBegun(db, now(), usualBegin(environment), AT_ONCE);
      return frozen === AT_ONCE ? 'again' : undefined;
    },
    onError: (error) => log.error({ err: error }, 'plans could not be frozen; trying again'),
  });
}
