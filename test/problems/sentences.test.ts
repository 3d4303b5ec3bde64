import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { issueReason } from '../../shared/problems/issue.ts';
import {
  classOf,
  problems,
  sentenceOf,
  type Parameters,
  type PlainCode,
  type ProblemCode,
} from '../../shared/problems/problems.ts';
import { fieldName } from '../../shared/problems/fieldNames.ts';
import { errorStatus } from '../../shared/errors.ts';
import { FixBatch } from '../../shared/positions.ts';
import { NewPerson } from '../../shared/people.ts';
import { isEnglish } from './chinese.ts';

const at = '2026-03-02T08:00:00.000Z';
const some = { count: 12, examples: ['E1', 'E2'] };

/** Parameters for every code that has some: a code that is new here does not compile without them. */
const samples: { [C in Exclude<ProblemCode, PlainCode>]: Parameters<C> } = {
  LOG_STILL_TO_COME: { today: '2026-03-02' },
  TOO_MANY_REVISIONS: { most: 20 },
  UNIT_IN_USE: { people: 2, retailers: 30, units: 1 },
  UNKNOWN_ROLE: { role: 'x' },
  PROPOSAL_ANSWERED: { word: 'moved' },
  CALENDAR_NOT_PERIODIC: { type: 2 },
  CALENDAR_FILE_ENDS: { lines: 3, needed: 8 },
  CALENDAR_FILE_LONG: { lines: 9, needed: 8 },
  CALENDAR_LINE_SHORT: { line: 4, needed: 8 },
  CALENDAR_NO_NUMBER: { line: 4, word: 'x' },
  CALENDAR_OUT_OF_RANGE: { line: 4, name: 'code', least: 1, most: 15 },
  DAYS_NOT_RISING: { day: '2026-03-02' },
  LAST_VISIT_LATE: { first: '2026-03-02' },
  CALENDAR_TOO_LONG: { most: 366 },
  PERIOD_ENDS_EARLY: { from: '2026-03-02' },
  PERIOD_TOO_LONG: { days: 1100 },
  CUT_OF_ANOTHER: { cuts: ['unit', 'person'] },
  RETAILER_CODE_TWICE: { name: 'R1' },
  PINS_SAME_DAY: { day: '2026-03-02' },
  ABSENCES_OVERLAP: { first: '2026-03-02', second: '2026-03-04' },
  TRAVEL_ROWS: { rows: 3 },
  CALENDAR_CHANGED: { by: 'Ann', at },
  STILL_ASKED: { until: at },
  TOO_MANY_REMEDIES: { most: 20 },
  QUESTION_KEY_TWICE: { key: 'b', of: 'a' },
  QUESTION_OPTION_TWICE: { key: 'b', of: 'a' },
  QUESTION_UNKNOWN: { key: 'b', of: 'a' },
  QUESTION_OPTION_UNKNOWN: { key: 'b', of: 'a' },
  QUESTION_LOOKS_DOWN: { key: 'b', of: 'a' },
  QUESTION_LOOKS_AT_ITSELF: { key: 'b', of: 'a' },
  QUESTION_CIRCLE: { key: 'b', of: 'a' },
  QUESTION_CONDITION_KIND: { key: 'b', of: 'a' },
  QUESTION_BOUNDS: { key: 'b', of: 'a' },
  QUESTIONNAIRE_CHANGED: { by: 'Ann', at },
  XLSFORM_COLUMN_MISSING: { column: 'type' },
  XLSFORM_COLUMN: { column: 'calculation' },
  XLSFORM_TYPE: { text: 'geopoint' },
  XLSFORM_EXPRESSION: { text: 'count(.) > 1' },
  XLSFORM_LIST: { text: 'shops' },
  XLSFORM_VALUE: { column: 'required', text: 'perhaps' },
  SCHEME_KEY_TWICE: { key: 'b', said: 100, sum: 95.5 },
  SCHEME_SUM: { key: 'b', said: 100, sum: 95.5 },
  SCHEME_CURVE_ORDER: { key: 'b', said: 100, sum: 95.5 },
  SCHEME_CURVE_RANGE: { key: 'b', said: 100, sum: 95.5 },
  SCHEME_TARGET: { key: 'b', said: 100, sum: 95.5 },
  SCHEME_METRIC: { key: 'b', said: 100, sum: 95.5 },
  SCHEME_EVENT_TWICE: { key: 'b', said: 100, sum: 95.5 },
  SCHEME_CAPS: { key: 'b', said: 100, sum: 95.5 },
  SCHEME_CHANGED: { by: 'Ann', at },
  SCORES_MONTH_OPEN: { to: '2026-03-31' },
  SCORES_MONTH_AHEAD: { month: '2026-03' },
  SCORES_STILL_COUNTING: { days: 3 },
  SCORES_TERM_OPEN: { until: '2026-03-04' },
  OBJECTIONS_OPEN: { count: 2 },
  OBJECTION_LATE: { until: '2026-03-04' },
  OBJECTION_ANSWERED: { by: 'Ann' },
  POINTS_BEYOND: { most: 20 },
  ENTRY_ITEM: { key: 'b' },
  ENTRY_EVENT: { key: 'b' },
  ENTRY_RANGE: { least: 0, most: 10 },
  CALENDAR_DAYS_GONE: { day: '2026-03-02' },
  BAD_FRAME_ID: { id: 'R1' },
  BAD_FRAME_LINE: { line: 3 },
  DOUBLE_FRAME_ID: { id: 'R1' },
  BAD_TICKETS: { id: 'R1', most: 1_000 },
  TOO_MANY_CORRECTIONS: { most: 20 },
  TOO_MANY_CALLS: { most: 50 },
  FRAME_TOO_LARGE: { most: 200_000 },
  TAKE_OVER_FRAME: { items: 20 },
  PHOTO_PART_WRONG: { parts: 2 },
  AWAY_ALREADY: { from: '2026-03-02', to: '2026-03-04' },
  CALENDAR_FROM_TOMORROW: { today: '2026-03-02' },
  OUTSIDE_CALENDAR: { first: '2026-03-02', last: '2026-03-04' },
  NOT_A_DAY: { text: 'x' },
  NOT_A_DAY_KIND: { text: 'x' },
  DAY_TWICE: { day: '2026-03-02' },
  CALENDAR_NEGATIVE: { line: 4, value: -1 },
  SETTING_CHANGED_MEANWHILE: { key: 'workHours' },
  NO_COMING_SETTING: { key: 'workHours', fromDay: '2026-03-02' },
  OF_WHOLE_ORGANISATION: { key: 'positionDays' },
  BEFORE_TODAY: { today: '2026-03-02' },
  ONLY_TODAY: { today: '2026-03-02' },
  DAYS_WERE_USED: { fromDay: '2026-03-01', today: '2026-03-02' },
  NOT_TO_COME: { today: '2026-03-02' },
  ROLE_MAY_NOT: { role: 'rep', action: 'people.manage' },
  WRONG_TYPE: { expected: 'number' },
  LESS_THAN: { least: 1, inclusive: true },
  MORE_THAN: { most: 500, inclusive: false },
  TEXT_TOO_SHORT: { least: 10 },
  TEXT_TOO_LONG: { most: 100 },
  LIST_TOO_SHORT: { least: 1 },
  LIST_TOO_LONG: { most: 500 },
  NOT_ONE_OF: { values: ['rep', 'admin'] },
  WRONG_FORMAT: { format: 'datetime' },
  NOT_A_MULTIPLE: { of: 5 },
  UNKNOWN_FIELDS: { names: ['more', 'other', 'third', 'fourth'] },
  SECOND_FACTOR_NEEDED: { ways: ['totp', 'recovery'] },
  NESTS_TOO_DEEPLY: { most: 40 },
  NO_PLACE_IN_TABLE: { table: 'plans' },
  UNIT_NAME_TAKEN: { name: '鹿城' },
  WHICH_ORGANISATION: { names: ['一市', '二市'] },
  NO_SUCH_ORGANISATION: { name: '三市', names: ['一市', '二市'] },
  LOGIN_TAKEN: { login: 'ann' },
  PHONE_OF_NO_REP: { name: '王芳' },
  TOO_MANY_TRIES: { where: 'address' },
  LIFE_NO_CHANGE: { state: 'closed' },
  LIFE_SAID_LATER: { day: '2026-03-02' },
  LIFE_NOTHING_SAID: { day: '2026-03-02' },
  STOPS_CLOSED: { names: ['鹿城便利店'] },
  RETAILERS_NOT_YOURS: { missing: 1, wanted: 3 },
  NO_SUCH_COLUMN: { column: '编号', columns: ['编码', '名称'] },
  MAPPED_TWICE: { first: '编码', second: '编号', field: 'code' },
  OTHER_KIND_OF_FILE: { kind: 'locked' },
  WORKBOOK_TOO_WIDE: { cell: 'XFD1' },
  WORKBOOK_TOO_LARGE: { mb: 500 },
  DUPLICATE_CODE: { line: 7 },
  UNKNOWN_UNIT: { name: '鹿城' },
  LOOKS_LIKE_ANOTHER: { sign: 'О' },
  FAR_COORDINATE: { km: 1_200 },
  UNIT_UNKNOWN: { unit: 'bags' },
  UNIT_DIFFERS: { unit: '箱', usual: '条' },
  NO_SUCH_SHEET: { sheet: '零售户', sheets: ['字典', '客户'] },
  CELLS_DIFFER: { cells: 5, columns: 4 },
  QUOTE_NOT_CLOSED: { until: 12 },
  BYTES_BROKEN: { encoding: 'gb18030' },
  SPAN_TOO_LONG: { days: 32 },
  SHIFT_OPEN: { since: at },
  BEFORE_SHIFT_OPENED: { openedAt: at },
  TOO_MANY_FIXES: { most: 1_000 },
  NOT_A_LIST: { name: 'fixes' },
  PART_NOT_AN_OBJECT: { part: 'message' },
  FIXES_OVER_LIMIT: { given: 1_200, most: 1_000 },
  PARTS_OVER_LIMIT: { more: 1, most: 2_000 },
  BODY_NO_FORM: { breaksAt: 17 },
  NO_SUCH_MESSAGE: { kind: 'dance' },
  COORDINATE_NO_NUMBER: { axis: 'lat', says: 'north' },
  NO_SUCH_PLACE_ON_EARTH: { lng: 120, lat: 91 },
  PLACE_IS_PLACEHOLDER: { lng: 0, lat: 0 },
  TIME_NO_MOMENT: { says: null },
  FIELD_NOT_READ: { field: 'appFixId', reason: { code: 'TEXT_TOO_LONG', most: 200 } },
  ELSEWHERE_THEN: { at },
  IMPORT_NOT_STORED: { why: 'planted' },
  OTHER_VISIT_OPEN: { visitId: '0190c0de-0000-7000-8000-000000000000' },
  CLOCK_WRONG: { at },
  JUDGED_AGAIN: { verdictNo: 2 },
  NO_SUCH_DECISION: { decisionNo: 3 },
  STOPS_NOT_YOURS: { missing: 2, wanted: 3 },
  MUST_BE_AFTER: { time: '08:30' },
  WITHIN_DAYS_OF_TODAY: { days: 400 },
  UNTIL_OUT_OF_RANGE: { days: 61 },
  NO_SUCH_STOP: { id: 'a' },
  STOP_ID_TWICE: { id: 'a', other: 0 },
  ROW_NOT_IN_MATRIX: { rows: 5 },
  TOO_MANY_DAY_STOPS: { stops: 300, most: 200 },
  TOO_MANY_STOPS: { most: 500 },
  PIN_BEYOND_END: { stops: 5 },
  PIN_TAKEN: { other: 1 },
  PIN_OF_TERMINAL: { end: 'start' },
  MATRICES_DIFFER: { rows: 4, wanted: 5 },
  MATRIX_NOT_SQUARE: { numbers: 4, rows: 5 },
  STOP_OUT_OF_REACH: { stop: 3 },
  TERRITORY_NAME_TAKEN: { name: '一片' },
  RETAILERS_NOT_IN_UNIT: { missing: 1, wanted: 1 },
  BARRIER_NAMED_TWICE: { name: '瓯江' },
  BARRIER_NAME_TAKEN: { names: ['瓯江', '飞云江'] },
  BARRIER_FAR: { km: 700 },
  BARRIERS_TOO_FINE: { points: 120_000, most: 100_000 },
  BARRIER_ARCHIVED: { by: '王芳', name: '瓯江', at },
  BARRIER_CHANGED: { by: '王芳', name: '瓯江', at },
  LINE_TOO_FINE: { most: 20_000 },
  DAY_PAST: { today: '2026-03-02' },
  DAY_TOO_FAR: { days: 400, today: '2026-03-02' },
  SOME_UNASSIGNED: { count: 1 },
  SCENARIO_NAME_TAKEN: { name: '春季' },
  SCENARIO_NAME_TAKEN_SINCE: { name: '春季' },
  SCENARIO_CHANGED: { by: '王芳', what: 'move', count: 7, at },
  TERRITORY_NO_TWICE: { no: 3 },
  TERRITORY_NAMED_TWICE: { name: '一片' },
  TERRITORY_NO_TOO_LOW: { highest: 9 },
  NO_SUCH_TERRITORY_NO: { no: 12 },
  TERRITORY_LOCKED: { name: '一片' },
  LOCK_NEEDS_TERRITORY: { count: 2 },
  MORE_TERRITORIES: { count: 500 },
  MEASURE_ZERO: { measure: 'orders' },
  MEASURE_UNKNOWN: { measure: 'volume', ...some },
  FAR_AWAY: some,
  LOCKED_NOWHERE: some,
  LOCKED_SINGLY: some,
  SERVER_ENDED_DURING_JOB: { times: 3 },
};

