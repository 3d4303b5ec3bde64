// Pure: the synthetic city of the demo. The same seed gives the same city.
import type { LngLat } from '../../shared/geo.ts';
import { own } from '../../shared/own.ts';
import { createRandom, type Random } from '../../shared/random.ts';

export interface DemoShop extends LngLat {
  code: string;
  name: string;
  unit: string;
  grade: 'A' | 'B' | 'C' | 'D';
  businessType: string;
  setting: 'urban' | 'rural';
  visitsPerMonth: number;
  minutesPerVisit: number;
  ordersPerMonth: number;
  volumePerMonth: number;
}

export interface DemoUnit {
  name: string;
  shops: DemoShop[];
}

/** Any number: the same for everybody, so that all demos are alike. */
export const DEMO_SEED = 20_260_101;

/** Streets run along whole multiples of these degrees, 177 m apart each way. */
export const STREET_LAT = 0.0016;
export const STREET_LNG = 0.0018;

/** Where made-up towns lie, on the land of the built-in map, the spread of their shops in km and how many there are: one dense centre a unit, smaller towns around it. */
const layout = [
  {
    name: '示范东区 Demo East',
    towns: [
      ['海晏', 'Haiyan', 120.672, 27.935, 2.4, 420],
      ['柳桥', 'Liuqiao', 120.725, 27.9, 1.1, 110],
      ['云溪', 'Yunxi', 120.6, 27.965, 1.2, 150],
      ['石塘', 'Shitang', 120.66, 27.865, 1.0, 90],
      ['沙湾', 'Shawan', 120.785, 27.925, 0.8, 60],
    ],
  },
  {
    name: '示范西区 Demo West',
    towns: [
      ['青岭', 'Qingling', 120.555, 28.0, 1.8, 300],
      ['白鹭', 'Bailu', 120.485, 28.035, 1.0, 110],
      ['梅渡', 'Meidu', 120.51, 27.955, 1.1, 130],
      ['竹港', 'Zhugang', 120.435, 27.985, 0.8, 80],
      ['枫林', 'Fenglin', 120.4, 28.06, 0.9, 70],
      ['泉口', 'Quankou', 120.55, 28.062, 0.8, 70],
    ],
  },
  {
    name: '示范南区 Demo South',
    towns: [
      ['月湖', 'Yuehu', 120.565, 27.77, 2.0, 380],
      ['稻香', 'Daoxiang', 120.52, 27.83, 1.0, 120],
      ['松台', 'Songtai', 120.455, 27.765, 1.1, 130],
      ['芦浦', 'Lupu', 120.59, 27.71, 1.2, 140],
      ['桃源', 'Taoyuan', 120.4, 27.79, 0.9, 80],
      ['金滩', 'Jintan', 120.495, 27.69, 0.8, 60],
    ],
  },
] as const;

export interface DemoTown extends LngLat {
  zh: string;
  en: string;
  spreadKm: number;
  shops: number;
}

export const DEMO_TOWNS: readonly DemoTown[] = layout.flatMap(({ towns }) =>
  towns.map(([zh, en, lng, lat, spreadKm, shops]) => ({ zh, en, lng, lat, spreadKm, shops })),
);

const firstWords = [
  '瓯',
  '江',
  '鹿',
  '海',
  '东',
  '新',
  '永',
  '和',
  '兴',
  '顺',
  '联',
  '华',
  '万',
  '福',
  '金',
  '大',
  '友',
  '安',
  '天',
  '平',
];
const secondWords = [
  '源',
  '达',
  '丰',
  '泰',
  '隆',
  '盛',
  '发',
  '辉',
  '成',
  '宁',
  '康',
  '祥',
  '利',
  '家',
  '美',
  '乐',
  '佳',
  '明',
  '宏',
  '康',
];
const types = [
  ['便利店', 0.38],
  ['食杂店', 0.3],
  ['烟酒店', 0.16],
  ['超市', 0.1],
  ['商场', 0.02],
  ['娱乐服务', 0.04],
] as const;
/** Share of retailers, visits a month and minutes a visit by grade: assumptions of the demo. */
/** How much a shop of a grade sells, against a usual one. */
const sizes = { A: 4, B: 2, C: 1, D: 0.5 };
const grades = { A: [0.12, 4, 12], B: [0.28, 2, 9], C: [0.4, 1, 6], D: [0.2, 0.5, 5] } as const;

const KM_LAT = 1 / 110.574;

export function makeCity(seed: number): DemoUnit[] {
  const random = createRandom(seed);
  let number = 0;
  return layout.map(({ name, towns }, u) => ({
    name,
    shops: towns.flatMap(([, , lng, lat, spreadKm, count], t) =>
      Array.from({ length: count }, () =>
        makeShop(
          random,
          `${u + 1}${String(++number).padStart(5, '0')}`,
          name,
          { lng, lat },
          spreadKm,
          t < 2 ? 'urban' : 'rural',
        ),
      ),
    ),
  }));
}

function makeShop(
  random: Random,
  code: string,
  unit: string,
  centre: LngLat,
  spreadKm: number,
  setting: DemoShop['setting'],
): DemoShop {
  // shops stand along streets: half of them along those from east to west
  const place = {
    lng: centre.lng + (random.normal() * spreadKm * KM_LAT) / Math.cos((centre.lat * Math.PI) / 180),
    lat: centre.lat + random.normal() * spreadKm * KM_LAT,
  };
  if (random.next() < 0.5) place.lat = Math.round(place.lat / STREET_LAT) * STREET_LAT + random.normal() * 0.00008;
  else place.lng = Math.round(place.lng / STREET_LNG) * STREET_LNG + random.normal() * 0.00008;
  const grade = pick(
    random,
    Object.entries(grades).map(([g, [share]]) => [g as DemoShop['grade'], share] as const),
  );
  const businessType = pick(random, types);
  const [, visitsPerMonth, minutesPerVisit] = own(grades, grade)!;
  const size = own(sizes, grade)! * Math.exp(random.normal() * 0.35);
  return {
    ...place,
    code,
    name: `${firstWords[random.int(firstWords.length)]}${secondWords[random.int(secondWords.length)]}${businessType}`,
    unit,
    grade,
    businessType,
    setting,
    visitsPerMonth,
    minutesPerVisit,
    ordersPerMonth: Math.max(1, Math.round(4 * size)),
    volumePerMonth: Math.round(60 * size),
  };
}

function pick<T>(random: Random, shares: readonly (readonly [T, number])[]): T {
  let at = random.next();
  for (const [value, share] of shares) if ((at -= share) < 0) return value;
  return shares.at(-1)![0];
}

/** Cuts points into k compact groups of equal size: halves across the longer side, again and again. */
export function cut<T extends LngLat>(points: readonly T[], k: number): T[][] {
  if (k === 1) return [[...points]];
  const lngs = points.map((p) => p.lng);
  const lats = points.map((p) => p.lat);
  const isWide = Math.max(...lngs) - Math.min(...lngs) > Math.max(...lats) - Math.min(...lats);
  const sorted = [...points].sort((a, b) => (isWide ? a.lng - b.lng : a.lat - b.lat));
  const left = Math.floor(k / 2);
  const at = Math.round((points.length * left) / k);
  return [...cut(sorted.slice(0, at), left), ...cut(sorted.slice(at), k - left)];
}
