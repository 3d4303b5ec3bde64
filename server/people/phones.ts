import type { AccessAct } from '../../shared/access.ts';
import { phoneContracts } from '../../shared/phones.ts';
import { Device, IssuedDevice } from '../../shared/phones.ts';
import { type Person } from '../../shared/people.ts';
import { newToken, tokenHash, type Who } from '../auth.ts';
import type { Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { recordAccess } from './accessStore.ts';
import type { PeopleDeps } from './http.ts';
import { phoneSetup } from './phoneSetup.ts';
import * as devices from './deviceStore.ts';
import * as store from './store.ts';

/** Phones and their tokens: one's own, and those of the people of one's scope. A token is said once and stored as its hash. */
export function phoneEndpoints({ db, publicUrl }: PeopleDeps): Endpoint[] {
  const issued = (device: Device, token: string, person: Person): IssuedDevice => ({
    device,
    token,
    setup: phoneSetup(publicUrl(), token, person.login, device.label),
  });

  const record = (tx: Queryable, who: Who, act: AccessAct, { deviceId, personId, label }: Device): Promise<void> =>
    recordAccess(tx, who, { act, personId, detail: { deviceId, label } });

  async function issue(who: Who, person: Person, label: string): Promise<IssuedDevice> {
    const token = newToken();
    return db.transaction(async (tx) => {
      const device = await devices.addDevice(tx, who.orgId, person.personId, label, tokenHash(token));
      if (!device) throw new AppError('PHONE_OF_NO_REP', { name: person.name });
      await record(tx, who, 'token.issued', device);
      return issued(device, token, person);
    });
  }

  async function rotate(who: Who, deviceId: string, ownerId: string | null): Promise<IssuedDevice> {
    const token = newToken();
    return db.transaction(async (tx) => {
      const device = await devices.rotateDevice(tx, who, deviceId, ownerId, tokenHash(token));
      if (!device) throw new AppError('PHONE_NOT_IN_USE');
      await record(tx, who, 'token.rotated', device);
      return issued(device, token, await personInScope(tx, who, device.personId));
    });
  }

  async function revoke(who: Who, deviceId: string, ownerId: string | null): Promise<undefined> {
    await db.transaction(async (tx) => {
      const revoked = await devices.revokeDevice(tx, who, deviceId, ownerId);
      if (!revoked) throw new AppError('NO_SUCH_PHONE');
      if (revoked.isNew) await record(tx, who, 'token.revoked', revoked.device);
    });
    return undefined;
  }

  return [
    endpoint(phoneContracts.listMyDevices, async ({ who }) => ({
      items: await devices.devicesOf(db, who.orgId, who.personId),
    })),
    endpoint(phoneContracts.addMyDevice, async ({ who, body }) =>
      issue(who, await personInScope(db, who, who.personId), body.label),
    ),
    endpoint(phoneContracts.rotateMyDevice, ({ who, params }) => rotate(who, params.deviceId, who.personId)),
    endpoint(phoneContracts.revokeMyDevice, ({ who, params }) => revoke(who, params.deviceId, who.personId)),
    endpoint(phoneContracts.listDevices, async ({ who, params }) => ({
      items: await devices.devicesOf(db, who.orgId, (await personInScope(db, who, params.personId)).personId),
    })),
    endpoint(phoneContracts.addDevice, async ({ who, params, body }) =>
      issue(who, await personInScope(db, who, params.personId), body.label),
    ),
    endpoint(phoneContracts.rotateDevice, ({ who, params }) => rotate(who, params.deviceId, null)),
    endpoint(phoneContracts.revokeDevice, ({ who, params }) => revoke(who, params.deviceId, null)),
  ];
}

async function personInScope(db: Queryable, who: Who, personId: string): Promise<Person> {
  const person = await store.personIn(db, who, personId);
  if (!person) throw new AppError('NO_SUCH_PERSON');
  return person;
}
