import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A server that has the embedded database open, and the token that lets the owner of the data folder act as its administrator. */
const OwnerFile = z.object({ url: z.url(), token: z.string().min(1) });
export type RunningServer = z.infer<typeof OwnerFile>;

const ownerFile = (dataDir: string): string => join(dataDir, 'server.json');

/** Lets the `rounds` command on this machine speak to the server that holds the embedded database, until what it gives is called. */
export async function writeOwnerFile(dataDir: string, server: RunningServer): Promise<() => Promise<void>> {
  const file = ownerFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  await rm(file, { force: true });
  await writeFile(file, JSON.stringify(server), { mode: 0o600 });
  await chmod(file, 0o600);
  return () => rm(file, { force: true });
}

/** The owner's token for one of several organisations; without a name it is for the only one. */
export function ownerTokenFor(token: string, org: string | undefined): string {
  return org === undefined ? token : `${token}@${Buffer.from(org.trim().normalize('NFC')).toString('base64url')}`;
}

/** The server that runs on this data folder; null when there is none. */
export async function findServer(dataDir: string): Promise<RunningServer | null> {
  let read;
  try {
    read = OwnerFile.parse(JSON.parse(await readFile(ownerFile(dataDir), 'utf8')));
  } catch {
    return null; // no file, or half of one: nobody serves
  }
  // killed servers leave their file behind; a living one answers at once
  const answers = await fetch(new URL('/healthz', read.url), { signal: AbortSignal.timeout(5_000) }).then(
    (r) => r.ok,
    () => false,
  );
  return answers ? read : null;
}
