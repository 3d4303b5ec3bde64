// Pure: whether several shops were taught at one place: whoever writes all visits from a tea house teaches it as each of them.
import { distanceM, type LngLat } from '../../../shared/geo.ts';

/** A shop that visits teach elsewhere than where it is registered, within ONE_PLACE_M of the one that is asked about. */
export interface NearShop {
  retailerId: string;
  registered: LngLat;
}

/** Nearer to each other than two doors that positions could tell apart. */
export const ONE_PLACE_M = 60;
/** Registered farther apart than any error of a stored point that brings neighbours together. */
const REGISTERED_APART_M = 150;
const LEAST_SHOPS = 4;

/** The shops that are taught at one place though they are registered far from each other; none where fewer than four are. */
export function taughtTogether(near: readonly NearShop[]): string[] {
  const apart: NearShop[] = [];
  for (const shop of near)
    if (apart.every((other) => distanceM(other.registered, shop.registered) > REGISTERED_APART_M)) apart.push(shop);
  return apart.length < LEAST_SHOPS ? [] : near.map(({ retailerId }) => retailerId);
}
