import { fileURLToPath } from 'node:url';
import { readAside, type Unread } from '../tables/readAside.ts';
import { readFile, type ReadReply, type ReadRequest } from './readFile.ts';

/** Reads a file of retailers: a small CSV at once, anything else in a process of its own. */
export function readFileAside(request: ReadRequest): Promise<ReadReply | Unread> {
  return readAside(request, readFile, fileURLToPath(new URL('./readProcess.ts', import.meta.url)));
}
