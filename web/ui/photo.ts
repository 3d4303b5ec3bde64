// A picture as it is filed: upright, at most 1,600 pixels, without anything a camera writes beside it, and known by its SHA-256.
import { PART_BYTES } from '../../shared/findings.ts';
import { sha256Bytes } from './sha256.ts';

export interface Photo {
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
  takenAt: string;
}

const MOST_PX = 1_600;
const QUALITY = 0.8;

/** Drawn anew, so that no place and no camera goes out with it. @throws where it is no picture */
export async function readPhoto(file: File): Promise<Photo> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, MOST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!blob) throw new Error('this browser wrote no JPEG');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { sha256: sha256Bytes(bytes), bytes, takenAt: new Date(file.lastModified).toISOString() };
}

/** The parts in which a photo travels, 1 first. */
export function partsOf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const count = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * PART_BYTES, (i + 1) * PART_BYTES));
}
