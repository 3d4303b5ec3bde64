import { permissions } from '../../shared/people.ts';
import { type Me } from '../../shared/sessions.ts';
import { type Tiles } from '../../shared/tiles.ts';
import { can, type Who } from '../auth.ts';
import type { Database } from '../db.ts';
import * as store from './store.ts';

/** Who somebody is, their scope and what they may do. */
export async function meOf(db: Database, who: Who, baseMap: (who: Who) => Promise<Tiles | null>): Promise<Me> {
  const [person, units, org, tiles] = await Promise.all([
    store.personIn(db, who, who.personId),
    store.unitsIn(db, who),
    store.organisationOf(db, who.orgId),
    baseMap(who),
  ]);
  return {
    person: person!,
    org,
    units,
    actions: permissions[who.role].filter((action) => !who.isEnrolling || can(who, action)),
    mustEnrol: who.isEnrolling ?? false,
    tiles,
  };
}
