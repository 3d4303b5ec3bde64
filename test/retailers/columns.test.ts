import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packColumns, unpackColumns, type PackedColumns } from '../../shared/retailerColumns.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';

interface Row {
  lng: number;
  lat: number;
  id: string;
  territoryId: string | null;
  name: string;
  code: string;
}
const degrees = (most: number) => fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((units) => units / 1e7);
const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((s) => !/\0|\p{Surrogate}/u.test(s));
const territories = [
  '7d3f6a52-0c0e-4c11-9b70-2f35a3b6c001',
  '00000000-0000-4000-8000-000000000000',
  'ffffffff-ffff-4fff-bfff-ffffffffffff',
];
const rows = fc.array(
  fc.record<Row>({
    lng: degrees(180),
    lat: degrees(90),
    id: fc.uuid(),
    territoryId: fc.constantFrom(null, ...territories),
    name: text,
    code: text,
  }),
  { maxLength: 30 },
);

const uuidBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const joined = (texts: string[]): Buffer => Buffer.from(texts.join('\0'));

/** As the database says it. */
function columnsOf(all: readonly Row[]): PackedColumns {
  const places = Buffer.alloc(8 * all.length);
  all.forEach(({ lng, lat }, i) => {
    places.writeInt32BE(Math.round(lng * 1e7), 8 * i);
    places.writeInt32BE(Math.round(lat * 1e7), 8 * i + 4);
  });
  return {
    count: all.length,
    places,
    ids: Buffer.concat(all.map(({ id }) => uuidBytes(id))),
    territoryIds: Buffer.concat(
      all.map(({ territoryId }) => (territoryId === null ? Buffer.alloc(16) : uuidBytes(territoryId))),
    ),
    names: joined(all.map(({ name }) => name)),
    codes: joined(all.map(({ code }) => code)),
  };
}

const bytesOf = (all: readonly Row[]): ArrayBuffer => packColumns(columnsOf(all)).buffer as ArrayBuffer;

describe('columns of retailers', () => {
  it('come out as they went in, whatever the names', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const read = unpackColumns(bytesOf(all));
        expect(read.count).toBe(all.length);
        const back = all.map((_, i): Row => ({
          lng: read.lng[i]!,
          lat: read.lat[i]!,
          id: read.ids[i]!,
          territoryId: read.territoryIds[read.territory[i]!] ?? null,
          name: read.names[i]!,
          code: read.codes[i]!,
        }));
        expect(back).toEqual(all.map(({ lng, lat, ...rest }) => ({ lng: lng + 0, lat: lat + 0, ...rest })));
        expect([read.ids.length, read.names.length, read.codes.length]).toEqual([all.length, all.length, all.length]);
      }),
    );
  });

  it('say each territory once', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const said = unpackColumns(bytesOf(all)).territoryIds;
        expect([...said].sort()).toEqual([...new Set(all.flatMap(({ territoryId }) => territoryId ?? []))].sort());
      }),
    );
  });

  it('are refused, and never misread, when they are cut short or are something else', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (all, cut) => {
        const whole = bytesOf(all);
        expect(() => unpackColumns(whole.slice(0, cut % whole.byteLength))).toThrow(RangeError);
      }),
    );
    expect(() =>
      unpackColumns(new TextEncoder().encode('{"type":"urn:rounds:error:INTERNAL","title":"x"}').buffer as ArrayBuffer),
    ).toThrow('no retailers');
    const fewer = packColumns({ ...columnsOf([]), count: 1 });
    expect(() => unpackColumns(fewer.buffer as ArrayBuffer)).toThrow('differ in length');
  });
});

describe('the columns that the server answers', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server?.stop());
  const ask = async (login: string, query: Record<string, string> = {}, encoding = 'gzip') => {
    const { body } = await server
      .as(login)
      .get('/api/v1/retailers/columns')
      .query(query)
      .set('Accept-Encoding', encoding)
      .buffer(true)
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    const bytes = body as Buffer;
    return unpackColumns(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
  };
  const points = async (login: string, query: Record<string, string> = {}) =>
    (await server.as(login).get('/api/v1/retailers/points').query(query).expect(200)).body as Record<string, unknown[]>;

  it('are the points of the same scope, in the same order, to a centimetre', async () => {
    const retailerId = server.retailers.get('E2')!;
    const { body: me } = await server.as('rep.east').get('/api/v1/me').expect(200);
    await server
      .as('admin')
      .post('/api/v1/territories')
      .send({
        unitId: server.units.east,
        kind: 'visit',
        name: 'T',
        repId: me.person.personId,
        retailerIds: [retailerId],
      })
      .expect(201);
    for (const login of ['admin', 'rep.east', 'supervisor.west']) {
      for (const query of [{}, { unitId: server.units.east }] as Record<string, string>[]) {
        const [read, said] = [await ask(login, query), await points(login, query)];
        expect([read.ids, read.names, read.codes]).toEqual([said.retailerId, said.name, said.code]);
        expect(Array.from(read.territory, (number) => read.territoryIds[number] ?? null)).toEqual(
          said.visitTerritoryId,
        );
        for (let i = 0; i < read.count; i++)
          expect(
            Math.hypot(read.lng[i]! - (said.lng![i] as number), read.lat[i]! - (said.lat![i] as number)),
          ).toBeLessThan(1e-7);
      }
    }
    expect((await ask('admin')).territoryIds).toHaveLength(1);
  });

  it('are empty where nothing is, and the same without compression', async () => {
    expect((await ask('supervisor.west', { unitId: server.units.east })).count).toBe(0);
    expect((await ask('admin', { unitId: randomUUID() })).ids).toEqual([]);
    expect((await ask('admin', {}, 'identity')).names).toEqual((await ask('admin')).names);
  });
});
