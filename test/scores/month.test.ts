import { periodsIn } from '../../server/scores/closingStore.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { rollAll } from '../../server/reports/rollDue.ts';
import { verifyRecord } from '../../server/scores/verify.ts';
import type { Standing, StandingLine } from '../../shared/scores.ts';
import { ask } from '../problems/provoke.ts';
import { startTestServer, todayIn, type TestServer } from '../helpers/server.ts';
import {
  before,
  closeMonth,
  deed,
  enter,
  entry,
  lastMonth,
  object,
  publishScheme,
  showLongAgo,
  standing,
  thisMonth,
  visitIn,
} from './months.ts';
import { lieOfEach } from './lies.ts';

const [closed, shown] = [before(lastMonth), lastMonth];
let server: TestServer;
let rep: string;
beforeAll(async () => {
  server = await startTestServer();
  rep = server.idOf('rep.east');
  const { schemeId } = await publishScheme(server, { fromMonth: thisMonth });
  await ask(server, 'admin', 'post', `/scores/schemes/${schemeId}/1/retire`, {});
  await publishScheme(server);
  for (const month of [closed, shown]) await visitIn(server, month);
});
afterAll(() => server.stop());

const lineOf = ({ people }: Standing, itemKey: string): StandingLine =>
  people.find(({ repId }) => repId === rep)!.lines.find((line) => line.itemKey === itemKey)!;
const lineAt = (month: string, itemKey: string, login = 'rep.east', repId = rep) =>
  ask<{ line: StandingLine; evidence: { id: string; num: number; den: number; what: string | null }[] }>(
    server,
    login,
    'get',
    `/scores/line?${new URLSearchParams({ unitId: server.units.east, month, repId, itemKey }).toString()}`,
  );
const text = async (path: string, login = 'auditor.east') =>
  (
    await server
      .as(login)
      .get(`/api/v1${path}`)
      .buffer()
      .parse((res, done) => {
        let all = '';
        res.setEncoding('utf8');
        res.on('data', (piece: string) => (all += piece));
        res.on('end', () => done(null, all));
      })
  ).body as string;
const record = (month: string) => text(`/scores/${server.units.east}/${month}/record`);
/** Made-up visits have no evidence. */
const unlike = async () =>
  (await rowsUnlikeLedger(server.running.db, 100)).filter((line) => !line.startsWith('verdict'));
const refused = (code: string) => ({ reason: { code } });

describe('an open month', () => {
  it('stands as its facts do: rows of the reports, what was entered, what happened', async () => {
    await enter(
      server,
      closed,
      entry(server, { value: 8 }),
      entry(server, { value: 5 }),
      entry(server, { itemKey: 'sales', value: 150 }),
      entry(server, { itemKey: 'events', eventKey: 'complaint', value: 2 }),
    );
    const stands = await standing(server, 'supervisor.east', closed);
    expect(stands).toMatchObject({ state: 'open', root: null, daysDue: 0, honours: [] });
    const value = await ask<{ total: { num: number; den: number; undecided: number } }>(
      server,
      'rep.east',
      'get',
      `/reports/values?${new URLSearchParams({ metric: 'inPlace', from: `${closed}-01`, to: `${closed}-28` }).toString()}`,
    );
    const { num, den, undecided } = value.total;
    expect(den).toBeGreaterThan(10);
    expect(lineOf(stands, 'inPlace')).toMatchObject({ num, den, undecided, n: den, most: 2000 });
    expect(lineOf(stands, 'inPlace').points).toBe(Math.round((2000 * num) / den));
    expect(lineOf(stands, 'manner')).toMatchObject({ num: 13, den: 20, points: 1300 });
    expect(lineOf(stands, 'sales')).toMatchObject({ num: 150, target: 200, points: 500 });
    expect(lineOf(stands, 'events')).toMatchObject({ num: -4, points: -400, most: 0 });
  });

  it('opens each line into the facts that add up to it', async () => {
    for (const itemKey of ['inPlace', 'manner', 'sales', 'events']) {
      const { line, evidence } = await lineAt(closed, itemKey);
      expect(evidence).toHaveLength(line.n);
      expect(evidence.reduce((sum, { num }) => sum + num, 0)).toBe(line.num);
      expect(evidence.reduce((sum, { den }) => sum + den, 0)).toBe(line.den);
      expect(evidence.every(({ what }) => what !== null)).toBe(true);
    }
  });

  it('shows a rep nobody else, and a sister unit nothing', async () => {
    const mine = await standing(server, 'rep.east', closed);
    expect(mine.people.map(({ repId }) => repId)).toEqual([rep]);
    expect(mine.distribution.reduce((sum, { count }) => sum + count, 0)).toBe(1);
    for (const login of ['rep.west', 'supervisor.west', 'auditor.west'])
      expect(await standing(server, login, closed)).toMatchObject(refused('NO_SUCH_UNIT'));
    expect(await lineAt(closed, 'manner', 'rep.east', server.idOf('rep.west'))).toMatchObject(refused('NO_SUCH_LINE'));
  });

  it('counts no entry that was withdrawn, and the same entry once', async () => {
    const one = entry(server, { value: 0 });
    for (const _ of [1, 2]) await enter(server, closed, one);
    expect(lineOf(await standing(server, 'rep.east', closed), 'manner')).toMatchObject({ num: 13, den: 30 });
    const withdrawn = await ask(server, 'supervisor.east', 'post', `/scores/entries/${one.entryId}/withdraw`, {
      why: 'mistyped',
    });
    expect(withdrawn).toMatchObject({ withdrawn: { why: 'mistyped' } });
    expect(lineOf(await standing(server, 'rep.east', closed), 'manner')).toMatchObject({ num: 13, den: 20 });
  });
});

