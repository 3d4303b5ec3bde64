import { phoneContracts } from '../../shared/phones.ts';
import { Device, IssuedDevice } from '../../shared/phones.ts';
import { type Person } from '../../shared/people.ts';
import { newToken, tokenHash, type Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
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

  async function issue(orgId: number, person: Person, label: string): Promise<IssuedDevice> {
    const token = newToken();
    return issued(await devices.addDevice(db, orgId, person.personId, label, tokenHash(token)), token, person);
  }

  async function rotate(who: Who, deviceId: string, ownerId: string | null): Promise<IssuedDevice> {
    const token = newToken();
    const device = await devices.rotateDevice(db, who, deviceId, ownerId, tokenHash(token));
    if (!device) throw new AppError('PHONE_NOT_IN_USE');
    return issued(device, token, await personInScope(db, who, device.personId));
  }

  async function revoke(who: Who, deviceId: string, ownerId: string | null): Promise<undefined> {
    if (!(await devices.revokeDevice(db, who, deviceId, ownerId))) throw new AppError('NO_SUCH_PHONE');
    return undefined;
  }

  return [
    endpoint(phoneContracts.listMyDevices, async ({ who }) => ({
      items: await devices.devicesOf(db, who.orgId, who.personId),
    })),
    endpoint(phoneContracts.addMyDevice, async ({ who, body }) =>
      issue(who.orgId, await personInScope(db, who, who.personId), body.label),
    ),
    endpoint(phoneContracts.rotateMyDevice, ({ who, params }) => rotate(who, params.deviceId, who.personId)),
    endpoint(phoneContracts.revokeMyDevice, ({ who, params }) => revoke(who, params.deviceId, who.personId)),
    endpoint(phoneContracts.listDevices, async ({ who, params }) => ({
      items: await devices.devicesOf(db, who.orgId, (await personInScope(db, who, params.personId)).personId),
    })),
    endpoint(phoneContracts.addDevice, async ({ who, params, body }) =>
      issue(who.orgId, await personInScope(db, who, params.personId), body.label),
    ),
    endpoint(phoneContracts.rotateDevice, ({ who, params }) => rotate(who, params.deviceId, null)),
    endpoint(phoneContracts.revokeDevice, ({ who, params }) => revoke(who, params.deviceId, null)),
  ];
}

async function personInScope(db: Database, who: Who, personId: string): Promise<Person> {
  const person = await store.personIn(db, who, personId);
  if (!person) throw new AppError('NO_SUCH_PERSON');
  return person;
}
