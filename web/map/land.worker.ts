/// <reference lib="webworker" />
// Cuts the land of Natural Earth into tiles, away from the page: reading and indexing it takes longer than a frame may.
import GeojsonVt from 'geojson-vt';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import landUrl from 'world-atlas/land-10m.json?url';

/** A tile's own units, and how far its shapes reach beyond it. */
const EXTENT = 4096;
const BUFFER = 32;

export interface LandAsked {
  z: number;
  x: number;
  y: number;
}
/** Rings of x, y in units of the tile (0 to 4096); null where the land cannot be read. */
export interface LandTile extends LandAsked {
  rings: (Int16Array | Int32Array)[] | null;
}

const land = readLand();
land.catch(() => {}); // whoever asks is told; that nobody has asked yet is no error

async function readLand() {
  const answer = await fetch(landUrl);
  if (!answer.ok) throw new Error(`the coast cannot be read: HTTP ${answer.status}`);
  const topology = (await answer.json()) as Topology;
  return new GeojsonVt(feature(topology, topology.objects.land!), {
    maxZoom: 19,
    indexMaxZoom: 4,
    tolerance: 2,
    extent: EXTENT,
    buffer: BUFFER,
  });
}

self.onmessage = ({ data }: MessageEvent<LandAsked>) => {
  const say = (rings: LandTile['rings']) => self.postMessage({ ...data, rings } satisfies LandTile);
  land.then(
    (tiles) =>
      say(
        tiles.getTileRaw(data.z, data.x, data.y)?.features.flatMap((part) => (part.type === 3 ? part.geometry : [])) ??
          [],
      ),
    () => say(null),
  );
};
