import { putPhotoPart } from '../../shared/findings.ts';
import { call } from '../api.ts';
import type { Failed, FailureCode } from '../apiError.ts';
import { partsOf } from '../ui/photo.ts';
import { sendWaiting, type Sent, type WaitingStore } from './queue.ts';
import { db } from './store.ts';

export interface WaitingPhoto {
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
  takenAt: string;
  personId: string;
  /** The case, or what is to be mended, that it was taken for. */
  caseId: string;
  retailerName: string;
  /** What names it is with the server, or goes there first: it may follow. */
  isFiled: boolean;
  /** Why the server did not take it; a person decides what becomes of it. */
  refused: FailureCode | null;
  why?: Failed;
}

export async function photosOf(personId: string): Promise<WaitingPhoto[]> {
  return (await (await db()).getAll('photos')).filter((photo) => photo.personId === personId);
}

export async function keepPhoto(photo: WaitingPhoto): Promise<void> {
  await (await db()).put('photos', photo);
}

export async function dropPhoto(sha256: string): Promise<void> {
  await (await db()).delete('photos', sha256);
}

export const photoStore: WaitingStore<WaitingPhoto> = {
  waiting: async (personId) => (await photosOf(personId)).filter(({ isFiled, refused }) => isFiled && refused === null),
  remove: ({ sha256 }) => dropPhoto(sha256),
  refuse: (photo, why) => keepPhoto({ ...photo, refused: why.code, why }),
};

/** A part at a time, those that are missing: what was sent before the page was killed is not sent again. */
async function sendPhoto({ sha256, bytes, takenAt }: WaitingPhoto): Promise<void> {
  const parts = partsOf(bytes);
  for (let next: number | undefined = 1; next !== undefined;) {
    const answer: { missing: number[] } = await call(putPhotoPart, {
      params: { sha256, part: next },
      query: { parts: parts.length, takenAt },
      body: new Blob([parts[next - 1]!]),
    });
    next = answer.missing[0];
  }
}

/** Photos go after what names them. */
export function sendPhotos(
  personId: string,
  failureOf: (error: unknown) => Failed,
  onSent: () => void = () => undefined,
): Promise<Sent> {
  return sendWaiting(personId, photoStore, sendPhoto, failureOf, onSent);
}
