// Pure: CAMARA location-retrieval of the GSMA's Open Gateway (DeviceLocation r3.2, v0.5).
import type { CarrierFailure } from '../../shared/carriers.ts';
import { decimalNumber } from '../../shared/numbers.ts';
import { own } from '../../shared/own.ts';
import { readTree } from './answerText.ts';
import type { CarrierOf } from './configuration.ts';
import { around } from './mlp.ts';
import type { Sent } from './ownForm.ts';
import { failed, isNumber, readPosition, type Question, type Reading } from './reading.ts';
import type { Account } from './templates.ts';
import { readInstant } from './times.ts';
import { named, textAt, treeAt, type Tree } from './tree.ts';

const SLACK_MS = 60_000;
const MOST_LIFE_S = 86_400;

/** By client credentials, with which the service is asked for as long as the token lives. */
export function tokenRequest({ tokenUrl, scope }: CarrierOf<'camara'>, { user, secret }: Account): Sent {
  const basic = Buffer.from(`${encodeURIComponent(user)}:${encodeURIComponent(secret)}`).toString('base64');
  return {
    method: 'POST',
    url: tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${basic}` },
    body: `grant_type=client_credentials&scope=${encodeURIComponent(scope)}`,
  };
}

export interface Token {
  text: string;
  /** A minute before its end. */
  untilMs: number;
}

export function readToken(text: string, nowMs: number): Token | null {
  const tree = readTree(text);
  const token = tree && textAt(tree, 'access_token');
  if (!tree || !token || !/^[\x21-\x7e]{1,8192}$/.test(token)) return null;
  const lifeS = Math.min(MOST_LIFE_S, decimalNumber(textAt(tree, 'expires_in') ?? '') ?? 0);
  return { text: token, untilMs: nowMs + lifeS * 1000 - SLACK_MS };
}

export function camaraRequest(
  { url, maxAgeS, maxSurface }: CarrierOf<'camara'>,
  { number, askId }: Question,
  token: string,
): Sent {
  const body = {
    device: { phoneNumber: number },
    maxAge: maxAgeS,
    ...(maxSurface === undefined ? {} : { maxSurface }),
  };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-correlator': askId };
  return { method: 'POST', url, headers, body: JSON.stringify(body) };
}

/** What its codes mean; `UNKNOWN` was an answer of 200 in earlier versions. */
const CODES: Record<string, CarrierFailure> = {
  UNAUTHENTICATED: 'NOT_AUTHORISED',
  PERMISSION_DENIED: 'NOT_AUTHORISED',
  INVALID_TOKEN_CONTEXT: 'NOT_AUTHORISED',
  SERVICE_NOT_APPLICABLE: 'NOT_AUTHORISED',
  IDENTIFIER_NOT_FOUND: 'NOT_AUTHORISED',
  OUT_OF_RANGE: 'OUT_OF_RANGE',
  INVALID_AREA: 'AREA_TOO_SMALL',
  UNABLE_TO_FULFILL_MAX_SURFACE: 'AREA_TOO_SMALL',
  UNABLE_TO_FULFILL_MAX_AGE: 'TOO_OLD',
  UNABLE_TO_LOCATE: 'NO_POSITION',
  DEVICE_NOT_REACHABLE: 'ABSENT',
  UNKNOWN: 'NO_POSITION',
  QUOTA_EXCEEDED: 'OVER_QUOTA',
  TOO_MANY_REQUESTS: 'OVER_QUOTA',
  UNAVAILABLE: 'BROKE',
  INTERNAL: 'BROKE',
  TIMEOUT: 'TIMED_OUT',
};

/** The failure that an error's body names; null where it names none. */
export function camaraFailure(text: string): CarrierFailure | null {
  const tree = readTree(text);
  const code = tree && (textAt(tree, 'code') ?? textAt(tree, 'error'));
  if (!code) return null;
  return own(CODES, code.slice(code.lastIndexOf('.') + 1)) ?? null;
}

export function readCamara(
  { frame, accuracyLevel, maxAgeS }: CarrierOf<'camara'>,
  text: string,
  question: Question,
): Reading {
  const tree = readTree(text);
  if (!tree) return failed('UNREADABLE');
  const number = textAt(tree, 'device/phoneNumber');
  if (number !== null && !isNumber(number, question.number)) return failed('OTHER_NUMBER');
  const area = treeAt(tree, 'area');
  const shape = area && areaOf(area);
  if (!shape)
    return failed(textAt(tree, 'locationStatus') === 'UNKNOWN' ? 'NO_POSITION' : (camaraFailure(text) ?? 'UNREADABLE'));
  return readPosition(
    {
      ...shape,
      level: accuracyLevel,
      atMs: readInstant(textAt(tree, 'lastLocationTime'), 'iso', null),
      frame,
      address: null,
    },
    question,
    maxAgeS * 1000,
  );
}

function areaOf(area: Tree) {
  if (textAt(area, 'areaType') === 'POLYGON')
    return around(
      [...named(area, 'boundary')].map((corner) => {
        const [lng, lat] = [
          decimalNumber(textAt(corner, 'longitude') ?? ''),
          decimalNumber(textAt(corner, 'latitude') ?? ''),
        ];
        return lng === null || lat === null ? null : { lng, lat };
      }),
    );
  const [lng, lat] = [textAt(area, 'center/longitude'), textAt(area, 'center/latitude')];
  return lng === null || lat === null ? null : { lng, lat, uncertaintyM: decimalNumber(textAt(area, 'radius') ?? '') };
}
