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
