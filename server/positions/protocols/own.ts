import { isPlaceholder } from '../../../shared/geo.ts';
import { issueReason } from '../../../shared/problems/issue.ts';
import { sentenceOf } from '../../../shared/problems/problems.ts';
import { FixInput, MAX_FIXES_A_REQUEST } from '../../../shared/positions.ts';
import type { Fix, FixReceipt } from '../../../shared/positions.ts';
import { addFix, quarantined } from './quarantine.ts';
import { content, emptyReading, isRecord, json, own } from './reading.ts';
import type { Reading, ReadingRequest } from './reading.ts';
import { isRefusal, unread, type Refusal } from './refusal.ts';
import { accuracyM, fixOf, flag, fraction, fromMps, instant, isPhoneInstant, within } from './values.ts';

/**
 * The product's own API, POST /api/v1/positions (`FixBatch`): read fix by fix, so that one bad fix does not hold up the rest.
 * @param isParsed the body has been parsed with `FixBatch`
 */
export function readOwn(request: ReadingRequest, isParsed = false): Reading {
  const reading = emptyReading('rounds', null, json(200, ''));
  const fixes = own(content(request), 'fixes');
  if (!Array.isArray(fixes)) {
    reading.quarantine.push(quarantined(request, unread('NOT_A_LIST', { name: 'fixes' })));
  } else if (fixes.length > MAX_FIXES_A_REQUEST) {
    const refusal = unread('FIXES_OVER_LIMIT', { given: fixes.length, most: MAX_FIXES_A_REQUEST });
    reading.quarantine.push(quarantined(request, refusal));
  } else {
    const seen = new Set<string>();
    for (const said of fixes as unknown[]) {
      const fix = (isParsed ? plainFix(said as FixInput) : null) ?? ownFix(said, isParsed);
      if (isRefusal(fix) || seen.has(fix.fixAt)) addFix(reading, request, fix, { fixes: [said] });
      else {
        seen.add(fix.fixAt);
        reading.fixes.push(fix);
      }
    }
  }
  return { ...reading, answer: receipt(reading) };
}

/** What `ownFix` makes of a parsed fix whose times stand as they will be stored, in a tenth of the time; null for any other. */
function plainFix(said: FixInput): Fix | null {
  const { position, fixAt, sentAt = null } = said;
  if (isPlaceholder(position) || !isPhoneInstant(fixAt) || (sentAt !== null && !isPhoneInstant(sentAt))) return null;
  const radiusM = accuracyM(said.accuracyM);
  return {
    position,
    fixAt,
    accuracyM: radiusM,
    accuracyLevel: radiusM === null ? null : (said.accuracyLevel ?? null),
    source: said.source ?? null,
    mock: said.mock ?? null,
    speedMps: fromMps(said.speedMps),
    courseDeg: within(said.courseDeg, 0, 360),
    altitudeM: said.altitudeM ?? null,
    battery: fraction(said.battery),
    sentAt,
    appFixId: said.appFixId || null, // an empty name is none
  };
}

function ownFix(said: unknown, isParsed: boolean): Fix | Refusal {
  if (!isRecord(said)) return unread('PART_NOT_AN_OBJECT', { part: 'fix' });
  const place = own(said, 'position');
  const read = fixOf({
    lng: own(place, 'lng'),
    lat: own(place, 'lat'),
    fixAt: instant(own(said, 'fixAt')),
    accuracyM: own(said, 'accuracyM'),
    mock: flag(own(said, 'mock')),
    speedMps: fromMps(own(said, 'speedMps')),
    courseDeg: own(said, 'courseDeg'),
    altitudeM: own(said, 'altitudeM'),
    battery: fraction(own(said, 'battery')),
    sentAt: instant(own(said, 'sentAt')),
    appFixId: own(said, 'appFixId'),
  });
  if (isRefusal(read)) return read;
  const input = isParsed ? { success: true as const, data: said as FixInput } : FixInput.safeParse(said);
  if (!input.success) {
    const [issue] = input.error.issues;
    return unread('FIELD_NOT_READ', { field: issue!.path.join('.'), reason: issueReason(issue!, said) });
  }
  // Our own client knows these; a browser's accuracy is the 95 % radius where a phone's is the 68 % one.
  const level = input.data.accuracyLevel ?? null;
  return { ...read, source: input.data.source ?? null, accuracyLevel: read.accuracyM === null ? null : level };
}

function receipt(reading: Reading): Reading['answer'] {
  const body: FixReceipt = {
    accepted: reading.fixes.length,
    quarantined: reading.quarantine.map(({ reason, why }) => ({ reason, detail: sentenceOf(why, 'en')! })),
  };
  return json(200, JSON.stringify(body));
}
