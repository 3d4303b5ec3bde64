import { z } from 'zod';
import { BaseMap, LunchBreak, SecondFactor, VisitsAMonth, VisitsByGrade, WorkHours } from './settingValues.ts';
import { CarrierAsking } from './carriers.ts';
import { LogsDue } from './logDue.ts';
import { setting } from './settingShape.ts';
import { Recording } from './recording.ts';

const ofPlans = { perUnit: true, reader: 'plans', isOnRecord: false } as const;
const ofVerdicts = { perUnit: true, reader: 'verdicts', isOnRecord: true } as const;
const ofRetention = { perUnit: false, reader: 'today', isOnRecord: true } as const;

/** Every setting of an organisation: its defaults, its checks and its words are made of this table. */
export const settings = {
  workHours: setting({
    ...ofPlans,
    schema: WorkHours,
    builtIn: { from: '08:30', to: '17:30' },
    variable: 'WORK_HOURS',
    unit: null,
    zh: '工作时间',
    en: 'Working hours',
    meaning: { zh: '走访计划所用的工作时段。', en: 'The working day that plans are made for.' },
  }),
  lunch: setting({
    ...ofPlans,
    schema: LunchBreak,
    builtIn: { from: '11:30', to: '13:00', minutes: 60 },
    variable: 'LUNCH',
    unit: null,
    zh: '午休',
    en: 'Lunch',
    meaning: {
      zh: '午休开始的时段及其分钟数；可设为无。',
      en: 'The span in which lunch begins, and its minutes; or none.',
    },
  }),
  travelKmh: setting({
    ...ofPlans,
    schema: z.number().min(1).max(200),
    builtIn: 25,
    variable: 'TRAVEL_KMH',
    unit: 'km/h',
    zh: '行驶速度',
    en: 'Travel speed',
    meaning: {
      zh: '以直线距离乘绕行系数计算路程时的速度：电动车或汽车在城区店铺之间。',
      en: 'The speed on straight metres × the detour: by moped or car between shops of a town.',
    },
  }),
  detourFactor: setting({
    ...ofPlans,
    schema: z.number().min(1).max(5),
    builtIn: 1.3,
    variable: 'DETOUR_FACTOR',
    unit: 'x',
    zh: '绕行系数',
    en: 'Detour factor',
    meaning: {
      zh: '实际路程与直线距离之比；城区通常为 1.3（Boscoe 等 2012：美国为 1.42）。',
      en: 'Travelled metres by straight metres: 1.3 is usual for towns (Boscoe et al. 2012: 1.42 for the USA).',
    },
  }),
  visitMinutes: setting({
    ...ofPlans,
    schema: z.number().min(0).max(480),
    builtIn: 10,
    variable: 'VISIT_MINUTES',
    unit: 'min',
    zh: '每次走访分钟数',
    en: 'Minutes of a visit',
    meaning: {
      zh: '零售户自身没有写明时的走访时长。',
      en: 'How long a visit takes at a retailer that says nothing of it.',
    },
  }),
  visitsAMonth: setting({
    ...ofPlans,
    schema: VisitsAMonth,
    builtIn: 1,
    variable: 'VISITS_A_MONTH',
    unit: 'visits/month',
    zh: '每月走访次数',
    en: 'Visits a month',
    meaning: {
      zh: '零售户及其档位均未写明时的走访频次。',
      en: 'How often a retailer is due where neither it nor its grade says so.',
    },
  }),
  visitsByGrade: setting({
    ...ofPlans,
    schema: VisitsByGrade,
    builtIn: { A: 4, B: 2, C: 1, D: 0.5 },
    variable: 'VISITS_BY_GRADE',
    unit: 'visits/month',
    zh: '各档位走访频次',
    en: 'Visits a month by grade',
    meaning: { zh: '各客户档位每月的走访次数。', en: 'How often retailers of a grade are due.' },
  }),
  requiredDwellS: setting({
    ...ofVerdicts,
    schema: z.number().int().min(0).max(14_400),
    builtIn: 180,
    variable: null,
    unit: 's',
    zh: '要求的驻店时长',
    en: 'Required dwell',
    meaning: {
      zh: '到位走访最短的驻店秒数。三分钟短于任何有内容的交谈；这是假设，应以实际走访校准。',
      en: 'The least seconds of a valid visit. Three minutes: shorter than any visit in which something is talked about; an assumption, to be set from real visits.',
    },
  }),
  thresholdM: setting({
    ...ofVerdicts,
    schema: z.number().min(10).max(5_000),
    builtIn: 100,
    variable: null,
    unit: 'm',
    zh: '到位半径',
    en: 'In-place radius',
    meaning: {
      zh: '没有自己半径的零售户周围的判定半径；100 米为通行做法。',
      en: 'Metres around a retailer that has no radius of its own; 100 m is the visit radius in use.',
    },
  }),
  positionDays: setting({
    ...ofRetention,
    schema: z.number().int().min(1).max(3_650),
    builtIn: 90,
    variable: 'POSITION_DAYS',
    unit: 'days',
    zh: '位置保存天数',
    en: 'Days positions are kept',
    meaning: {
      zh: '原始位置和手机自行记录的进出在这些天后删除；判定及其依据保留。',
      en: 'Raw positions, and what phones noticed by themselves, are deleted after this many days; verdicts and their evidence stay.',
    },
  }),
  quarantineDays: setting({
    ...ofRetention,
    schema: z.number().int().min(1).max(3_650),
    builtIn: 90,
    variable: 'QUARANTINE_DAYS',
    unit: 'days',
    zh: '无法读取的数据保存天数',
    en: 'Days unreadable messages are kept',
    meaning: {
      zh: '手机发来而无法读取的内容在这些天后删除。',
      en: 'What phones sent that could not be read is deleted after this many days.',
    },
  }),
  shiftDays: setting({
    ...ofRetention,
    schema: z.number().int().min(30).max(36_500),
    builtIn: 1_095,
    variable: 'SHIFT_DAYS',
    unit: 'days',
    zh: '班次保存天数',
    en: 'Days shifts are kept',
    meaning: {
      zh: '班次在开始后这些天删除；三年，与工时记录的通常期限一致。',
      en: 'Shifts are deleted this many days after they were opened; three years, as working time is usually kept.',
    },
  }),
  logsDue: setting({
    perUnit: true,
    reader: 'logs',
    isOnRecord: true,
    schema: LogsDue,
    builtIn: { day: '24:00', weekday: 5, week: '17:30', monthDays: 2 },
    variable: null,
    unit: null,
    zh: '日志提交时限',
    en: 'Logs are due',
    meaning: {
      zh: '日报当天、周报每周、月报次月的提交时限；逾期仍可提交，会标明迟交。',
      en: 'By when logs of a day, a week and a month are to be sent. Later ones are taken, and marked late.',
    },
  }),
  baseMap: setting({
    perUnit: false,
    reader: 'today',
    isOnRecord: false,
    schema: BaseMap,
    builtIn: { kind: 'builtIn' },
    variable: 'TILE_FILE, TILE_URL',
    unit: null,
    zh: '底图',
    en: 'Base map',
    meaning: {
      zh: '内置地图之上的底图：运营者放在服务器旁的文件，或一个瓦片地址。',
      en: 'What is drawn over the built-in map: the file the operator put beside the server, or tiles by an address.',
    },
  }),
  secondFactor: setting({
    perUnit: false,
    reader: 'atOnce',
    isOnRecord: true,
    schema: SecondFactor,
    builtIn: 'nobody',
    variable: null,
    unit: null,
    zh: '双重验证',
    en: 'Second factor',
    meaning: {
      zh: '哪些人登录时除密码外还须出示通行密钥或验证码（OWASP ASVS 5 二级要求管理人员使用）。',
      en: 'Who shows a passkey or a code beside the password (OWASP ASVS 5 asks it of administrators at level 2).',
    },
  }),
  carrierAsking: setting({
    perUnit: true,
    reader: 'today',
    isOnRecord: true,
    schema: CarrierAsking,
    builtIn: 'vague',
    variable: null,
    unit: null,
    zh: '运营商定位查询',
    en: 'Asking the carrier',
    meaning: {
      zh: '员工同意后，哪些打卡向运营商查询手机位置：无定位或定位模糊的，另加随机十分之一，或全部。',
      en: 'Of reps who agreed, which presses the carrier is asked about: those without a good position, a tenth of the others too, or all.',
    },
  }),
  recording: setting({
    perUnit: false,
    reader: 'atOnce',
    isOnRecord: true,
    schema: Recording,
    builtIn: 'always',
    variable: null,
    unit: null,
    zh: '位置记录规则',
    en: 'Recording rule',
    meaning: {
      zh: '始终记录（开启定位应用是员工自己的行为，手机上看得到），或仅在员工自己开始的班次内及走访打卡时记录。',
      en: "Always (switching the tracker app on is the rep's own act and the phone shows it), or only in a shift that the rep opened and at presses.",
    },
  }),
};

