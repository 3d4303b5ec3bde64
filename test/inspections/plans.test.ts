import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { sha256 } from '../../server/inspections/draw.ts';
import { redraw, unlikeLedger } from '../../server/inspections/redraw.ts';
import { voidUnrevealed } from '../../server/inspections/planStore.ts';
import { readDrawExport } from '../../shared/redraw.ts';
import type { InspectionPlan } from '../../shared/inspections.ts';
import { commitText, partiesText } from '../../shared/sample.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { casesOf, change, draw, drawn, freeze, plan } from './plans.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.stop());

const exportOf = async (login: string, { planId }: { planId: string }): Promise<string> =>
  (await server.as(login).get(`/api/v1/inspections/${planId}/draw/export`)).text;

const ledgerKinds = async (planId: string): Promise<string[]> => {
  const { rows } = await server.running.db.query<{ kind: string }>(
    `select kind from ledger_entry where fact like '%' || $1 || '%' order by entry_no`,
    [planId],
  );
  return rows.map(({ kind }) => kind);
};

describe('a draw', () => {
  it('is on the ledger as frame, then seed, then cases, and anybody redraws it from its export', async () => {
    const made = await plan(server);
    expect(made).toMatchObject({ state: 'draft', frames: [], cases: { drawn: 0 } });
    const frozen = await freeze(server, made, { source: 'dice', announced: 'Ann, Bob' });
    expect(frozen).toMatchObject({ state: 'frozen', frames: [{ itemCount: 5, take: 3, seed: null }] });
    const is = await draw(server, made, { seed: '60714 88235 09417 33962' });
    expect(is).toMatchObject({ state: 'drawn', frames: [{ seed: '60714 88235 09417 33962' }], cases: { drawn: 3 } });
    expect(await ledgerKinds(made.planId)).toEqual(['frame', 'draw', 'case', 'case', 'case']);
    const given = readDrawExport(await exportOf('auditor.east', made))!;
    expect(redraw(given)).toEqual([]);
    expect(given.frames[0]!.picks.map(({ id }) => id)).toEqual((await casesOf(server, made)).map(({ code }) => code));
    const ledger = (await server.as('auditor.east').get('/api/v1/ledger/export')).text;
    expect(unlikeLedger(given, ledger)).toEqual([]);
    given.frames[0]!.frame.take = 2;
    expect(unlikeLedger(given, ledger)).toEqual([{ frameNo: 1, code: 'NOT_ON_LEDGER', what: 'frame' }]);
  });

  it('that was thrown away stays counted, and its cases are no cases any more', async () => {
    const { planId } = await drawn(server);
    const thrown = { frameNo: 1, reason: 'wrongFrame', note: 'E6 was forgotten' };
    const after = await ask<InspectionPlan>(server, 'auditor.east', 'post', `/inspections/${planId}/void`, thrown);
    expect(after).toMatchObject({ state: 'void', cases: { drawn: 0 }, frames: [{ voided: { reason: 'wrongFrame' } }] });
    await freeze(server, { planId }, { take: 2 });
    expect(await draw(server, { planId }, { frameNo: 2 })).toMatchObject({
      state: 'drawn',
      cases: { drawn: 2 },
      frames: [{ voided: { note: 'E6 was forgotten' } }, { voided: null }],
    });
    expect(redraw(readDrawExport(await exportOf('auditor.east', { planId }))!)).toEqual([]);
  });

  it('of two auditors at once is one draw', async () => {
    const made = await plan(server);
    await freeze(server, made);
    const both = await Promise.all([draw(server, made), draw(server, made)]);
    expect(both.map((one) => (one as { code?: string }).code ?? 'drawn').sort()).toEqual(['CONFLICT', 'drawn']);
    expect(await casesOf(server, made)).toHaveLength(3);
  });

  it('of two parties has the seed that neither could choose, and is void where nobody reveals in a day', async () => {
    const made = await plan(server);
    await freeze(server, made, { source: 'parties', announced: sha256(commitText(made.planId, 'a secret')) });
    const said = { frameNo: 1, number: '31415' };
    await ask(server, 'supervisor.east', 'post', `/inspections/${made.planId}/number`, said);
    const is = await draw(server, made, { revealed: 'a secret' });
    expect(is.frames[0]!.seed).toBe(sha256(partiesText(made.planId, 'a secret', '31415')));
    expect(redraw(readDrawExport(await exportOf('auditor.east', made))!)).toEqual([]);
    const { db } = server.running;
    const other = await plan(server);
    await freeze(server, other, { source: 'parties', announced: 'ab'.repeat(32) });
    await db.query(
      `insert into inspection_number (org_id, plan_id, frame_no, number, said_by, said_at) values (1, $1, 1, '2', $2, now() - interval '25 hours')`,
      [other.planId, server.idOf('supervisor.east')],
    );
    expect(await voidUnrevealed(db)).toBe(1);
    expect(await voidUnrevealed(db)).toBe(0);
    const shown = await ask<InspectionPlan>(server, 'auditor.east', 'get', `/inspections/${other.planId}`);
    expect(shown).toMatchObject({ state: 'void', frames: [{ voided: { reason: 'notRevealed', by: null } }] });
  });
});

