import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentenceOf, type ProblemCode } from '../../shared/problems/problems.ts';
import { fieldProvocations, requestProvocations } from '../api/problems.ts';
import { barrierProvocations } from '../barriers/problems.ts';
import * as calendar from '../calendar/problems.ts';
import * as questionnaires from '../questionnaires/problems.ts';
import * as reports from '../reports/problems.ts';
import * as inspections from '../inspections/problems.ts';
import * as scores from '../scores/problems.ts';
import * as logs from '../logs/problems.ts';
import * as jobs from '../jobs/problems.ts';
import * as oidc from '../oidc/problems.ts';
import * as optimize from '../optimize/problems.ts';
import * as people from '../people/problems.ts';
import * as carriers from '../carriers/problems.ts';
import * as places from '../places/problems.ts';
import * as plans from '../plans/problems.ts';
import * as positions from '../positions/problems.ts';
import { unreadProvocations } from '../positions/unread.ts';
import { fileProvocations, retailerProvocations, rowProvocations } from '../retailers/problems.ts';
import { scenarioProvocations, searchProvocations } from '../scenarios/problems.ts';
import * as settings from '../settings/problems.ts';
import * as visits from '../visits/problems.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { wordsLeft } from './chinese.ts';
import { isUnprovoked, reasonsIn, type AllProvocations } from './provoke.ts';

/** A code that nobody provokes does not compile. */
const provocations: AllProvocations = {
  ...requestProvocations,
  ...fieldProvocations,
  ...people.provocations,
  ...oidc.provocations,
  ...retailerProvocations,
  ...fileProvocations,
  ...rowProvocations,
  ...positions.provocations,
  ...unreadProvocations,
  ...visits.provocations,
  ...carriers.provocations,
  ...places.provocations,
  ...plans.provocations,
  ...optimize.provocations,
  ...barrierProvocations,
  ...scenarioProvocations,
  ...searchProvocations,
  ...jobs.provocations,
  ...settings.provocations,
  ...calendar.provocations,
  ...questionnaires.provocations,
  ...reports.provocations,
  ...inspections.provocations,
  ...scores.provocations,
  ...logs.provocations,
};
const all = Object.entries(provocations) as [ProblemCode, AllProvocations[ProblemCode]][];
const provoked = all.flatMap(([code, one]) => (isUnprovoked(one) ? [] : [[code, one] as const]));
const unprovoked = all.flatMap(([code, one]) => (isUnprovoked(one) ? [[code, one] as const] : []));

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

describe('what the server refuses over HTTP', () => {
  it.each(provoked)('%s is said with its parameters, and in Chinese without an English word', async (code, provoke) => {
    const said = await provoke(server);
    const reason = reasonsIn(said).find((one) => one.code === code);
    expect(reason, JSON.stringify(said)?.slice(0, 600)).toBeDefined();
    const zh = sentenceOf(reason!, 'zh', 'Asia/Shanghai')!;
    expect(wordsLeft(zh, reason!), zh).toEqual([]);
  });
});

describe('what nobody can bring about from outside', () => {
  it('is little, and each has a test of its own', () => {
    expect(unprovoked.map(([code, { test }]) => [code, existsSync(test)])).toEqual(
      unprovoked.map(([code]) => [code, true]),
    );
    expect(unprovoked.length).toBeLessThanOrEqual(70);
  });
});
