// Pure: what one person's evidence may say of another's visit.
import { createHash } from 'node:crypto';
import type { EvidencePress, JudgeInput } from '../../shared/verdicts.ts';

/** A visit of the history, as the database gives it. */
export type PastVisit = { visitId: string; repId?: string; retailerId?: string } & Partial<
  Record<'start' | 'end', EvidencePress>
>;

/** Two decimals of a degree are about a kilometre. */
const COARSE = 100;

/**
 * Somebody else's visit in this evidence, told by what makes it evidence and no more: that another person (who, is not said) was at
 * the very same point, or had the very same phone, and when. Ids are replaced by hashes with the visit's own id, so that two of one
 * person are seen to be; where it was is said to the digit only if it is the point of this visit. The evidence is shown to the rep
 * and to everybody of the rep's units, who may have nothing to do with the other.
 */
export function veiled(past: PastVisit, of: JudgeInput): PastVisit {
  const hide = (id: string): string =>
    createHash('sha256')
      .update(`${String(of.id)} ${id}`)
      .digest('hex')
      .slice(0, 16);
  const own = [of.start, of.end].filter((press) => press !== null && press !== undefined);
  const phones = new Set(own.map(({ deviceId }) => deviceId));
  const press = (said: EvidencePress | undefined): EvidencePress | undefined => {
    if (!said) return undefined;
    const isHere = own.some(({ lng, lat }) => lng === said.lng && lat === said.lat);
    return {
      ...said,
      ...(!isHere && { lng: coarse(said.lng), lat: coarse(said.lat) }),
      deviceId: said.deviceId && !phones.has(said.deviceId) ? hide(said.deviceId) : said.deviceId,
    };
  };
  const [start, end] = [press(past.start), press(past.end)];
  return {
    visitId: hide(past.visitId),
    ...(past.repId && { repId: hide(past.repId) }),
    ...(past.retailerId && { retailerId: hide(past.retailerId) }),
    ...(start && { start }),
    ...(end && { end }),
  };
}

function coarse<T>(degrees: T): T | number {
  return typeof degrees === 'number' ? Math.round(degrees * COARSE) / COARSE : degrees;
}
