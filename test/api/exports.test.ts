import { parse } from 'csv-parse/sync';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, E1, todayIn, type TestServer } from '../helpers/server.ts';

let server: TestServer;
const day = '2026-03-02';

beforeAll(async () => {
  server = await startTestServer('Asia/Kathmandu');
  const rep = server.as('rep.east');
  const fix = {
    position: E1,
    accuracyM: 8,
    accuracyLevel: 0.68,
    source: 'gnss',
    fixAt: `${day}T02:00:00Z`,
    mock: false,
  };
  const visitId = '01890000-0000-7000-8000-000000000001';
  await rep
    .post('/api/v1/visits')
    .send({ visitId, retailerId: server.retailers.get('E1'), fix, pressedAt: `${day}T02:00:00Z` })
    .expect(201);
  await rep
    .post(`/api/v1/visits/${visitId}/end`)
    .send({ fix: { ...fix, fixAt: `${day}T02:07:30Z` }, pressedAt: `${day}T02:07:30Z` })
    .expect(201);
  await server
    .as('planner.east')
    .post('/api/v1/plans')
    .send({
      repId: server.idOf('rep.east'),
      day: todayIn('Asia/Kathmandu'),
      retailerIds: [server.retailers.get('E1'), server.retailers.get('E2')],
    })
    .expect(201);
});
afterAll(() => server?.stop());

async function file(login: string, path: string, query: Record<string, string> = {}) {
  const answer = await server
    .as(login)
    .get(`/api/v1${path}`)
    .query(query)
    .buffer(true)
    .parse((res, done) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)));
    });
  return {
    status: answer.status,
    bytes: answer.body as Buffer,
    name: decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(answer.get('content-disposition') ?? '')?.[1] ?? ''),
    type: answer.type,
  };
}
const csv = async (...args: Parameters<typeof file>) =>
  parse((await file(...args)).bytes, { bom: true, columns: true }) as Record<string, string>[];

describe('a list as a file', () => {
  it("says times on the unit's clock with its offset, words in the language asked for, and which day in its name", async () => {
    await expect
      .poll(async () => (await csv('auditor.east', '/visits/export', { day, lang: 'zh' }))[0]!['判定'])
      .not.toBe('判定中');
    const { name, type } = await file('auditor.east', '/visits/export', { day, lang: 'zh', frame: 'gcj02' });
    expect([name, type]).toEqual([`走访记录-${day}-gcj02.csv`, 'text/csv']);
    const [row] = await csv('auditor.east', '/visits/export', { day, lang: 'zh' });
    expect(row).toMatchObject({
      日期: day,
      单位: 'East',
      客户经理: 'rep.east',
      零售户编码: 'E1',
      走访开始: `${day} 07:45:00+05:45`,
      走访结束: `${day} 07:52:30+05:45`,
      '驻店时长（分钟）': '7.5',
      '经度（WGS-84）': '120.65',
    });
    const [codes] = await csv('auditor.east', '/visits/export', { day });
    expect(codes).toMatchObject({ rep: 'rep.east', dwellMin: '7.5' });
    expect(codes!.verdict).toMatch(/^(valid|suspect|invalid|unverifiable)$/);
  });

  it('holds what the list holds, with its filters, in pages or not', async () => {
    expect(await csv('auditor.east', '/visits/export', { day: '2026-03-03' })).toEqual([]);
    expect(await csv('auditor.west', '/visits/export')).toEqual([]);
    expect((await csv('supervisor.east', '/people/export', { role: 'rep' })).map((row) => row.login)).toEqual([
      'rep.east',
    ]);
    expect((await csv('admin', '/people/export', { q: 'west' })).map((row) => row.login).sort()).toEqual(
      ['admin', 'auditor', 'planner', 'rep', 'supervisor'].map((role) => `${role}.west`),
    );
    expect((await csv('planner.east', '/retailers/export', { q: 'e3' })).map((row) => row.code)).toEqual(['E3']);
  });

  it('of plans has a row a stop, in order, with what became of it', async () => {
    const today = todayIn('Asia/Kathmandu');
    const rows = await csv('rep.east', '/plans/export', { day: today, lang: 'en' });
    expect(rows.map((row) => [row.Representative, row.Order, row.Outcome])).toEqual([
      ['rep.east', '1', 'Planned'],
      ['rep.east', '2', 'Planned'],
    ]);
    expect(await csv('rep.west', '/plans/export', { day: today })).toEqual([]);
    const json = JSON.parse(
      (await file('planner.east', '/plans/export', { day: today, format: 'geojson' })).bytes.toString(),
    ) as { features: unknown[] };
    expect(json.features).toHaveLength(2);
  });

  it('is a workbook that spreadsheets read', async () => {
    const { bytes, name } = await file('planner.east', '/retailers/export', { format: 'xlsx', lang: 'zh' });
    expect(name).toMatch(/^零售户-\d{4}-\d\d-\d\d-wgs84\.xlsx$/);
    const [sheet] = await readXlsxFile(bytes);
    expect(sheet!.data.length).toBe(6);
    expect(sheet!.data[1]!.slice(0, 4)).toEqual(['E1', expect.any(String), 120.65, 28]);
  });

  it.each([
    ['people on a map', '/people/export', { format: 'geojson' }, 'query.format'],
    ['a format that is none', '/visits/export', { format: 'pdf' }, 'query.format'],
    ['a frame that is none', '/retailers/export', { frame: 'mars' }, 'query.frame'],
    ['a language that is none', '/retailers/export', { lang: 'fr' }, 'query.lang'],
    ['days backwards', '/plans/export', { day, until: '2026-03-01' }, 'query.until'],
    ['a year of plans', '/plans/export', { day, until: '2027-03-01' }, 'query.until'],
    ['plans of no day', '/plans/export', {}, 'query.day'],
  ])('refuses %s and names the field', async (_, path, query, field) => {
    const { status, bytes } = await file('planner.east', path, query as Record<string, string>);
    expect([status, (JSON.parse(bytes.toString()) as { fields: { path: string }[] }).fields[0]!.path]).toEqual([
      400,
      field,
    ]);
  });
});
