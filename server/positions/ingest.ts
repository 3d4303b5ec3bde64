import type { Request, Response } from 'express';
import { MAX_FIXES_A_REQUEST } from '../../shared/positions.ts';
import { can, tokenHash, type Recognise, type Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { parseJson } from '../json.ts';
import { credentials, refusal } from './protocols/credentials.ts';
import { detectApp, readRequest } from './protocols/detect.ts';
import { ownTracksAnswer } from './protocols/ownTracks.ts';
import type { Answer, Reading, ReadingRequest } from './protocols/reading.ts';
import type { SetWaypoints } from './protocols/waypoints.ts';
import { newWaypoints } from './sendWaypoints.ts';
import { addFixes, addNotices, addQuarantined, lockPhone } from './store.ts';

/** Takes whatever a phone app sent: recognise by its token, read, store, and only then answer as the app expects. */
export async function ingest(db: Database, people: Recognise, req: Request, bytes: Buffer, now: Date): Promise<Answer> {
  const request = toReadingRequest(req, bytes);
  const who = await whoSends(people, request);
  if (!who) return refusal(detectApp(request));
  const reading = readRequest(request);
  const { waypoints } = await keep(db, who, reading, now);
  return waypoints ? ownTracksAnswer([waypoints]) : reading.answer;
}

export type Phone = Who & { deviceId: string };

/**
 * Stores a reading in one transaction; resolves after its commit. A phone with OwnTracks that said where it is may then be told
 * today's retailers: `waypoints`, null where it has them.
 */
export async function keep(db: Database, who: Phone, reading: Reading, now: Date): Promise<{ stored: number; waypoints: SetWaypoints | null }> {
  return db.transaction(async (tx) => {
    await lockPhone(tx, who);
    let stored = 0;
    for (let i = 0; i < reading.fixes.length; i += MAX_FIXES_A_REQUEST) {
      stored += await addFixes(tx, who, reading.app ?? 'rounds', reading.fixes.slice(i, i + MAX_FIXES_A_REQUEST));
    }
    await addNotices(tx, who, reading.transitions, reading.appVisits);
    await addQuarantined(tx, who, reading.app, reading.quarantine);
    const isLocated = reading.app === 'owntracks' && reading.fixes.length > 0;
    return { stored, waypoints: isLocated ? await newWaypoints(tx, who, now, stored === 0) : null };
  });
}

export function send(res: Response, answer: Answer): void {
  res.status(answer.status).set(answer.headers).set('Content-Type', answer.contentType).end(answer.body);
}

async function whoSends(people: Recognise, request: ReadingRequest): Promise<Phone | null> {
  for (const token of credentials(request)) {
    const who = await people.byDevice(tokenHash(token));
    if (who?.deviceId && can(who, 'positions.send')) return { ...who, deviceId: who.deviceId };
  }
  return null;
}

function toReadingRequest(req: Request, bytes: Buffer): ReadingRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.headers)) if (value !== undefined) headers[name] = String(value);
  const contentType = req.get('content-type') ?? null;
  const isForm = contentType?.includes('application/x-www-form-urlencoded') ?? false;
  const json = isForm || bytes.length === 0 ? null : parseJson(bytes);
  // NUL cannot be stored: as the quarantined text shows it, the replacement character stands for it.
  const body: unknown = json?.ok ? json.value : bytes.toString('utf8').replaceAll('\0', '\ufffd');
  return { method: req.method, path: req.path, query: req.query as Record<string, string | string[]>, headers, contentType, body };
}
