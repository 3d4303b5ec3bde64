import type { Frame } from '../../shared/frames.ts';
import type { Role } from '../../shared/people.ts';
import type { PositionSource } from '../../shared/positions.ts';
import type { CoordinateTrust, ImportField, RowProblem } from '../../shared/retailers.ts';
import type { Reason } from '../../shared/verdicts.ts';
import type { VisitState } from '../../shared/visits.ts';
import type { FailureCode } from '../api.ts';

/** What a retailer is on a day's map. */
export type DayState = VisitState | 'planned' | 'missed' | 'other';

/** A sentence for each word of each closed list: a new code without its sentence does not compile. */
export interface ListWords {
  state: Record<DayState, string>;
  /** A verdict's first line: a sentence a rep can accept. */
  verdict: Record<VisitState, string>;
  reason: Record<Reason, string>;
  failure: Record<FailureCode, string>;
  rowProblem: Record<RowProblem, string>;
  role: Record<Role, string>;
  source: Record<PositionSource, string>;
  trust: Record<CoordinateTrust, string>;
  frame: Record<Frame, string>;
  field: Record<ImportField, string>;
}

export const enLists: ListWords = {
  state: {
    planned: 'Planned',
    open: 'In a visit',
    waiting: 'Being judged',
    valid: 'Valid',
    suspect: 'Suspect',
    invalid: 'Invalid',
    unverifiable: 'Unverifiable',
    missed: 'Missed',
    other: 'Not planned',
  },
  verdict: {
    open: 'The visit is under way',
    waiting: 'The visit has ended and is being judged',
    valid: 'The visit was at the retailer',
    suspect: 'Something does not fit: a person should look',
    invalid: 'Not at the retailer',
    unverifiable: 'Position too vague to tell',
  },
  reason: {
    IN_PLACE: 'Every position fits being at the retailer.',
    BOTH_PRESSES_ELSEWHERE: 'Neither press can have been made near the retailer.',
    ONE_PRESS_ELSEWHERE: 'One press fits the retailer, the other does not.',
    NEAR_BUT_UNPROVEN: 'The positions are near, but do not prove presence.',
    POSITION_TOO_VAGUE: 'No position is precise enough to prove a visit here.',
    NO_FIX: 'A press carries no measured position.',
    NO_TRUSTED_COORDINATE: 'The retailer has no usable coordinate.',
    COORDINATE_UNCONFIRMED: 'The retailer’s coordinate was only imported, so the distance accuses nobody.',
    NO_START_PRESS: '‘Start visit’ was not pressed.',
    NO_END_PRESS: '‘End visit’ was not pressed.',
    TRACK_CONFIRMS: 'The shift’s track passes the retailer.',
    PHONE_NOTICED: 'The phone’s own geofence noticed the arrival, and no departure before the end.',
    MOCK: 'The phone says that the position was made by another app.',
    TELEPORT: 'No vehicle goes from the place before to this one in that time.',
    FROZEN: 'The very same position, to the last digit, was sent on other days or by another person.',
    REPLAY: 'These are the positions of an earlier visit again.',
    TOO_PERFECT: 'The position is steadier than a receiver can be.',
    STALE: 'The position is older than the press.',
    CLOCK: 'The phone’s clock disagrees with the server’s.',
    TIME_UNKNOWN: 'A time is missing.',
    DEVICE: 'One phone was used by two people, or two phones by one.',
    CELL_ONLY: 'Both positions come from cell towers alone.',
    MOVING: 'The press was made while moving.',
    TRACK_ELSEWHERE: 'The shift’s track is somewhere else during the visit.',
    COORDINATE_MOVED: 'The learned coordinate is far from the registered one, and nobody has inspected it.',
    FRAME: 'The stored coordinate looks like a mix-up of coordinate frames: the data are to blame.',
    FRAME_POSSIBLE: 'The distance is what a mix-up of coordinate frames would make.',
    SHARED_COORD: 'Several retailers share this coordinate.',
    SHORT_DWELL: 'The stay was shorter than required.',
    LONG_DWELL: 'The stay was unusually long.',
    OVERLAP: 'Two visits of this rep overlap.',
    OUT_OF_HOURS: 'The visit was outside the allowed hours.',
    NOTICED_ELSEWHERE: 'The phone’s own geofence noticed that the rep had left the retailer.',
    CLAIMED_AFTERWARDS: 'Not pressed at the time: the rep claimed the visit afterwards, from a stop in their own track.',
    ACCURACY_UNKNOWN: 'The phone did not say how accurate it was; a typical value is used.',
    SOURCE_UNKNOWN: 'The phone did not say how it measured.',
    COORDINATE_SIGMA_UNKNOWN: 'How good the retailer’s coordinate is, is not known; a typical value is used.',
    MANUAL_POSITION: 'The position is a pin on a map and measures nothing.',
    NULL_ISLAND: 'The position is 0°, 0°: what software says when it knows nothing.',
  },
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
  rowProblem: {
    NO_CODE: 'No code',
    NO_NAME: 'No name',
    NO_COORDINATE: 'No coordinate',
    BAD_COORDINATE: 'The coordinate cannot be read',
    NULL_ISLAND: 'The coordinate is 0, 0',
    SWAPPED_COORDINATE: 'Longitude and latitude look swapped',
    BAD_VALUE: 'A value cannot be used',
    DUPLICATE_CODE: 'The code occurs earlier in the file',
    UNKNOWN_UNIT: 'There is no unit of this name',
    OTHER_UNIT: 'The retailer belongs to a unit you may not change',
    UNREADABLE_ROW: 'The row cannot be read',
  },
  role: { rep: 'Representative', supervisor: 'Supervisor', planner: 'Planner', auditor: 'Auditor', admin: 'Administrator' },
  source: { gnss: 'satellites', wifi: 'WiFi', cell: 'cell towers', manual: 'pin on a map' },
  trust: { imported: 'imported only', confirmed: 'confirmed', surveyed: 'surveyed on the spot' },
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
