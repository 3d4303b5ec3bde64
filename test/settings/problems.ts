import { randomUUID } from 'node:crypto';
import type { settingProblems } from '../../shared/problems/settings.ts';
import { day, post, type Provocations } from '../problems/provoke.ts';

const hours = { key: 'workHours', value: { from: '09:00', to: '18:00' } };
const change = (more: object, login = 'admin') =>
  post(login, '/settings/changes', ({ root }) => ({ ...hours, unitId: root, fromDay: day(30), revision: 0, ...more }));
const withdrawal = (more: object) =>
  post('admin', '/settings/withdrawals', ({ root }) => ({
    key: 'workHours',
    unitId: root,
    fromDay: day(30),
    revision: 0,
    ...more,
  }));
const visits = (value: object) => change({ key: 'visitsByGrade', value });
const grades = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`G${i}`, 1]));
const longAgo = '2020-01-01';

export const provocations: Provocations<typeof settingProblems> = {
  SETTING_CHANGED_MEANWHILE: change({ revision: 7 }),
  NO_COMING_SETTING: withdrawal({}),
  OF_WHOLE_ORGANISATION: post('admin', '/settings/changes', ({ units }) => ({
    key: 'positionDays',
    value: 60,
    unitId: units.east,
    fromDay: day(30),
    revision: 0,
  })),
  BEFORE_TODAY: change({ key: 'positionDays', value: 60, fromDay: longAgo }),
  ONLY_TODAY: change({ key: 'recording', value: 'shift' }),
  DAYS_WERE_USED: { unprovoked: 'visits of that day must be judged', test: 'test/settings/verdicts.test.ts' },
  NOT_TO_COME: withdrawal({ fromDay: longAgo }),
  NO_TILE_FILE: change({ key: 'baseMap', value: { kind: 'file' } }),
  VALUE_OR_INHERIT: change({ inherit: true }),
  MUST_END_AFTER_BEGIN: change({ value: { from: '18:00', to: '09:00' } }),
  TOO_MANY_GRADES: visits(grades),
  NOT_A_GRADE: visits({ 'A:1': 4 }),
  NOT_A_TILE_URL: change({
    key: 'baseMap',
    value: { kind: 'url', url: `https://tiles.example/${randomUUID()}`, frame: 'wgs84', attribution: '' },
  }),
};
