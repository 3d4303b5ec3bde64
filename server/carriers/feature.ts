import type { MakeFeature } from '../feature.ts';
import { createAsking } from './askCarrier.ts';
import { startAsking } from './askDue.ts';
import { endLateAsks } from './askStore.ts';
import { readCarriers } from './carrierFile.ts';
import { carrierEndpoints } from './http.ts';
import { createOutbound } from './outbound.ts';
import { dropOldFixes, dropOldRaw, eraseCarrier } from './stateStore.ts';

/** What carriers say of where phones are when their owners press: asked with their consent, and never in anybody's way. */
export const carriers: MakeFeature = async ({ config, db, log, now }) => {
  const known = await readCarriers(config.carriers);
  const outbound = createOutbound(known);
  const ask = createAsking(outbound, () => now().getTime());
  return {
    endpoints: carrierEndpoints(db, known),
    loops: known.length > 0 ? [() => startAsking({ db, carriers: known, ask, log, now })] : [],
    upkeep: [
      () => endLateAsks(db),
      () => dropOldFixes(db, config.positionDays),
      () => dropOldRaw(db, config.quarantineDays),
    ],
    erase: eraseCarrier,
    stop: () => outbound.close(),
  };
};

carriers.check = async (config) => void (await readCarriers(config.carriers));
