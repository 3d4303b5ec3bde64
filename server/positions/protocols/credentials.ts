import type { PhoneApp } from '../../../shared/positions.ts';
import { ID_NAMES } from './quarantine.ts';
import { content, header, json, parameters, plain } from './reading.ts';
import type { Answer, ReadingRequest } from './reading.ts';

/** Longer than any token: a longer one need not be looked up. */
const MAX_TOKEN_LENGTH = 200;

/**
 * What may be the device's token, likeliest first: Bearer, the password of Basic, `?token=` (or the same in
 * a form), and Traccar's device id. Whoever checks them takes the first that is known.
 */
export function credentials(request: ReadingRequest): string[] {
  const body = content(request);
  const said = parameters(request, Array.isArray(body) ? body[0] : body);
  const found = [
    ...authorization(header(request, 'authorization')),
    said.get('token'),
    ...ID_NAMES.map((id) => said.get(id)),
  ];
  const texts = found
    .filter((token) => typeof token === 'string' || typeof token === 'number')
    .map((token) => String(token).trim());
  return [...new Set(texts)].filter(
    (token) => token !== '' && token.length <= MAX_TOKEN_LENGTH && !/\p{Cc}/u.test(token),
  );
}

function authorization(value: string | null): string[] {
  const [, scheme, rest] = /^(\S+)\s+(.*)$/s.exec(value ?? '') ?? [];
  if (scheme === undefined || rest === undefined) return [];
  if (scheme.toLowerCase() === 'bearer') return [rest];
  if (scheme.toLowerCase() !== 'basic') return [];
  // Overland's OwnTracks mode sends `Basic token:` as it stands: a colon is no letter of base64.
  const pair = rest.includes(':') ? rest : fromBase64(rest);
  const colon = pair.indexOf(':');
  if (colon < 0) return [rest];
  return [pair.slice(colon + 1), pair.slice(0, colon)];
}

/** Base64 as UTF-8; '' where it is none. */
function fromBase64(text: string): string {
  if (!/^[A-Za-z0-9+/_-]+=*$/.test(text)) return '';
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('utf8');
}

/** What a phone with an unknown or revoked token hears: 401, in a form that its app shows or at least understands. */
export function refusal(app: PhoneApp | null): Answer {
  const sentence = 'This device is not known here, or it was revoked. Set it up again in Rounds.';
  const challenge = { 'www-authenticate': 'Basic realm="Rounds", charset="UTF-8"' };
  switch (app) {
    case 'owntracks':
      return { ...json(401, '[]'), headers: challenge };
    case 'overland': // shows the member `error` to its user
      return {
        ...json(401, JSON.stringify({ result: 'error', error: sentence })),
        headers: { 'www-authenticate': 'Bearer realm="Rounds"' },
      };
    case 'gpslogger':
      return { ...plain(401, sentence), headers: challenge };
    case 'traccar':
    case null:
      return plain(401, sentence);
    case 'rounds':
      return { ...json(401, problem(sentence)), contentType: 'application/problem+json' };
  }
}

function problem(detail: string): string {
  return JSON.stringify({
    type: 'about:blank',
    title: 'Not signed in',
    status: 401,
    detail,
    code: 'NOT_SIGNED_IN',
    instance: '',
  });
}
