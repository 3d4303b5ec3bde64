// Pure: why a value that a phone sent could not be read.
import type { QuarantineReason } from '../../../shared/positions.ts';
import type { Parameters, UnreadReason } from '../../../shared/problems/problems.ts';
import { isRecord } from './reading.ts';

/** What it counts as, and what exactly is wrong. */
export interface Refusal {
  reason: QuarantineReason;
  why: UnreadReason;
}

type Code = UnreadReason['code'];

/** The published class of each. */
const classOf: Readonly<Record<Code, QuarantineReason>> = {
  NOT_A_LIST: 'BODY_UNREADABLE',
  PART_NOT_AN_OBJECT: 'BODY_UNREADABLE',
  BODY_NO_FORM: 'BODY_UNREADABLE',
  FIXES_OVER_LIMIT: 'TOO_MANY',
  PARTS_OVER_LIMIT: 'TOO_MANY',
  NO_KNOWN_APP: 'APP_UNKNOWN',
  NO_SUCH_MESSAGE: 'KIND_UNKNOWN',
  MESSAGE_ENCRYPTED: 'ENCRYPTED',
  NOT_LOCATED: 'NO_POSITION',
  CELLS_ONLY: 'NO_POSITION_CELL_WIFI_ONLY',
  COORDINATE_NO_NUMBER: 'POSITION_UNREADABLE',
  NO_SUCH_PLACE_ON_EARTH: 'POSITION_OUT_OF_RANGE',
  PLACE_IS_PLACEHOLDER: 'POSITION_PLACEHOLDER',
  NOT_TIMED: 'NO_TIME',
  STAY_WITHOUT_ENDS: 'NO_TIME',
  TIME_NO_MOMENT: 'TIME_UNREADABLE',
  NEITHER_ENTER_NOR_LEAVE: 'FIELD_UNREADABLE',
  FIELD_NOT_READ: 'FIELD_UNREADABLE',
  ELSEWHERE_THEN: 'SAME_TIME_OTHER_PLACE',
  ELSEWHERE_STORED: 'SAME_TIME_OTHER_PLACE',
  WAS_READABLE: 'SAME_TIME_OTHER_PLACE',
};

type Rest<C extends Code> = keyof Parameters<C> extends never ? [] : [parameters: Parameters<C>];

export function unread<C extends Code>(why: C, ...[parameters]: Rest<C>): Refusal {
  return { reason: classOf[why], why: { ...parameters, code: why } as unknown as UnreadReason };
}

export function isRefusal(value: unknown): value is Refusal {
  return isRecord(value) && 'reason' in value && 'why' in value;
}
