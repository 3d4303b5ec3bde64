import { fileURLToPath } from 'node:url';
import type { PersonRow } from '../../shared/invitations.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { readAside } from '../tables/readAside.ts';
import { knownLogins } from './invitationStore.ts';
import { readPeopleTable } from './peopleTable.ts';
import * as store from './store.ts';

/** Who stands in a file; those whose login is somebody's already are said. @throws AppError NO_SUCH_UNIT, UNREADABLE_FILE */
export async function readPeople(
  db: Database,
  who: Who,
  unitId: string,
  bytes: Uint8Array,
): Promise<{ items: PersonRow[]; columns: string[] }> {
  if (!who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
  const units = (await store.unitsIn(db, who)).map(({ unitId: id, name }) => ({ unitId: id, name }));
  const script = fileURLToPath(new URL('./readProcess.ts', import.meta.url));
  const read = await readAside({ bytes, unitId, units }, readPeopleTable, script);
  if (!read.ok) throw new AppError(read.why.code, read.why);
  const known = await knownLogins(
    db,
    read.items.map(({ login }) => login),
  );
  const items = read.items.map((row) => ({ ...row, isKnown: known.has(row.login.toLowerCase()) }));
  return { items, columns: read.columns };
}