describe('a sample', () => {
  it('is told to nobody of the unit before the plan is over, and then is', async () => {
    const { planId } = await drawn(server);
    for (const login of ['supervisor.east', 'rep.east', 'planner.east']) {
      const bytes = await Promise.all(
        ['', '/cases', '/draw/export'].map(
          async (path) => (await server.as(login).get(`/api/v1/inspections/${planId}${path}`)).text,
        ),
      );
      for (const { ticket, caseId } of await casesOf(server, { planId })) {
        expect(bytes.join('')).not.toContain(ticket);
        expect(bytes.join('')).not.toContain(caseId);
      }
    }
    const before = await ask<InspectionPlan>(server, 'supervisor.east', 'get', `/inspections/${planId}`);
    expect(before).toMatchObject({ state: 'drawn', frames: [{ seed: null }] });
    await ask(server, 'auditor.east', 'post', `/inspections/${planId}/close`, {});
    expect(await casesOf(server, { planId }, 'supervisor.east')).toHaveLength(3);
    expect(redraw(readDrawExport(await exportOf('supervisor.east', { planId }))!)).toEqual([]);
  });

  it('may be changed by a hand that says why, and every change is on the ledger', async () => {
    const { planId } = await drawn(server);
    const [first] = await casesOf(server, { planId });
    const assigned = await change(server, first!, { deed: 'assigned', assigneeId: server.idOf('supervisor.west') });
    expect(assigned).toMatchObject({ state: 'todo', assigneeName: 'supervisor.west' });
    const removed = await change(server, first!, { deed: 'removed', reason: 'unsafe', note: 'landslide' });
    expect(removed).toMatchObject({ state: 'removed', removal: { reason: 'unsafe', note: 'landslide' } });
    expect(await change(server, first!, { deed: 'restored' })).toMatchObject({ state: 'todo', removal: null });
    expect(await change(server, first!, { deed: 'removed' })).toMatchObject({ code: 'INVALID_INPUT' });
    const added = { retailerId: server.retailers.get('E1')!, note: 'asked for' };
    expect(await ask(server, 'auditor.east', 'post', `/inspections/${planId}/cases`, added)).toMatchObject({
      origin: 'added',
      rank: null,
    });
    const foreign = { retailerId: server.retailers.get('W1')! };
    expect(await ask(server, 'auditor.east', 'post', `/inspections/${planId}/cases`, foreign)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await rowsUnlikeLedger(server.running.db, 10)).toEqual([]);
  });
});

describe('what was drawn', () => {
  it('is neither changed nor deleted in the database, nor drawn with a seed older than its frame', async () => {
    const { db } = server.running;
    await expect(db.query('update inspection_frame set take = 1')).rejects.toThrow(/append-only/);
    await expect(db.query('delete from inspection_case')).rejects.toThrow(/append-only/);
    const made = await plan(server);
    await freeze(server, made);
    await expect(
      db.query(
        `insert into inspection_draw (org_id, plan_id, frame_no, frozen_at, seed, drawn_by, drawn_at)
         select org_id, plan_id, frame_no, frozen_at, 'x', frozen_by, frozen_at - interval '1 second' from inspection_frame where plan_id = $1`,
        [made.planId],
      ),
    ).rejects.toThrow(/inspection_seed_after_frame/);
  });

  it('is missed by the ledger where its row is gone or is another one', async () => {
    const { db } = server.running;
    const { planId } = await drawn(server);
    await db.query('alter table inspection_case disable trigger user');
    await db.query(`update inspection_case set retailer_id = $2 where plan_id = $1 and pick_no = 1`, [
      planId,
      server.retailers.get('W5')!,
    ]);
    await db.query(`delete from inspection_case where plan_id = $1 and pick_no = 2`, [planId]);
    await db.query('alter table inspection_case enable trigger user');
    const found = await rowsUnlikeLedger(db, 10);
    expect(found.filter((what) => what.includes('the row is not what was recorded'))).toHaveLength(1);
    expect(found.filter((what) => what.includes('its row is gone'))).toHaveLength(2);
  });
});
