import { tilesByUrl } from '../../shared/tiles.ts';
import type { MakeFeature } from '../feature.ts';
import { tileEndpoints } from './http.ts';
import { openTileFile } from './tileFile.ts';

/** The base map, from a file on this machine or from elsewhere. */
export const tiles: MakeFeature = async ({ config, log, isServing, given }) => {
  const file = config.tileFile && isServing ? await openTileFile(config.tileFile, log) : null;
  return {
    endpoints: tileEndpoints(file),
    gives: {
      baseMap: async (who, now) => {
        const chosen = await given.chosenBaseMap(who, now);
        if (chosen.kind === 'url') return tilesByUrl(chosen);
        return chosen.kind === 'file' ? ((await file?.tiles()) ?? null) : null;
      },
    },
    stop: async () => file?.close(),
  };
};

tiles.check = async ({ tileFile, role }, log) => {
  if (tileFile && role !== 'worker') await (await openTileFile(tileFile, log)).close();
};
