import type { MoveReason, UnmetCode } from '../../shared/solveReport.ts';
import type { ScenarioChange } from '../../shared/scenarios.ts';
import type { TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import { unmetSentences } from '../../shared/unmet.ts';
import type { Said } from '../ui/sentences.ts';

/** Fields of the workload model that have a source to show. */
export type WorkloadField =
  | 'grades'
  | 'usesOwn'
  | 'callMin'
  | 'deliveryMin'
  | 'keyHoursMin'
  | 'roadFactor'
  | 'roads'
  | 'localSpeedKmh'
  | 'baseSpeedKmh'
  | 'workingDaysPerMonth'
  | 'baseTrips';

/** The closed lists of planning, a sentence for each. */
export const planningLists = {
  kind: {
    visit: { zh: '走访片区', en: 'Visit' },
    order_call: { zh: '订单呼叫片区', en: 'Order call' },
    delivery: { zh: '配送片区', en: 'Delivery' },
  } satisfies Said<TerritoryKind>,
  measure: {
    retailers: { zh: '户数', en: 'Retailers' },
    dailyOrderingRetailers: { zh: '日均订货户数', en: 'Orders a day' },
    orders: { zh: '月订单数', en: 'Orders a month' },
    volume: { zh: '月销量', en: 'Volume a month' },
    visits: { zh: '月走访次数', en: 'Visits a month' },
    workloadMin: { zh: '工作量', en: 'Workload' },
  } satisfies Said<TerritoryMeasure>,
  change: {
    create: { zh: '新建', en: 'Begun' },
    move: { zh: '手工调整', en: 'Moved by hand' },
    lock: { zh: '锁定', en: 'Locked' },
    unlock: { zh: '解锁', en: 'Unlocked' },
    design: { zh: '修改设置或片区', en: 'Settings or territories changed' },
    solve: { zh: '自动均衡', en: 'Rebalanced' },
    undo: { zh: '撤销', en: 'Undone' },
    redo: { zh: '重做', en: 'Done again' },
    rename: { zh: '改名', en: 'Renamed' },
    delete: { zh: '移除', en: 'Put aside' },
    restore: { zh: '恢复', en: 'Taken back' },
  } satisfies Said<ScenarioChange>,
  moveReason: {
    relieves: { zh: '为负担过重的片区减负', en: 'relieves a territory that has too much' },
    supplies: { zh: '补给负担不足的片区', en: 'fills a territory that has too little' },
    passesOn: { zh: '在两片区之间接力调整', en: 'passes on between the two' },
    reconnects: { zh: '与所属片区重新连成一片', en: 'joins it to its territory again' },
    unassigned: { zh: '原来不属于任何片区', en: 'was in no territory' },
  } satisfies Said<MoveReason>,
  unmet: {
    ...unmetSentences,
    OTHER: { zh: '见详细说明', en: 'see the details' },
  } satisfies Said<UnmetCode>,
  mapState: {
    past: { zh: '曾生效', en: 'Was in force' },
    live: { zh: '生效中', en: 'In force' },
    due: { zh: '待生效', en: 'To come' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  } satisfies Said<'past' | 'live' | 'due' | 'withdrawn'>,
  workload: {
    grades: { zh: '各分类的月走访次数与每次分钟数', en: 'Visits a month and minutes a visit, by grade' },
    usesOwn: { zh: '优先采用零售户自己的数据', en: 'A retailer’s own figures come first' },
    callMin: { zh: '每次订单呼叫分钟数', en: 'Minutes an order call' },
    deliveryMin: { zh: '每次送货分钟数', en: 'Minutes a delivery' },
    keyHoursMin: { zh: '重点服务时段耽误的分钟数', en: 'Minutes lost to key service hours' },
    roadFactor: { zh: '道路距离÷直线距离', en: 'Road ÷ straight distance' },
    roads: { zh: '一般、较差路况的减慢倍数', en: 'Slower on fair and poor roads' },
    localSpeedKmh: { zh: '店间速度（公里/小时）', en: 'Speed between shops, km/h' },
    baseSpeedKmh: { zh: '往返驻地速度（公里/小时）', en: 'Speed to and from the base, km/h' },
    workingDaysPerMonth: { zh: '每月工作日', en: 'Working days a month' },
    baseTrips: { zh: '往返驻地计入工作量', en: 'Ways from the base and back count' },
  } satisfies Said<WorkloadField>,
  source: {
    grades: { zh: '假设值，待用实际签到校准', en: 'Assumption, to be calibrated from check-ins' },
    usesOwn: { zh: '来自导入数据', en: 'As imported' },
    callMin: { zh: '假设值，待校准', en: 'Assumption, to be calibrated' },
    deliveryMin: { zh: '假设值，待校准', en: 'Assumption, to be calibrated' },
    keyHoursMin: { zh: '假设值，待校准', en: 'Assumption, to be calibrated' },
    roadFactor: {
      zh: '已发表的绕行系数：韩国各地 1.22–1.44，总体 1.26（Kim 等，2015）；可用实际轨迹校准',
      en: 'Published detours: 1.22–1.44 by region of South Korea, 1.26 in all (Kim et al. 2015); calibrate from tracks',
    },
    roads: { zh: '假设值：1.15 倍与 1.4 倍', en: 'Assumption: 1.15 and 1.4 times' },
    localSpeedKmh: { zh: '假设值：城区摩托车或货车', en: 'Assumption: motorcycle or van in town' },
    baseSpeedKmh: { zh: '假设值：主干道', en: 'Assumption: main roads' },
    workingDaysPerMonth: { zh: '每周五天：52 × 5 ÷ 12', en: 'Five-day weeks: 52 × 5 ÷ 12' },
    baseTrips: {
      zh: '每个工作日从驻地到走访地点往返一次，按走访次数分摊到户。近似之处：按方案中最近的驻地、平均每日走访户数计算；同一驻地出发时误差在 10% 以内，各自从家出发时最多偏少 30%。片区设了驻地才计入',
      en: 'Each working day twice the way from the base to where the visits are, shared out by visits. Approximated: measured from the nearest base of the scenario, with the mean number of visits a day: within 10 % where all begin at one office, up to 30 % too little where each begins at home. Counts where a territory has a base',
    },
  } satisfies Said<WorkloadField>,
};
