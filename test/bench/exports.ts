// What a file of 100,000 retailers costs the server: its own CPU, the longest turn of its main thread, its memory.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRandom } from '../../shared/random.ts';
import type { Retailer } from '../../shared/retailers.ts';
import { retailersTable } from '../../shared/tables/retailers.ts';
import { EXPORT_PAGE, fileOf } from '../../server/tableFile.ts';

const ROWS = 100_000;
const random = createRandom(1);

function retailer(i: number): Retailer {
  const position = { lng: 120 + random.next(), lat: 27.5 + random.next() };
  return {
    retailerId: '00000000-0000-4000-8000-000000000000',
    unitId: 'u',
    code: `3303020${String(i).padStart(6, '0')}`,
    name: `鹿城第${i}便利店`,
    position,
    original: position,
    frame: 'wgs84',
    trust: 'imported',
    sigmaM: 20,
    state: 'open',
    thresholdM: 100,
    licenceNo: `330302${i}`,
    address: `浙江省温州市鹿城区五马街 ${i} 号`,
    contact: '王芳',
    phone: '13800000000',
    grade: 'A',
    businessType: '便利店',
    scale: '中',
    setting: 'urban',
    roadCondition: 'good',
    openingHours: '08:00-21:30',
    keyHours: '09:00-10:00',
    visitsPerMonth: 4,
    minutesPerVisit: 7.5,
    ordersPerMonth: 4.2,
    volumePerMonth: 123.45,
  };
}

async function* pages(): AsyncGenerator<Retailer[]> {
  for (let at = 0; at < ROWS; at += EXPORT_PAGE) yield Array.from({ length: EXPORT_PAGE }, (_, i) => retailer(at + i));
}

for (const format of ['csv', 'geojson', 'xlsx'] as const) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const cpu = process.cpuUsage();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let bytes = 0;
  let most = before;
  for await (const piece of fileOf(
    retailersTable(() => '鹿城营销部'),
    format,
    { lang: 'zh', zone: 'Asia/Shanghai', frame: 'gcj02' },
    pages(),
  )) {
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(
    `${format.padEnd(8)} ${ROWS} rows  ${(bytes / 1e6).toFixed(1).padStart(5)} MB  CPU ${((user + system) / 1e6).toFixed(2)} s  main thread held at most ${(delay.max / 1e6).toFixed(0)} ms (p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms)  memory +${((most - before) / 1e6).toFixed(0)} MB\n`,
  );
}
