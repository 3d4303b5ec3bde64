import type { Request, Response } from 'express';
import { can, recogniseToken, type Recognise, type Who } from '../auth.ts';
import { parseJson } from '../json.ts';
import type { Keeper } from './keep.ts';
import { credentials, refusal } from './protocols/credentials.ts';
import { detectApp, readRequest } from './protocols/detect.ts';
import { ownTracksAnswer } from './protocols/ownTracks.ts';
import type { Answer, ReadingRequest } from './protocols/reading.ts';

/**
 * Takes whatever a phone app sent: recognise by its token, read, store, and only then answer as the app expects.
 * @param shown who was recognised by header or address, before the body was read
 */
export async function ingest(
  keeper: Keeper,
  people: Recognise,
  shown: Who | null,
  req: Request,
  bytes: Buffer,
  now: Date,
): Promise<Answer> {
  const request = toReadingRequest(req, bytes);
  const who = asPhone(shown) ?? asPhone(await recogniseToken(credentials(request), people));
  if (!who) return refusal(detectApp(request));
  const reading = readRequest(request);
  const { waypoints } = await keeper.keep(who, reading, now);
  return waypoints ? ownTracksAnswer([waypoints]) : reading.answer;
}

export type Phone = Who & { deviceId: string };

export function send(res: Response, answer: Answer): void {
  res.status(answer.status).set(answer.headers).set('Content-Type', answer.contentType).end(answer.body);
}

function asPhone(who: Who | null): Phone | null {
  return who?.deviceId && can(who, 'positions.send') ? { ...who, deviceId: who.deviceId } : null;
}

/** What may be the device's token outside of the body. */
export function shownCredentials(req: Request): string[] {
  return credentials({ ...bodiless(req), body: undefined });
}

function toReadingRequest(req: Request, bytes: Buffer): ReadingRequest {
  const contentType = req.get('content-type') ?? null;
  const isForm = contentType?.includes('application/x-www-form-urlencoded') ?? false;
  const json = isForm || bytes.length === 0 ? null : parseJson(bytes);
  // NUL cannot be stored: as the quarantined text shows it, the replacement character stands for it.
  const body: unknown = json?.ok ? json.value : bytes.toString('utf8').replaceAll('\0', '\ufffd');
  return { ...bodiless(req), body };
}

function bodiless(req: Request): Omit<ReadingRequest, 'body'> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.headers)) if (value !== undefined) headers[name] = String(value);
  return {
    method: req.method,
    path: req.path,
    query: req.query as Record<string, string | string[]>,
    headers,
    contentType: req.get('content-type') ?? null,
  };
}
