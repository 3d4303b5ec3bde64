import { contract } from './contract.ts';
import { items } from './text.ts';
import { z } from 'zod';
import { Instant, requiredText } from './text.ts';

export const Device = z.object({
  deviceId: z.uuid(),
  personId: z.uuid(),
  label: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type Device = z.infer<typeof Device>;

export const NewDevice = z.strictObject({ label: requiredText(60) });
/** What to put into each phone app; `config` is a link, also as a QR code, that the app itself takes its settings from. */
export const PhoneSetup = z.object({
  ownTracks: z.object({ url: z.string(), config: z.string() }),
  /** The same settings for OwnTracks as a file, to be named something.otrc. */
  configFile: z.string(),
  overland: z.object({ url: z.string(), config: z.string() }),
  /** `config` is for the scanner in Traccar Client's settings. */
  traccar: z.object({ url: z.string(), deviceId: z.string(), config: z.string() }),
  /** "Log to custom URL": the address, and the line for "HTTP headers". */
  gpsLogger: z.object({ url: z.string(), headers: z.string() }),
});
export type PhoneSetup = z.infer<typeof PhoneSetup>;

/** The token is in this reply and nowhere else: only its SHA-256 is kept. */
export const IssuedDevice = z.object({ device: Device, token: z.string(), setup: PhoneSetup });
export type IssuedDevice = z.infer<typeof IssuedDevice>;

const PersonPath = z.strictObject({ personId: z.uuid() });
const DevicePath = z.strictObject({ deviceId: z.uuid() });

export const listMyDevices = contract({
  method: 'get',
  path: '/me/devices',
  summary: 'My phones',
  action: 'me.read',
  query: z.strictObject({}),
  reply: items(Device),
});

export const addMyDevice = contract({
  method: 'post',
  path: '/me/devices',
  summary: 'A token for my phone, shown once',
  action: 'me.device',
  body: NewDevice,
  reply: IssuedDevice,
  status: 201,
});

export const rotateMyDevice = contract({
  method: 'post',
  path: '/me/devices/:deviceId/token',
  summary: 'A new token for my phone, shown once; the old one is refused from now on',
  action: 'me.device',
  params: DevicePath,
  reply: IssuedDevice,
  status: 201,
});

export const revokeMyDevice = contract({
  method: 'delete',
  path: '/me/devices/:deviceId',
  summary: 'Revoke my phone: it is lost, or not mine any more',
  action: 'me.device',
  params: DevicePath,
  reply: z.undefined(),
  status: 204,
});

export const listDevices = contract({
  method: 'get',
  path: '/people/:personId/devices',
  summary: "A person's phones",
  action: 'devices.manage',
  params: PersonPath,
  query: z.strictObject({}),
  reply: items(Device),
});

export const addDevice = contract({
  method: 'post',
  path: '/people/:personId/devices',
  summary: "A token for a person's phone, shown once",
  action: 'devices.manage',
  params: PersonPath,
  body: NewDevice,
  reply: IssuedDevice,
  status: 201,
});

export const rotateDevice = contract({
  method: 'post',
  path: '/devices/:deviceId/token',
  summary: 'A new token for a phone, shown once; the old one is refused from now on',
  action: 'devices.manage',
  params: DevicePath,
  reply: IssuedDevice,
  status: 201,
});

export const revokeDevice = contract({
  method: 'delete',
  path: '/devices/:deviceId',
  summary: 'Revoke a phone',
  action: 'devices.manage',
  params: DevicePath,
  reply: z.undefined(),
  status: 204,
});

export const phoneContracts = {
  listMyDevices,
  addMyDevice,
  rotateMyDevice,
  revokeMyDevice,
  listDevices,
  addDevice,
  rotateDevice,
  revokeDevice,
};