export type SettingKey = keyof typeof settings;
export const settingKeys = Object.keys(settings) as SettingKey[];
export const SettingKey = z.enum(settingKeys as [SettingKey, ...SettingKey[]]);

export type SettingValues = { [K in SettingKey]: z.output<(typeof settings)[K]['schema']> };
export type SettingValue = SettingValues[SettingKey];

/** What people call a setting; its key where it is one of a newer server. */
export function settingName(key: string, language: 'zh' | 'en'): string {
  return Object.hasOwn(settings, key) ? settings[key as SettingKey][language] : key;
}

/** The defaults that the environment of this server says. */
export type EnvironmentSettings = Partial<SettingValues>;

/** A value that a unit has of its own, as the database answers it for a unit and a day: of the unit itself or the nearest one above. */
export interface SaidSetting {
  key: string;
  value: unknown;
}

/**
 * The values in force: what was said for the unit and its day, else the environment's default, else the built-in one.
 * @throws ZodError where a stored value is none: every schema reads what it once took
 */
export function valuesInForce<K extends SettingKey>(
  keys: readonly K[],
  said: readonly SaidSetting[],
  environment: EnvironmentSettings,
): Pick<SettingValues, K> {
  const values: Partial<SettingValues> = {};
  for (const key of keys) put(values, key, said, environment);
  return values as Pick<SettingValues, K>;
}

function put<K extends SettingKey>(
  values: Partial<SettingValues>,
  key: K,
  said: readonly SaidSetting[],
  environment: EnvironmentSettings,
): void {
  const own = said.find((one) => one.key === key);
  values[key] = own
    ? (settings[key].schema.parse(own.value) as SettingValues[K])
    : environment[key] === undefined
      ? (settings[key].builtIn as SettingValues[K])
      : environment[key];
}
