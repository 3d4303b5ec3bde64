import { ImportRun } from '../../shared/imports.ts';
import type { Who } from '../../server/auth.ts';
import { type Importer } from '../../server/retailers/readImport.ts';
import { organisationScopes } from '../../server/people/scopeStore.ts';
import { retailersIn } from '../../server/retailers/store.ts';
import { addOrganisation, addUnit } from '../../server/people/store.ts';
import { freshDatabase, type FreshDatabase } from '../helpers/database.ts';

export let db: FreshDatabase;

export let root: Who;

export let north: Who;

export let south: Who;

/** Opens a database with an organisation of two units, as an import sees them. */
export async function startImportedUnits(): Promise<void> {
  db = await freshDatabase();
  const made = await db.transaction((tx) =>
    addOrganisation(tx, {
      orgName: 'Wenzhou',
      timeZone: 'Asia/Shanghai',
      synthetic: false,
      name: 'A',
      login: 'a',
      passwordHash: 'x',
    }),
  );
  const scope = (await organisationScopes(db))[0]!;
  root = {
    ...scope,
    personId: made!.personId,
    role: 'admin',
    name: 'A',
    timeZone: 'Asia/Shanghai',
    deviceId: null,
    sessionHash: null,
  };
  const unit = async (name: string): Promise<Who> => {
    const { unitId } = (await addUnit(db, root, { name, parentId: root.unitId }))!;
    return { ...root, role: 'planner', unitId, unitIds: [unitId] };
  };
  north = await unit('North');
  south = await unit('South');
  root = { ...root, unitIds: (await organisationScopes(db))[0]!.unitIds };
}

/** The units that an import made belong to the organisation from now on. */
export async function widenRoot(): Promise<void> {
  root = { ...root, unitIds: (await organisationScopes(db))[0]!.unitIds };
}

export const importer = (who: Who): Importer => ({
  orgId: who.orgId,
  personId: who.personId,
  unitId: who.unitId,
  unitIds: who.unitIds,
  makes: null,
});

export const file = (csv: string, frame: 'wgs84' | 'gcj02' = 'wgs84') => ({
  fileName: 'shops.csv',
  bytes: Buffer.from(csv),
  frame,
  mapping: null,
});

export const counts = (run: ImportRun) => [run.createdCount, run.updatedCount, run.unchangedCount, run.errorCount];

export const all = (who: Who) => retailersIn(db, who, { after: null, limit: 10_000 });

export const events = async (): Promise<unknown[]> =>
  (await db.query<{ payload: unknown }>('select payload from event order by event_id')).rows.map((r) => r.payload);

/** Every stored byte of the retailers and which transaction wrote them. */
export const fingerprint = async (): Promise<unknown> =>
  (await db.query('select xmin::text, xmax::text, retailer.* from retailer order by code')).rows;
