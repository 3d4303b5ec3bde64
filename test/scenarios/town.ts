import { createRandom } from '../../shared/random.ts';
import type { ImportRun } from '../../shared/imports.ts';
import type { RetailerPoints } from '../../shared/retailers.ts';
import type { Territory } from '../../shared/territories.ts';
import { until, type TestServer } from '../helpers/server.ts';

/** Where the town stands: far from the ten shops of the test server. */
const MIDDLE = { lng: 121.2, lat: 28.4 };

/** Imports a seeded town of n retailers into the east unit and gives their ids by column, from the west to the east. */
export async function importTown(
  server: TestServer,
  n: number,
  tag: string,
): Promise<{ ids: string[]; lng: number[]; lat: number[] }> {
  const random = createRandom(n);
  const rows = Array.from({ length: n }, (_, i) => {
    const grade = 'ABCD'[random.int(4)]!;
    const [lng, lat] = [MIDDLE.lng + 0.05 * random.normal(), MIDDLE.lat + 0.03 * random.normal()];
    return `${tag}${String(i).padStart(4, '0')},${tag} ${i},${lng.toFixed(6)},${lat.toFixed(6)},${grade},${1 + random.int(8)},${10 + random.int(90)}`;
  });
  const csv = ['code,name,lng,lat,grade,orders,volume', ...rows].join('\n');
  const mapping = JSON.stringify({
    code: 'code',
    name: 'name',
    lng: 'lng',
    lat: 'lat',
    grade: 'grade',
    orders: 'ordersPerMonth',
    volume: 'volumePerMonth',
  });
  const admin = server.as('admin');
  let run = (
    await admin
      .post('/api/v1/retailers/imports')
      .query({ fileName: 'town.csv', frame: 'wgs84', unitId: server.units.east, mapping })
      .set('Content-Type', 'text/csv')
      .send(csv)
      .expect(202)
  ).body as ImportRun;
  await until(async () => {
    run = (await admin.get(`/api/v1/retailers/imports/${run.importId}`)).body as ImportRun;
    return run.state !== 'running';
  });
  const points = (await admin.get('/api/v1/retailers/points').query({ unitId: server.units.east }).expect(200))
    .body as RetailerPoints;
  const order = points.code
    .flatMap((code, i) => (code.startsWith(tag) ? [i] : []))
    .sort((a, b) => points.lng[a]! - points.lng[b]!);
  return {
    ids: order.map((i) => points.retailerId[i]!),
    lng: order.map((i) => points.lng[i]!),
    lat: order.map((i) => points.lat[i]!),
  };
}

/** Makes today's map: strips from the west to the east, each with its part of the retailers. */
export async function mapOfStrips(
  server: TestServer,
  kind: string,
  ids: readonly string[],
  shares: readonly number[],
): Promise<Territory[]> {
  let from = 0;
  const made: Territory[] = [];
  for (const [k, share] of shares.entries()) {
    const to = k === shares.length - 1 ? ids.length : from + Math.round(ids.length * share);
    const body = {
      unitId: server.units.east,
      kind,
      name: `Strip ${k + 1}`,
      repId: k === 0 ? server.idOf('rep.east') : null,
      retailerIds: ids.slice(from, to),
    };
    made.push((await server.as('planner.east').post('/api/v1/territories').send(body).expect(201)).body as Territory);
    from = to;
  }
  return made;
}
