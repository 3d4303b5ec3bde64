import { z } from 'zod';
import { contract } from './contract.ts';
import { items, requiredText } from './text.ts';

/** Why a carrier's location service gave no position. Published words keep their meaning. */
export const CarrierFailure = z.enum([
  'TIMED_OUT', // no whole answer in the time it has
  'UNREACHABLE', // no connection
  'REDIRECTED', // it sends us elsewhere, where we do not go
  'REFUSED', // it does not take the request as it is
  'BROKE', // it failed, or its answer ended before its end
  'TOO_LARGE',
  'UNREADABLE', // not what the configuration says it would be
  'NOT_AUTHORISED', // the number is not opened to us, or not on the carrier's list; or our own account is not
  'OTHER_NUMBER', // it answers for another number than the one that was asked about
  'ABSENT', // the phone is switched off or out of reach
  'NO_POSITION', // it does not know where the phone is
  'TOO_OLD', // it knows where the phone was some time ago
  'AREA_TOO_SMALL', // it answers only for larger areas
  'OUT_OF_RANGE', // the numbers are no coordinates
  'TOO_LATE', // the press was too long ago
  'RESTING', // it failed several times in a row and is left alone for a while
  'OVER_QUOTA', // its limit, or the limit of a day that is set here
]);
export type CarrierFailure = z.infer<typeof CarrierFailure>;

/** A mainland mobile number may be written without its country. */
const MAINLAND = /^1[3-9]\d{9}$/;

/** A telephone number as `+` and digits, however a person wrote it; null where it is none. */
export function readNumber(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[\s().-]/g, '');
  if (MAINLAND.test(plain)) return `+86${plain}`;
  const digits = /^(?:\+|00)([1-9]\d{6,14})$/.exec(plain)?.[1];
  return digits === undefined ? null : `+${digits}`;
}

/** What is shown of a number where it need not be known: its beginning and its last four digits. */
export function maskNumber(number: string): string {
  return `${number.slice(0, -8)}****${number.slice(-4)}`;
}

/** Which presses are asked about: a tenth of the good ones, chosen by their visit, is a random check of phones. */
export const CarrierAsking = z.enum(['never', 'vague', 'tenth', 'always']);
export type CarrierAsking = z.infer<typeof CarrierAsking>;

/** What I have agreed to. The number is shown with its middle hidden. */
export const MyCarrier = z.object({
  /** Whether presses are asked about at all in my unit today, and which. */
  asking: CarrierAsking,
  /** Whether any carrier is configured here. */
  isOffered: z.boolean(),
  consent: z.object({ carrier: z.string(), shown: z.string(), at: z.string() }).nullable(),
  /** The last answers about me. */
  answers: z.array(
    z.object({ at: z.string(), outcome: z.string(), visitId: z.uuid(), press: z.enum(['start', 'end']) }),
  ),
});
export type MyCarrier = z.infer<typeof MyCarrier>;

/** A carrier as administrators see it: never its address in full, its account or its secret, and no position. */
export const CarrierState = z.object({
  name: z.string(),
  speaks: z.enum(['soap', 'json', 'mlp', 'camara']),
  host: z.string(),
  prefixes: z.array(z.string()),
  /** Until when it is left alone; null: it is asked. */
  restsUntil: z.string().nullable(),
  /** Questions sent in the last 24 hours, of all organisations here, and how many may be. */
  askedToday: z.number().int(),
  mostADay: z.number().int(),
  /** Of this organisation: reps who agreed, and the questions and their cost in 30 days. */
  consents: z.number().int(),
  asked: z.number().int(),
  found: z.number().int(),
  cost: z.number(),
  failures: z.array(z.object({ outcome: z.string(), count: z.number().int() })),
  answers: z.array(
    z.object({
      at: z.string(),
      repName: z.string(),
      outcome: z.string(),
      tookMs: z.number().int(),
      uncertaintyM: z.number().nullable(),
    }),
  ),
});
export type CarrierState = z.infer<typeof CarrierState>;

export const readMyCarrier = contract({
  method: 'get',
  path: '/me/carrier',
  summary: 'Whether my carrier may be asked where my phone is when I press, and what it answered',
  action: 'me.device',
  reply: MyCarrier,
});

export const giveCarrierConsent = contract({
  method: 'put',
  path: '/me/carrier',
  summary: 'I agree that my carrier is asked about this number when I press',
  action: 'me.device',
  body: z.strictObject({ number: requiredText(40) }),
  reply: MyCarrier,
});

export const withdrawCarrierConsent = contract({
  method: 'delete',
  path: '/me/carrier',
  summary: 'I no longer agree: the number is deleted, and nothing more is asked',
  action: 'me.device',
  reply: MyCarrier,
});

export const listCarriers = contract({
  method: 'get',
  path: '/carriers',
  summary: "The carriers' location services: their state, last answers and costs",
  action: 'settings.change',
  reply: items(CarrierState),
});

export const carrierContracts = { readMyCarrier, giveCarrierConsent, withdrawCarrierConsent, listCarriers };
