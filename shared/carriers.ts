import { z } from 'zod';

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
