import { tilesByUrl } from '../../shared/tiles.ts';
import type { Who } from '../auth.ts';
import type { MakeFeature } from '../feature.ts';
import { tileEndpoints } from './http.ts';
import { madeTiles } from './madeTiles.ts';
import { isSynthetic } from './store.ts';
import { openTileFile, type TileSource } from './tileFile.ts';

/** The base map: from a file on this machine, from elsewhere, or drawn for the demo's made-up city. */
export const tiles: MakeFeature = async ({ config, db, log, isServing, given }) => {
  const file = config.tileFile && isServing ? await openTileFile(config.tileFile, log) : null;
  let demo: TileSource | null = null;
  const demoOf = async (who: Who) => ((await isSynthetic(db, who)) ? (demo ??= madeTiles(given.demoMap())) : null);
  return {
    endpoints: tileEndpoints(async (who) => file ?? (await demoOf(who))),
    gives: {
      baseMap: async (who, now) => {
        const chosen = await given.chosenBaseMap(who, now);
        if (chosen.kind === 'url') return tilesByUrl(chosen);
        if (chosen.kind === 'file') return (await file?.tiles()) ?? null;
        return file ? null : ((await (await demoOf(who))?.tiles()) ?? null);
      },
    },
    stop: async () => file?.close(),
  };
};

tiles.check = async ({ tileFile, role }, log) => {
  if (tileFile && role !== 'worker') await (await openTileFile(tileFile, log)).close();
};
