/// <reference lib="webworker" />
// Shares out the ground between territories away from the page: of 60,000 retailers it takes more than half a second.
import { territoryAreas, type TerritoryArea } from '../map/territoryAreas.ts';

export interface Ground {
  names: { territoryId: string; name: string }[];
  /** WGS-84 degrees, an entry a retailer. */
  lng: Float64Array;
  lat: Float64Array;
  /** The number of its territory in `names`, or -1. */
  territory: Int32Array;
}

export interface AreasAsked {
  round: number;
  ground: Ground;
}

export interface AreasFound {
  round: number;
  areas: TerritoryArea[];
}

self.onmessage = ({ data: { round, ground } }: MessageEvent<AreasAsked>) => {
  const { names, lng, lat, territory } = ground;
  const areas = territoryAreas(names, {
    length: lng.length,
    at: (i) => ({ lng: lng[i]!, lat: lat[i]! }),
    territory: (i) => territory[i]!,
  });
  self.postMessage({ round, areas } satisfies AreasFound);
};
