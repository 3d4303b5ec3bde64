import { invitationContracts, type Added, type Invitation, type InvitedPerson } from '../../shared/invitations.ts';
import { hashPassword, newToken, tokenHash, type Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { recordAccess } from './accessStore.ts';
import type { PeopleDeps } from './http.ts';
import * as invitations from './invitationStore.ts';
import { plainLogin } from './login.ts';
import { readPeople } from './readPeople.ts';
import { refuseGuessable } from './sessions.ts';
import * as store from './store.ts';

/** People who come by a link and choose their own password: nobody invents one for them, and nobody else knows it. */
export function invitationEndpoints({ db, publicUrl }: PeopleDeps): Endpoint[] {
  const urlOf = (token: string) => `${publicUrl()}/join?token=${token}`;
  return [
    endpoint(invitationContracts.readPeopleFile, ({ who, query, body }) => readPeople(db, who, query.unitId, body)),
    endpoint(invitationContracts.addPeople, async ({ who, body }) => ({
      items: await addPeople(db, who, body.people, urlOf),
    })),
    endpoint(invitationContracts.invite, async ({ who, params: { personId } }) => {
      if (!(await store.personIn(db, who, personId))) throw new AppError('NO_SUCH_PERSON');
      return db.transaction(async (tx) => {
        await recordAccess(tx, who, { act: 'invitation.made', personId });
        return inviteOne(tx, who, personId, urlOf);
      });
    }),
    endpoint(invitationContracts.readInvitation, async ({ body }) => {
      const { orgName, name, login } = await known(db, body.token);
      return { orgName, name, login };
    }),
    endpoint(invitationContracts.acceptInvitation, async ({ body }) => {
      const { login, name } = await known(db, body.token);
      refuseGuessable(body.password, 'body.password', [login, name]);
      const passwordHash = await hashPassword(body.password);
      return db.transaction(async (tx) => {
        const { orgId, personId } = await known(tx, body.token);
        await store.setPassword(tx, orgId, personId, passwordHash);
        await invitations.useInvitation(tx, tokenHash(body.token));
        await recordAccess(
          tx,
          { orgId, personId, deviceId: null, sessionHash: null },
          { act: 'password.changed', personId },
        );
        return { login };
      });
    }),
  ];
}

/** @throws AppError INVITATION_OVER */
async function known(sql: Queryable, token: string): Promise<invitations.Invited> {
  const invited = await invitations.invitedBy(sql, tokenHash(token));
  if (!invited) throw new AppError('INVITATION_OVER');
  return invited;
}

async function inviteOne(
  tx: Queryable,
  who: Who,
  personId: string,
  urlOf: (token: string) => string,
): Promise<Invitation> {
  const token = newToken();
  const expiresAt = await invitations.addInvitation(tx, who.orgId, personId, tokenHash(token));
  return { url: urlOf(token), expiresAt };
}

/** Adds whom it can, and says of each other why not. */
async function addPeople(
  db: Database,
  who: Who,
  people: readonly InvitedPerson[],
  urlOf: (token: string) => string,
): Promise<Added[]> {
  if (people.some(({ unitId }) => !who.unitIds.includes(unitId))) throw new AppError('NO_SUCH_UNIT');
  const passwordHash = await hashPassword(newToken()); // of nothing that anybody knows
  return db.transaction(async (tx) => {
    const items: Added[] = [];
    for (const one of people) {
      const login = plainLogin(one.login);
      const person =
        login === null ? null : await invitations.addInvited(tx, who.orgId, { ...one, login, passwordHash });
      if (!person) {
        const reason = { code: login === null ? 'LOGIN_LOOKS_LIKE_ANOTHER' : 'LOGIN_TAKEN', login: one.login } as const;
        items.push({ login: one.login, name: one.name, person: null, invitation: null, reason });
        continue;
      }
      const { personId, role } = person;
      await recordAccess(tx, who, { act: 'person.added', personId, detail: { role, login: person.login } });
      const invitation = await inviteOne(tx, who, personId, urlOf);
      items.push({ login: person.login, name: person.name, person, invitation, reason: null });
    }
    return items;
  });
}
