import type { Frame } from '../../shared/frames.ts';
import type { PositionSource } from '../../shared/positions.ts';
import type { ImportField } from '../../shared/imports.ts';
import type { Coded } from '../../shared/tables/coded.ts';
import { enCoded } from '../../shared/tables/enCoded.ts';
import type { VisitState } from '../../shared/visits.ts';
import type { FailureCode } from '../api.ts';

export type { DayState } from '../../shared/tables/coded.ts';

/** A sentence for each word of each closed list: a new code without its sentence does not compile. */
export interface ListWords extends Pick<Coded, 'state' | 'reason' | 'role' | 'trust' | 'rowProblem'> {
  /** A verdict's first line: a sentence a rep can accept. */
  verdict: Record<VisitState, string>;
  failure: Record<FailureCode, string>;
  source: Record<PositionSource, string>;
  frame: Record<Frame, string>;
  field: Record<ImportField, string>;
}

export const enLists: ListWords = {
  state: enCoded.state,
  verdict: {
    open: 'The visit is under way',
    waiting: 'The visit has ended and is being judged',
    valid: 'The visit was at the retailer',
    suspect: 'Something does not fit: a person should look',
    invalid: 'Not at the retailer',
    unverifiable: 'Position too vague to tell',
  },
  reason: enCoded.reason,
  failure: {
    INVALID_INPUT: 'Something in the form cannot be used.',
    NOT_SIGNED_IN: 'You are signed out. Sign in again; nothing is lost.',
    WRONG_CREDENTIALS: 'Login or password is wrong.',
    NOT_ALLOWED: 'Your role may not do this.',
    WRONG_ORIGIN: 'The request came from another site and was refused.',
    NOT_FOUND: 'It is not there, or not yours to see.',
    CONFLICT: 'It conflicts with what is stored already.',
    VISIT_OPEN: 'Another visit is still open: end it first.',
    VISIT_NOT_STARTED: 'This visit was not started.',
    ALREADY_SET_UP: 'This server is set up already. Sign in.',
    BODY_TOO_LARGE: 'The file is too large.',
    UNSUPPORTED_MEDIA: 'This kind of file is not supported.',
    UNREADABLE_FILE: 'The file cannot be read as CSV or Excel.',
    TOO_MANY_REQUESTS: 'Too many tries in a short time. Wait a minute.',
    INTERNAL: 'Something went wrong on the server.',
    OVERLOADED: 'The server is very busy. Try again in a moment.',
    UNREACHABLE: 'The server cannot be reached.',
    BAD_ANSWER: 'The server’s answer cannot be understood. Reload the page: it may be from another version.',
  },
  rowProblem: enCoded.rowProblem,
  role: enCoded.role,
  source: { gnss: 'satellites', wifi: 'WiFi', cell: 'cell towers', manual: 'pin on a map' },
  trust: enCoded.trust,
  frame: { wgs84: 'WGS-84 (GPS)', gcj02: 'GCJ-02 (Amap, Tencent)', bd09: 'BD-09 (Baidu)' },
  field: {
    code: 'Code',
    name: 'Name',
    lng: 'Longitude',
    lat: 'Latitude',
    lngLat: 'Coordinate (both in one)',
    unitName: 'Unit',
    licenceNo: 'Licence number',
    address: 'Address',
    grade: 'Grade',
    businessType: 'Business type',
    scale: 'Scale',
    setting: 'Urban or rural',
    roadCondition: 'Road condition',
    openingHours: 'Opening hours',
    keyHours: 'Key hours',
    visitsPerMonth: 'Visits a month',
    minutesPerVisit: 'Minutes a visit',
    ordersPerMonth: 'Orders a month',
    volumePerMonth: 'Volume a month',
  },
};
