import { accessContracts } from '../../shared/access.ts';
import { sessionContracts } from '../../shared/sessions.ts';
import { peopleContracts, type Person, type PersonChange } from '../../shared/people.ts';
import { z } from 'zod';
import { type Tiles } from '../../shared/tiles.ts';
import { text } from '../../shared/text.ts';
import { hashPassword, type Who } from '../auth.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { Log } from '../log.ts';
import { actsOf, actsOn, recordAccess } from './accessStore.ts';
import { peopleExport } from './export.ts';
import { newLogin } from './login.ts';
import { invitationEndpoints } from './invitations.ts';
import { meOf } from './me.ts';
import { phoneEndpoints } from './phones.ts';
import { refuseGuessable, sessionEndpoints } from './sessions.ts';
import type { OwnSignIn } from './signIn.ts';
import * as store from './store.ts';
import { addUnit, changeUnit } from './units.ts';

export interface PeopleDeps {
  db: Database;
  log: Log;
  /** The one-time token that the server printed, until the organisation exists. */
  setupToken: string;
  /** What the OpenID provider is called; null: there is none. */
  providerName: string | null;
  /** The password every person of a synthetic organisation has. */
  demoPassword: string;
  /** What lies over the built-in map at the moment, if anything does. */
  baseMap: (who: Who) => Promise<Tiles | null>;
  /** Where phones find this server; known once it listens. */
  publicUrl: () => string;
  signIn: OwnSignIn;
  checkSecondFactor: Given['checkSecondFactor'];
}

function inScope(who: Who, unitId: string | undefined): void {
  if (unitId !== undefined && !who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
}

/** A synthetic organisation shows its password on the sign-in page: there is nothing to guess. */
async function refuseWeak(
  db: Database,
  who: Who,
  password: string | undefined,
  words: readonly (string | undefined)[],
): Promise<void> {
  if (password === undefined) return;
  const org = await store.organisationOf(db, who.orgId);
  if (org.synthetic) return;
  refuseGuessable(password, 'body.password', [org.name, ...words.filter((word) => word !== undefined)]);
}

export function peopleEndpoints(deps: PeopleDeps): Endpoint[] {
  const { db, demoPassword, baseMap, providerName } = deps;

  return [
    endpoint(sessionContracts.readWelcome, async () => {
      const orgs = await store.organisations(db);
      // a visitor has not said which organisation is theirs: where there are several, none is named
      const org = orgs.length === 1 ? orgs[0]! : null;
      const demo = org?.synthetic ? { logins: await store.loginsByRole(db, org.orgId), password: demoPassword } : null;
      const isSetUp = orgs.length > 0;
      return { isSetUp, orgName: org?.name ?? null, synthetic: org?.synthetic ?? false, provider: providerName, demo };
    }),
    endpoint(accessContracts.listActsOnMe, async ({ who }) => ({ items: await actsOn(db, who) })),
    endpoint(sessionContracts.readMe, ({ who }) => meOf(db, who, baseMap)),
    ...sessionEndpoints(deps),
    endpoint(peopleContracts.listUnits, async ({ who }) => ({ items: await store.unitsIn(db, who) })),
    endpoint(peopleContracts.addUnit, async ({ who, body }) => {
      inScope(who, body.parentId);
      return db.transaction((tx) => addUnit(tx, who, body));
    }),
    endpoint(peopleContracts.changeUnit, ({ who, params, body }) => changeUnit(db, who, params.unitId, body)),
    endpoint(peopleContracts.listPeople, async ({ who, query }) => {
      const after = readCursor(query.cursor, [text(100), z.uuid()]);
      const rows = await store.peopleIn(db, who, {
        ...query,
        after: after && { name: after[0], personId: after[1] },
      });
      return pageOf(rows, query.limit, (p) => [p.name, p.personId]);
    }),
    peopleExport(db),
    endpoint(peopleContracts.addPerson, async ({ who, body }) => {
      inScope(who, body.unitId);
      await refuseWeak(db, who, body.password, [body.login, body.name]);
      const { password, ...rest } = body;
      const person = { ...rest, login: newLogin(body.login) };
      const passwordHash = await hashPassword(password);
      return db.transaction(async (tx) => {
        const added = await store.addPerson(tx, who, { ...person, passwordHash });
        if (!added) throw new AppError('LOGIN_TAKEN', { login: body.login });
        const { personId, role, login } = added;
        await recordAccess(tx, who, { act: 'person.added', personId, detail: { role, login } });
        return added;
      });
    }),
    endpoint(peopleContracts.changePerson, ({ who, params, body }) => changePerson(db, who, params.personId, body)),
    ...invitationEndpoints(deps),
    ...phoneEndpoints(deps),
  ];
}

async function changePerson(db: Database, who: Who, personId: string, body: PersonChange): Promise<Person> {
  inScope(who, body.unitId);
  const isRights = body.role !== undefined || body.isActive === false || body.unitId !== undefined;
  if (personId === who.personId && isRights) throw new AppError('OWN_ROLE');
  await refuseWeak(db, who, body.password, [body.name, (await store.personIn(db, who, personId))?.login]);
  const { password, ...change } = body;
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return db.transaction(async (tx) => {
    const before = await store.personIn(tx, who, personId);
    const changed = await store.changePerson(tx, who, personId, { ...change, passwordHash });
    if (!before || !changed) throw new AppError('NO_SUCH_PERSON');
    for (const act of actsOf(before, body)) await recordAccess(tx, who, { ...act, personId: changed.personId });
    return changed;
  });
}
