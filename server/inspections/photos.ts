import { createHash } from 'node:crypto';
import type { ProblemCode } from '../../shared/problems/problems.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { readJpeg, type PhotoFault } from './jpeg.ts';
import {
  beginPhoto,
  dropParts,
  holdPhoto,
  maySee,
  namingOf,
  partNumbers,
  partsOf,
  photoWhole,
  putPart,
  storedPhoto,
} from './photoStore.ts';

const faults = {
  NOT_JPEG: 'PHOTO_NOT_JPEG',
  CUT_OFF: 'PHOTO_CUT_OFF',
  HAS_EXIF: 'PHOTO_HAS_EXIF',
  FOUR_COLOURS: 'PHOTO_NOT_JPEG',
  TOO_LARGE: 'PHOTO_TOO_LARGE',
} as const satisfies Record<PhotoFault, string>;

interface Part {
  sha256: string;
  part: number;
  parts: number;
  takenAt: string | null;
  bytes: Buffer;
}

/** Keeps a part of a photo that a finding or report of the caller names, in any order; with the last one the whole is checked. */
export async function keepPart(db: Database, who: Who, given: Part): Promise<{ isWhole: boolean; missing: number[] }> {
  const { sha256, part, parts, bytes } = given;
  if (part > parts || bytes.length === 0) throw new AppError('PHOTO_PART_WRONG', { parts });
  const kept = await db.transaction(async (tx): Promise<Kept> => {
    await holdPhoto(tx, who.orgId, sha256);
    const stored = await storedPhoto(tx, who.orgId, sha256);
    if (stored?.isWhole) return { isWhole: true, missing: [] };
    const naming = await namingOf(tx, who, sha256);
    if (naming === null) throw new AppError('NO_SUCH_PHOTO');
    if (!stored) await beginPhoto(tx, who, { ...given, ...naming });
    else if (stored.parts !== parts) throw new AppError('PHOTO_PART_WRONG', { parts: stored.parts });
    await putPart(tx, who.orgId, sha256, part, bytes);
    const here = new Set(await partNumbers(tx, who.orgId, sha256));
    const missing = Array.from({ length: parts }, (_, i) => i + 1).filter((no) => !here.has(no));
    if (missing.length > 0) return { isWhole: false, missing };
    return finish(tx, who.orgId, sha256);
  });
  if ('fault' in kept) throw new AppError(kept.fault);
  return kept;
}

type Kept = { isWhole: boolean; missing: number[] } | { fault: ProblemCode };

/** Parts that do not make the photo are thrown away, so that it can be sent anew: its refusal must not roll that back. */
async function finish(tx: Queryable, orgId: number, sha256: string): Promise<Kept> {
  const whole = await partsOf(tx, orgId, sha256);
  const isSame = createHash('sha256').update(whole).digest('hex') === sha256;
  const read = isSame ? readJpeg(whole) : null;
  if (read !== null && typeof read !== 'string') {
    await photoWhole(tx, orgId, sha256, read);
    return { isWhole: true, missing: [] };
  }
  await dropParts(tx, orgId, sha256);
  return { fault: read === null ? 'PHOTO_HASH_WRONG' : faults[read] };
}

/** @throws NO_SUCH_PHOTO also where it is not all here yet, or its time is over */
export async function photoFor(db: Database, who: Who, sha256: string): Promise<Buffer> {
  const stored = (await maySee(db, who, sha256)) ? await storedPhoto(db, who.orgId, sha256) : null;
  if (!stored?.isWhole || stored.isDropped) throw new AppError('NO_SUCH_PHOTO');
  return partsOf(db, who.orgId, sha256);
}
