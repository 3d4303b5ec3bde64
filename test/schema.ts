// Writes sql/schema.sql anew: npm run schema, after any change of a migration or of sql/current.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SQL_FOLDER } from '../server/migrate.ts';
import { ownersOf } from './architecture/owners.ts';
import { describeSchema } from './database/describeSchema.ts';
import { freshDatabase } from './helpers/database.ts';

const current = join(SQL_FOLDER, 'current');
const texts = new Map(
  readdirSync(current).map((name) => [`sql/current/${name}`, readFileSync(join(current, name), 'utf8')]),
);
const db = await freshDatabase();
writeFileSync(join(SQL_FOLDER, 'schema.sql'), await describeSchema(db, ownersOf(texts)));
await db.close();
