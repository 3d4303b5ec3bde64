import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { dayAfter } from '../../shared/period.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { setUp } from '../../shared/sessions.ts';
import { addPerson, type Person } from '../../shared/people.ts';
import { addUnit, listUnits } from '../../shared/units.ts';
import { readImport, startImport } from '../../shared/imports.ts';
import { changeCoordinates, readRetailerPoints } from '../../shared/retailers.ts';
import { addTerritory, type TerritoryKind } from '../../shared/territories.ts';
import { cut, DEMO_SEED, makeCity, type DemoUnit } from './city.ts';
import { ApiClient } from '../apiClient.ts';
import type { DemoOptions } from './demo.ts';

const TIME_ZONE = 'Asia/Shanghai';

/** So many days from today in the demo's city. */
export const demoDay = (days = 0): string =>
  dayAfter(new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(new Date()), days);

const REPS_A_UNIT = 4;
/** Territories of each kind in a unit, and how their names begin. */
const kinds: { kind: TerritoryKind; parts: number; prefix: string }[] = [
  { kind: 'visit', parts: REPS_A_UNIT, prefix: '走访 Visit' },
  { kind: 'order_call', parts: 2, prefix: '访销 Order' },
  { kind: 'delivery', parts: 3, prefix: '配送 Delivery' },
];

/** Sets up the synthetic organisation: 3 units, 12 reps, about 2,500 retailers, three kinds of territory. */
export async function createOrganisation(
  { url, setupToken, say }: DemoOptions,
  password: string,
  signal: AbortSignal,
): Promise<void> {
  say({ en: 'Making the demo organisation (synthetic) …', zh: '正在创建演示单位（合成数据）……' });
  const admin = new ApiClient(url, signal);
  const me = await admin.call(setUp, {
    body: {
      token: setupToken,
      orgName: '示范城市 Demo City',
      timeZone: TIME_ZONE,
      name: '演示管理员 Demo administrator',
      login: 'admin',
      password,
      synthetic: true,
    },
  });
  const root = me.units[0]!.unitId;
  await addDesk(admin, root, password);
  const city = makeCity(DEMO_SEED);
  for (const unit of city) await admin.call(addUnit, { body: { name: unit.name, parentId: root } });
  await importShops(admin, city, say);
  const { items: units } = await admin.call(listUnits);
  for (const [u, unit] of city.entries()) {
    const { unitId } = units.find((known) => known.name === unit.name)!;
    await addUnitPeople(admin, unit, unitId, u, password);
  }
  say({ en: 'The demo organisation is ready.', zh: '演示单位已就绪。' });
}

async function addDesk(admin: ApiClient, unitId: string, password: string): Promise<void> {
  const desk = [
    { role: 'supervisor', name: '演示市场经理 Demo supervisor' },
    { role: 'planner', name: '演示规划员 Demo planner' },
    { role: 'auditor', name: '演示考核员 Demo auditor' },
  ] as const;
  for (const { role, name } of desk)
    await admin.call(addPerson, { body: { unitId, role, name, login: role, password } });
}

async function importShops(admin: ApiClient, city: readonly DemoUnit[], say: (line: InBoth) => void): Promise<void> {
  const columns = {
    code: '客户编码',
    name: '店名',
    lng: '经度',
    lat: '纬度',
    unit: '单位',
    grade: '客户分类',
    businessType: '业态',
    setting: '市场类型',
    visitsPerMonth: '走访频次',
    minutesPerVisit: '单次走访分钟',
    ordersPerMonth: '月订单数',
    volumePerMonth: '月销量',
  };
  const csv = stringify(
    city.flatMap((u) => u.shops),
    { header: true, columns },
  );
  const mapping = JSON.stringify({
    客户编码: 'code',
    店名: 'name',
    经度: 'lng',
    纬度: 'lat',
    单位: 'unitName',
    客户分类: 'grade',
    业态: 'businessType',
    市场类型: 'setting',
    走访频次: 'visitsPerMonth',
    单次走访分钟: 'minutesPerVisit',
    月订单数: 'ordersPerMonth',
    月销量: 'volumePerMonth',
  });
  let run = await admin.call(startImport, { query: { fileName: 'demo.csv', frame: 'wgs84', mapping }, body: csv });
  while (run.state === 'running') {
    await wait(200, undefined, { signal: admin.signal });
    run = await admin.call(readImport, { params: { importId: run.importId } });
  }
  say({ en: `  ${run.createdCount} retailers imported`, zh: `  已导入 ${run.createdCount} 个零售户` });
}

async function addUnitPeople(
  admin: ApiClient,
  unit: DemoUnit,
  unitId: string,
  u: number,
  password: string,
): Promise<void> {
  const reps: Person[] = [];
  for (let r = 1; r <= REPS_A_UNIT; r++) {
    const number = String(u * REPS_A_UNIT + r).padStart(2, '0');
    reps.push(
      await admin.call(addPerson, {
        body: { unitId, role: 'rep', name: `演示客户经理 Demo rep ${number}`, login: `rep${number}`, password },
      }),
    );
  }
  const points = await admin.call(readRetailerPoints, { query: { unitId } });
  const idOf = new Map(points.code.map((code, i) => [code, points.retailerId[i]!]));
  // every second shop was surveyed: there a press from elsewhere is not doubted but invalid
  const changes = points.retailerId
    .filter((_, i) => i % 2 === 0)
    .map((retailerId) => ({ retailerId, trust: 'surveyed' as const }));
  await admin.call(changeCoordinates, { body: { changes } });
  for (const { kind, parts, prefix } of kinds) {
    for (const [i, shops] of cut(unit.shops, parts).entries()) {
      const retailerIds = shops.map((shop) => idOf.get(shop.code)!);
      const name = `${prefix} ${u + 1}-${i + 1}`;
      await admin.call(addTerritory, {
        body: { unitId, kind, name, repId: kind === 'visit' ? reps[i]!.personId : null, retailerIds },
      });
    }
  }
}
