import type { EasingCode, MoveReason, UnmetCode } from '../../shared/solveReport.ts';
import type { ScenarioChange } from '../../shared/scenarios.ts';
import type { TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import type { Pair, Said } from '../ui/sentences.ts';

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

const easing: Record<EasingCode, Pair<(measure: string, to: string) => string>> = {
  ACCEPT: {
    zh: (measure: string, to: string) => `接受${measure}偏差 ${to}`,
    en: (measure: string, to: string) => `accept ${to} for ${measure}`,
  },
  WIDEN: {
    zh: (measure: string, to: string) => `把${measure}的容差放宽到 ${to}`,
    en: (measure: string, to: string) => `allow ${measure} ${to}`,
  },
  UNLOCK: { zh: () => '解除锁定', en: () => 'remove the locks' },
  NO_CAPACITIES: { zh: () => '取消容量限制', en: () => 'remove the capacities' },
  ANY_MOVES: { zh: () => '不限调整户数', en: () => 'allow any number of moves' },
  LINK: { zh: () => '解锁较小部分的零售户', en: () => 'unlock the retailers of the smaller pieces' },
  ALLOW_MOVES: {
    zh: (_: string, to: string) => `允许调整 ${to} 户`,
    en: (_: string, to: string) => `allow ${to} moves`,
  },
  OTHER: { zh: () => '见详细说明', en: () => 'see the details' },
};

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
    LOCKED_TOO_MUCH: { zh: '片区内锁定的量已超过上限', en: 'what is locked in it is already more than it may have' },
    TOO_LITTLE_REACHABLE: {
      zh: '能划给它的全部加起来也不够',
      en: 'all that could be given to it is less than it needs',
    },
    ONE_TOO_LARGE: {
      zh: '单个零售户就超过任何片区的上限',
      en: 'one retailer alone is more than any territory may have',
    },
    CAPACITIES_TOO_SMALL: { zh: '所有容量之和小于总量', en: 'all capacities together are less than there is' },
    GIANTS_LEAVE_TOO_LITTLE: {
      zh: '少数特大户使其他片区分到的太少',
      en: 'a few very large retailers leave too little for the others',
    },
    STEPS_TOO_LARGE: {
      zh: '数值的最小单位太大，达不到这个容差',
      en: 'the figures come in steps too large for this tolerance',
    },
    OVER_CAPACITY: { zh: '超过容量', en: 'over its capacity' },
    TOO_MUCH: { zh: '偏多', en: 'too much' },
    TOO_LITTLE: { zh: '偏少', en: 'too little' },
    GROUPS_APART: { zh: '互不相邻的群组比片区还多', en: 'there are more groups that do not touch than territories' },
    LOCKED_APART: {
      zh: '锁定的零售户分散在互不相邻的群组',
      en: 'its locked retailers lie in groups that do not touch',
    },
    PIECES: { zh: '分离的部分含有锁定户或互不相邻', en: 'its pieces hold locked retailers or do not touch' },
    TOO_MANY_MOVES: { zh: '连成一片所需的调整超过限额', en: 'joining its pieces takes more moves than allowed' },
    OTHER: { zh: '见详细说明', en: 'see the details' },
  } satisfies Said<UnmetCode>,
  easing,
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
      en: 'Each working day twice the way from the base to where the visits are, shared out by visits. Approximated: measured from the nearest base of the draft, with the mean number of visits a day: within 10 % where all begin at one office, up to 30 % too little where each begins at home. Counts where a territory has a base',
    },
  } satisfies Said<WorkloadField>,
};
