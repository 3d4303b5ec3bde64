import { privacyContracts } from '../../shared/privacy.ts';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../db.ts';
import type { Feature } from '../feature.ts';
import type { Given } from '../given.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { erase } from './erase.ts';
import { isActiveInScope } from './eraseStore.ts';
import { exportStored } from './export.ts';
import { storedAbout } from './stored.ts';

export interface PrivacyDeps {
  db: Database;
  given: Pick<Given, 'recordingOf' | 'retentionOf' | 'shiftsOf'>;
  features: () => readonly Feature[];
}

export function privacyEndpoints(deps: PrivacyDeps): Endpoint[] {
  const { db, features } = deps;
  return [
    endpoint(privacyContracts.readStored, ({ who, query, now }) => storedAbout(deps, who, query.day, now)),
    endpoint(privacyContracts.exportStored, async ({ who, now, res }) => {
      res.type('application/json').setHeader('Content-Disposition', 'attachment; filename="stored-about-me.json"');
      await pipeline(Readable.from(exportStored(deps, who, now)), res).catch((error: unknown) => {
        if (!res.headersSent) throw error; // else a client that left, or half a file, which is no JSON and so is noticed
      });
      return '';
    }),
    endpoint(privacyContracts.erasePositions, ({ who, body }) =>
      db.transaction(async (tx) => {
        const isActive = await isActiveInScope(tx, who, body.personId);
        if (isActive === null) throw new AppError('NO_SUCH_PERSON');
        if (isActive) throw new AppError('STILL_WORKS_HERE');
        return erase(tx, features(), who, body);
      }),
    ),
  ];
}