const reasons = (Object.keys(problems) as ProblemCode[]).map((code) => ({
  code,
  ...(code in samples ? samples[code as keyof typeof samples] : {}),
}));

describe('every code of the server', () => {
  it.each(reasons)('$code is said in Chinese without an English sentence', (reason) => {
    const zh = sentenceOf(reason, 'zh', 'Asia/Shanghai')!;
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(zh).not.toMatch(/undefined|null\b(?!）)|NaN|\[object/);
    expect(isEnglish(zh), zh).toBe(false);
  });

  it.each(reasons)('$code is said in English without a Chinese character of its own', (reason) => {
    const en = sentenceOf(reason, 'en')!;
    const given = new Set(JSON.stringify(reason));
    expect([...en].filter((c) => /\p{Script=Han}/u.test(c) && !given.has(c))).toEqual([]);
    expect(en).not.toMatch(/undefined|NaN|\[object/);
    expect(errorStatus[classOf(reason.code)]).toBeGreaterThan(399);
  });

  it('is no sentence where it is of a newer server', () => {
    expect(sentenceOf({ code: 'OF_TOMORROW' }, 'zh')).toBeNull();
    expect(sentenceOf({ code: 'toString' }, 'zh')).toBeNull();
  });

  it('takes the plural of its language, and the clock of its reader', () => {
    expect(sentenceOf({ code: 'SOME_UNASSIGNED', count: 1 }, 'en')).toMatch(/^1 retailer is /);
    expect(sentenceOf({ code: 'SOME_UNASSIGNED', count: 1_200 }, 'en')).toMatch(/^1,200 retailers are /);
    expect(sentenceOf({ code: 'SHIFT_OPEN', since: at }, 'zh', 'Asia/Shanghai')).toContain('16:00');
    expect(sentenceOf({ code: 'SHIFT_OPEN', since: at }, 'en')).toContain(at);
  });
});

describe('what a schema finds', () => {
  const of = (read: z.ZodSafeParseResult<unknown>, value: unknown) =>
    read.error!.issues.map((issue) => [issue.path.join('.'), issueReason(issue, value)]);

  it('is a code with its numbers, of zod’s own checks and of ours', () => {
    const person = { unitId: 'x', role: 'boss', login: 'a b', password: 'short', more: 1 };
    expect(of(NewPerson.safeParse(person), person)).toEqual(
      expect.arrayContaining([
        ['unitId', { code: 'WRONG_FORMAT', format: 'uuid' }],
        ['role', { code: 'NOT_ONE_OF', values: ['rep', 'supervisor', 'planner', 'auditor', 'admin'] }],
        ['name', { code: 'MISSING' }],
        ['login', { code: 'SPACES_IN_LOGIN' }],
        ['password', { code: 'TEXT_TOO_SHORT', least: 10 }],
        ['', { code: 'UNKNOWN_FIELDS', names: ['more'] }],
      ]),
    );
    const many = { fixes: Array.from({ length: 1_001 }, () => ({})) };
    expect(of(FixBatch.safeParse({ fixes: [] }), many)).toEqual([['fixes', { code: 'NO_FIXES' }]]);
  });

  it('stands beside what the form calls the field', () => {
    expect(fieldName('body.territories.3.name', 'zh')).toBe('片区 4，名称');
    expect(fieldName('body.dayEnd', 'en')).toBe('End of the day');
    expect(fieldName('query.cursor', 'zh')).toBe('cursor');
  });
});
