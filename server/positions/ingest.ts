import type { Request, Response } from 'express';
import { can, tokenHash, type Recognise, type Who } from '../auth.ts';
import { parseJson } from '../json.ts';
import type { Keeper } from './keep.ts';
import { credentials, refusal } from './protocols/credentials.ts';
import { detectApp, readRequest } from './protocols/detect.ts';
import { ownTracksAnswer } from './protocols/ownTracks.ts';
import type { Answer, ReadingRequest } from './protocols/reading.ts';

/** Takes whatever a phone app sent: recognise by its token, read, store, and only then answer as the app expects. */
export async function ingest(
  keeper: Keeper,
  people: Recognise,
  req: Request,
  bytes: Buffer,
  now: Date,
): Promise<Answer> {
  const request = toReadingRequest(req, bytes);
  const who = await whoSends(people, request);
  if (!who) return refusal(detectApp(request));
  const reading = readRequest(request);
  const { waypoints } = await keeper.keep(who, reading, now);
  return waypoints ? ownTracksAnswer([waypoints]) : reading.answer;
}

export type Phone = Who & { deviceId: string };

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
  return {
    method: req.method,
    path: req.path,
    query: req.query as Record<string, string | string[]>,
    headers,
    contentType,
    body,
  };
}
