import { valuesInForce } from '../../shared/settings.ts';
import type { Role } from '../../shared/people.ts';
import type { MakeFeature } from '../feature.ts';
import { settingEndpoints } from './http.ts';
import { tileUrls } from './store.ts';
import { keepingOf, saidToday } from './recording.ts';

/** What an organisation and its units decide for themselves, from a day on. */
export const settings: MakeFeature = ({ config, db }) => {
  const { environment } = config;
  return {
    endpoints: settingEndpoints({ db, environment, hasTileFile: config.tileFile !== null }),
    gives: {
      chosenBaseMap: async (who, now) => valuesInForce(['baseMap'], await saidToday(db, who, now), environment).baseMap,
      tileUrls: () => tileUrls(db),
      retentionOf: async (who, now) => (await keepingOf(db, environment, who, now)).retention,
      mustHaveTwo: async (who, now) => {
        const { secondFactor } = valuesInForce(['secondFactor'], await saidToday(db, who, now), environment);
        return secondFactor === 'everybody' || (secondFactor === 'administratorsAndAuditors' && isWatcher(who.role));
      },
      straightOf: async (who, now) => {
        const keys = ['detourFactor', 'travelKmh'] as const;
        const { detourFactor, travelKmh } = valuesInForce(keys, await saidToday(db, who, now), environment);
        return { detourFactor, speedKmh: travelKmh };
      },
    },
  };
};

/** Whoever decides over others, or over their visits. */
const isWatcher = (role: Role): boolean => role === 'admin' || role === 'auditor';
