import { z } from 'zod';
import { Device, IssuedDevice, NewDevice } from '../../shared/phones.ts';
import { type Person } from '../../shared/people.ts';
import { newToken, tokenHash, type Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { PeopleDeps } from './http.ts';
import { phoneSetup } from './phoneSetup.ts';
import * as devices from './deviceStore.ts';
import * as store from './store.ts';

const NoQuery = z.strictObject({});
const PersonPath = z.strictObject({ personId: z.uuid() });
const DevicePath = z.strictObject({ deviceId: z.uuid() });
const Devices = z.object({ items: z.array(Device) });

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
    endpoint(
      { method: 'get', path: '/me/devices', summary: 'My phones', action: 'me.read', query: NoQuery, reply: Devices },
      async ({ who }) => ({ items: await devices.devicesOf(db, who.orgId, who.personId) }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/me/devices',
        summary: 'A token for my phone, shown once',
        action: 'me.device',
        body: NewDevice,
        reply: IssuedDevice,
        status: 201,
      },
      async ({ who, body }) => issue(who.orgId, await personInScope(db, who, who.personId), body.label),
    ),
    endpoint(
      {
        method: 'post',
        path: '/me/devices/:deviceId/token',
        summary: 'A new token for my phone, shown once; the old one is refused from now on',
        action: 'me.device',
        params: DevicePath,
        reply: IssuedDevice,
        status: 201,
      },
      ({ who, params }) => rotate(who, params.deviceId, who.personId),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/me/devices/:deviceId',
        summary: 'Revoke my phone: it is lost, or not mine any more',
        action: 'me.device',
        params: DevicePath,
        reply: z.undefined(),
        status: 204,
      },
      ({ who, params }) => revoke(who, params.deviceId, who.personId),
    ),
    endpoint(
      {
        method: 'get',
        path: '/people/:personId/devices',
        summary: "A person's phones",
        action: 'devices.manage',
        params: PersonPath,
        query: NoQuery,
        reply: Devices,
      },
      async ({ who, params }) => ({
        items: await devices.devicesOf(db, who.orgId, (await personInScope(db, who, params.personId)).personId),
      }),
    ),
    endpoint(
      {
        method: 'post',
        path: '/people/:personId/devices',
        summary: "A token for a person's phone, shown once",
        action: 'devices.manage',
        params: PersonPath,
        body: NewDevice,
        reply: IssuedDevice,
        status: 201,
      },
      async ({ who, params, body }) => issue(who.orgId, await personInScope(db, who, params.personId), body.label),
    ),
    endpoint(
      {
        method: 'post',
        path: '/devices/:deviceId/token',
        summary: 'A new token for a phone, shown once; the old one is refused from now on',
        action: 'devices.manage',
        params: DevicePath,
        reply: IssuedDevice,
        status: 201,
      },
      ({ who, params }) => rotate(who, params.deviceId, null),
    ),
    endpoint(
      {
        method: 'delete',
        path: '/devices/:deviceId',
        summary: 'Revoke a phone',
        action: 'devices.manage',
        params: DevicePath,
        reply: z.undefined(),
        status: 204,
      },
      ({ who, params }) => revoke(who, params.deviceId, null),
    ),
  ];
}

async function personInScope(db: Database, who: Who, personId: string): Promise<Person> {
  const person = await store.personIn(db, who, personId);
  if (!person) throw new AppError('NO_SUCH_PERSON');
  return person;
}