describe('a month that is closed', () => {
  it('is drafted, shown, objected to, answered, and signed by two people', async () => {
    await enter(server, shown, entry(server, { value: 6 }));
    await deed(server, 'supervisor.east', shown, 'draft');
    expect((await standing(server, 'rep.east', shown)).people).toEqual([]);
    const opened = await deed(server, 'supervisor.east', shown, 'show');
    expect(opened).toMatchObject({ state: 'shown' });
    expect(opened.untilDay! > todayIn()).toBe(true);
    const objection = { objectionId: randomUUID() };
    for (const _ of [1, 2])
      expect(await object(server, shown, objection)).toMatchObject({ itemKey: 'manner', answer: null });
    expect(await object(server, shown, {})).toMatchObject(refused('OBJECTION_TWICE'));
    const open = async (repId: string | null) =>
      (await periodsIn(server.running.db, 1, [server.units.east], repId)).find(({ month }) => month === shown)!
        .openObjections;
    expect(await open(null)).toBe(1);
    expect(await open(server.idOf('rep.east'))).toBe(1);
    expect(await open(randomUUID())).toBe(0); // to a colleague not even that there is one
    const answer = { isUpheld: true, points: 1500, why: 'the form was of another shop' };
    await ask(server, 'auditor.east', 'post', `/scores/objections/${objection.objectionId}/answer`, answer);
    const stands = await standing(server, 'rep.east', shown);
    expect(lineOf(stands, 'manner')).toMatchObject({ points: 1200, corrected: 1500 });
    expect(stands.objections).toMatchObject([{ answer: { ...answer, by: 'auditor.east' } }]);
    expect(await deed(server, 'auditor.east', shown, 'sign', { root: stands.root })).toMatchObject(
      refused('SCORES_TERM_OPEN'),
    );
  });

  it('reckons again to the same from its export alone, and says what does not', async () => {
    expect(verifyRecord(await record(shown))).toMatchObject({ lineCount: 4, faults: [] });
    await closeMonth(server, closed);
    const written = await record(closed);
    expect(verifyRecord(written)).toMatchObject({ head: { state: 'closed' }, lineCount: 4, faults: [] });
    const lie = written.replace('"points":1300', '"points":1400');
    expect(verifyRecord(lie)!.faults.map(({ en }) => en)).toEqual([
      `manner (${rep}): its evidence comes to 13 points, the line says 14`,
      'the lines do not have the root of the draft',
      'the lines do not have the root of the bulletin',
    ]);
    const gone = written.split('\n').filter((line) => !line.includes('"itemKey":"sales"'));
    expect(verifyRecord(gone.join('\n'))!.faults[0]!.en).toBe(`sales (${rep}): this line is missing`);
    expect(verifyRecord('{}')).toBeNull();
  });

  it('is not closed by one alone, nor changed by anybody afterwards', async () => {
    const stands = await standing(server, 'auditor.east', closed);
    expect(stands).toMatchObject({ state: 'closed', signatures: [{ role: 'supervisor' }, { role: 'auditor' }] });
    expect(await enter(server, closed, entry(server))).toMatchObject(refused('SCORES_SHOWN'));
    expect(await deed(server, 'supervisor.east', closed, 'draft')).toMatchObject(refused('SCORES_SHOWN'));
    const { db } = server.running;
    for (const deeds of [
      `update score_line set points = points + 1`,
      `delete from score_line`,
      `update bulletin set content = '{}'`,
      `insert into score_draft select org_id, unit_id, month, draft_no + 1, scheme_id, version, people, root from score_draft where month = '${closed}-01'`,
      `update score_scheme set content = '{}'`,
    ])
      await expect(db.query(deeds)).rejects.toThrow(/refused/);
    await expect(
      db.query(
        `insert into score_signature (org_id, unit_id, month, role, signed_by, root) select 1, $1, $2, 'auditor', $3, ''`,
        [server.units.east, `${shown}-01`, server.idOf('auditor.east')],
      ),
    ).resolves.toBeTruthy();
    await expect(
      db.query(
        `insert into score_signature (org_id, unit_id, month, role, signed_by, root) select 1, $1, $2, 'supervisor', $3, ''`,
        [server.units.east, `${shown}-01`, server.idOf('auditor.east')],
      ),
    ).rejects.toThrow(/score_signed_by_two/);
  });

  it('says what changed since, and is corrected by name in the first month that is not shown', async () => {
    const { evidence } = await lineAt(closed, 'inPlace');
    const { rows } = await server.running.db.query<{ id: string }>(
      `select visit_id as id from visit where visit_id = any($1::uuid[]) and state = 'valid' and decision_no is null limit 1`,
      [evidence.map(({ id }) => id)],
    );
    await ask(server, 'auditor.east', 'post', `/visits/${rows[0]!.id}/decision`, {
      word: 'invalid',
      note: 'nobody came',
      verdictNo: 1,
    });
    await rollAll(server.running.db);
    const since = await ask<{
      items: { itemKey: string; changed: string[]; was: { num: number }; now: { num: number } }[];
    }>(server, 'auditor.east', 'get', `/scores/${server.units.east}/${closed}/since`);
    expect(since.items).toMatchObject([{ itemKey: 'inPlace', changed: [rows[0]!.id] }]);
    expect(since.items[0]!.now.num).toBe(since.items[0]!.was.num - 1);
    const correction = {
      correctionId: randomUUID(),
      repId: rep,
      itemKey: 'inPlace',
      points: -75,
      why: 'a visit found false',
    };
    expect(await deed(server, 'auditor.east', closed, 'corrections', correction)).toEqual({ inMonth: thisMonth });
    expect(lineOf(await standing(server, 'rep.east', thisMonth), 'correction')).toMatchObject({ points: -75, most: 0 });
    expect((await lineAt(thisMonth, 'correction')).evidence).toMatchObject([{ what: 'a visit found false' }]);
  });
});

describe('the ledger', () => {
  it('has every row of a closed month as it is', async () => {
    expect(await unlike()).toEqual([]);
  });

  it('finds whatever its owner changes in one: every column that says something', async () => {
    const { columns, unfound } = await lieOfEach(server.running.db);
    expect(columns).toBeGreaterThan(90);
    expect(unfound).toEqual([]);
  });
});

it('shows a month of which the term is over to nobody for objections', async () => {
  const older = before(closed);
  await enter(server, older, entry(server));
  await deed(server, 'supervisor.east', older, 'draft');
  await showLongAgo(server, older);
  expect(await object(server, older)).toMatchObject(refused('OBJECTION_LATE'));
});
