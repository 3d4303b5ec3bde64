import type { LngLat } from '../../shared/geo.ts';
import { createRandom } from '../../shared/random.ts';

/** An organisation's own file in its own words: what its columns are called, and who and what stands in it. */
export interface City {
  head: string;
  at: LngLat;
  branches: string[];
  reps: string[];
  /** What its shops are called, before their number. */
  shop: string;
  /** Where each shop is, once the file is made. */
  places?: Map<string, LngLat>;
}

/** 300 shops in six territories, three a branch; each has a rep of whom nobody knows yet. */
export function cityFile(city: City): Buffer {
  const random = createRandom(7);
  const places = (city.places = new Map<string, LngLat>());
  const rows = Array.from({ length: 300 }, (_, i) => {
    const no = i % 6;
    const lng = city.at.lng + (no % 3) * 0.02 + random.next() * 0.018;
    const lat = city.at.lat + Math.floor(no / 3) * 0.02 + random.next() * 0.018;
    const name = `${city.shop} ${i + 1}`;
    places.set(name, { lng: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)) });
    const branch = city.branches[Math.floor(no / 3)]!;
    const said = [
      branch,
      `${branch} ${(no % 3) + 1}`,
      city.reps[no]!,
      `C ${i + 1}`,
      `0871 555 ${1000 + i}`,
      4 + (i % 5),
    ];
    return [`S${1000 + i}`, name, lng.toFixed(6), lat.toFixed(6), ...said, 'ABCD'[i % 4]].join(',');
  });
  return Buffer.from([city.head, ...rows].join('\n'));
}
