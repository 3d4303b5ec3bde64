import type { MakeFeature } from '../feature.ts';
import type { Loop } from '../loop.ts';
import { judgeElsewhere } from './elsewhere.ts';
import { visitEndpoints } from './http.ts';
import { startForgetting, startJudge } from './judgeDue.ts';
import { countDueDays } from './dueStore.ts';
import { storePastVisits } from './pastStore.ts';
import { visitsOn } from './store.ts';

/** Visits: pressed, judged, appealed and decided. */
export const visits: MakeFeature = ({ db, log, given }) => {
  let judge: Loop | undefined;
  return {
    endpoints: visitEndpoints({ db, wakeJudge: () => judge?.wake(), unitNames: (who) => given.unitNames(who) }),
    loops: [() => (judge = startJudge(db, log)), () => startForgetting(db, log)],
    gauges: [{ name: 'days_due', help: 'Days of reps that wait to be judged', read: () => countDueDays(db) }],
    gives: { judgeElsewhere, storePastVisits },
    snapshot: async (who, day) => ({ visits: await visitsOn(db, who, day) }),
  };
};
