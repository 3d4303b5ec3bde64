import { can, type Who } from '../auth.ts';
import type { Given } from '../given.ts';
import type { Makers } from './readImport.ts';

/** What somebody's import may make beside retailers: territories, as they may plan; units only where units are theirs to add. */
export function makersOf(given: Pick<Given, 'addUnit' | 'rearrange'>, who: Who): Makers {
  return {
    addUnit: can(who, 'people.manage') ? (tx, unit) => given.addUnit(tx, who, unit) : null,
    rearrange: (tx, wish) => given.rearrange(tx, who, wish),
  };
}
