import { randomUUID } from 'node:crypto';
import { rollAll } from '../../server/reports/rollDue.ts';
import { dayAfter } from '../../shared/period.ts';
import type { Objection, Standing } from '../../shared/scores.ts';
import type { ScoreScheme } from '../../shared/scoreScheme.ts';
import type { WholeScheme } from '../../shared/scoreSchemes.ts';
import { todayIn, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { someDays, storeDays } from '../reports/saidDays.ts';

export const thisMonth = todayIn().slice(0, 7);
export const before = (month: string): string => dayAfter(`${month}-01`, -1).slice(0, 7);
export const lastMonth = before(thisMonth);

const t = (zh: string, en: string) => ({ zh, en });

/** One item of every source. */
export const sheet = (over: Partial<ScoreScheme> = {}): ScoreScheme => ({
  title: t('测试方案', 'Test scheme'),
  points: 50,
  sections: [
    {
      ...{ key: 'process', label: t('过程', 'Process'), points: 50 },
      items: [
        {
          ...{ key: 'inPlace', label: t('到位率', 'In place'), points: 20, source: 'metric', metric: 'inPlace' },
          curve: {
            form: 'linear',
            over: 'value',
            at: [
              { x: 0, points: 0 },
              { x: 1, points: 20 },
            ],
          },
          ...{ minN: 1, tooFew: 'neutral' },
        },
        {
          ...{ key: 'manner', label: t('服务态度', 'Manner'), points: 20, source: 'entered', of: 10 },
          curve: {
            form: 'linear',
            over: 'value',
            at: [
              { x: 0, points: 0 },
              { x: 1, points: 20 },
            ],
          },
          ...{ minN: 1, tooFew: 'neutral' },
        },
        {
          ...{ key: 'sales', label: t('销售目标', 'Sales'), points: 10, source: 'imported' },
          curve: {
            form: 'linear',
            over: 'target',
            at: [
              { x: 0.5, points: 0 },
              { x: 1, points: 10 },
            ],
          },
          ...{ targets: { all: 200, units: {}, people: {} }, minN: 1, tooFew: 'leaveOut' },
        },
        {
          ...{ key: 'events', label: t('加减分', 'Events'), points: 0, source: 'events', least: -5, most: 5 },
          events: [{ key: 'complaint', label: t('投诉', 'Complaint'), points: -2 }],
        },
      ],
    },
  ],
  ...over,
});

export const makeScheme = (server: TestServer, content: object = sheet(), unitId = server.units.east) =>
  ask<WholeScheme>(server, 'admin', 'post', '/scores/schemes', { unitId, content });

export async function publishScheme(
  server: TestServer,
  {
    content = sheet(),
    unitId = server.units.east,
    fromMonth = '2020-01',
  }: Partial<Record<'unitId' | 'fromMonth', string>> & { content?: object } = {},
): Promise<WholeScheme> {
  const { schemeId } = await makeScheme(server, content, unitId);
  return ask<WholeScheme>(server, 'admin', 'post', `/scores/schemes/${schemeId}/publish`, { revision: 1, fromMonth });
}

export const entry = (server: TestServer, more: object = {}) => ({
  ...{ entryId: randomUUID(), repId: server.idOf('rep.east'), itemKey: 'manner', value: 8, note: 'seen' },
  ...more,
});

export const enter = <T = unknown>(server: TestServer, month: string, ...entries: object[]) =>
  ask<T>(server, 'supervisor.east', 'post', '/scores/entries', { unitId: server.units.east, month, entries });

const path = (server: TestServer, month: string, deed: string) => `/scores/${server.units.east}/${month}/${deed}`;

export const deed = <T = Standing>(server: TestServer, login: string, month: string, name: string, body: object = {}) =>
  ask<T>(server, login, 'post', path(server, month, name), body);

export const standing = (server: TestServer, login: string, month: string) =>
  ask<Standing>(server, login, 'get', `/scores/standing?unitId=${server.units.east}&month=${month}`);

export const object = (server: TestServer, month: string, more: object = {}) =>
  deed<Objection>(server, 'rep.east', month, 'objections', {
    ...{ objectionId: randomUUID(), itemKey: 'manner', note: 'I was there' },
    ...more,
  });

/** Visits of a month's first days. */
export async function visitIn(server: TestServer, month: string, days = 20): Promise<void> {
  await storeDays(server, someDays(11, `${month}-01`, days));
  await rollAll(server.running.db);
}

/** As `show` does, on a day of which the term is over. */
export async function showLongAgo(server: TestServer, month: string): Promise<void> {
  await server.running.db.query(
    `insert into score_shown (org_id, unit_id, month, draft_no, until_day, shown_by)
     select 1, $1, $2, max(draft_no), $3, $4 from score_draft where unit_id = $1 and month = $2`,
    [server.units.east, `${month}-01`, dayAfter(todayIn(), -1), server.idOf('supervisor.east')],
  );
}

/** Drafted, shown and signed by two. */
export async function closeMonth(server: TestServer, month: string): Promise<Standing> {
  await deed(server, 'supervisor.east', month, 'draft');
  await showLongAgo(server, month);
  const { root } = await standing(server, 'supervisor.east', month);
  await deed(server, 'supervisor.east', month, 'sign', { root });
  return deed(server, 'auditor.east', month, 'sign', { root });
}
