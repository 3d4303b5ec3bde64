import { many, wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  rail: {
    live: { zh: '实时', en: 'Live' },
  },
  keys: {
    goLive: { zh: '转到实时', en: 'Go to live' },
  },
  map: {
    layer: {
      territories: { zh: '走访片区', en: 'Visit territories' },
      plans: { zh: '计划线路', en: 'Planned routes' },
      reps: { zh: '客户经理', en: 'Representatives' },
    },
  },
  live: {
    title: { zh: '实时', en: 'Live' },
    sentence: {
      zh: (unit: string, day: string, made: string, all: string, valid: string) =>
        `${unit}，${day}：已走访 ${made} / ${all}，到位 ${valid}`,
      en: (unit: string, day: string, made: string, all: string, valid: string) =>
        `${unit}, ${day}: ${made} of ${all} visits made, ${valid} valid`,
    },
    noPlans: {
      zh: (unit: string, day: string) => `${unit}，${day}：没有走访计划`,
      en: (unit: string, day: string) => `${unit}, ${day}: no plans`,
    },
    allUnits: { zh: '全部单位', en: 'All units' },
    search: { zh: '搜索客户经理和零售户', en: 'Search reps and retailers' },
    overdue: { zh: '整改逾期', en: 'Overdue corrective actions' },
    wasDue: { zh: (day: string) => `期限 ${day}`, en: (day: string) => `was due ${day}` },
    nothingToLook: { zh: '没有需要关注的情况。', en: 'Nothing needs a look.' },
    reps: { zh: '客户经理', en: 'Representatives' },
    latest: { zh: '最新走访', en: 'Latest visits' },
    noVisits: { zh: '当天还没有走访。', en: 'No visits yet on this day.' },
    emptyTitle: { zh: '还没有零售户', en: 'No retailers yet' },
    emptyLead: { zh: '导入文件后即可在地图上看到。', en: 'Import a file to see them on the map.' },
    importFile: { zh: '导入文件', en: 'Import a file' },
    late: { zh: (ago: string) => `${ago}没有消息`, en: (ago: string) => `No word for ${ago}` },
    never: { zh: '今天没有消息', en: 'Not heard today' },
    noVisitsOf: { zh: '没有走访', en: 'No visits' },
    visitedFrom: {
      zh: (from: string, to: string) => `${from} 至 ${to} 走访`,
      en: (from: string, to: string) => `visits ${from}–${to}`,
    },
    heard: { zh: (ago: string) => `${ago}前上报`, en: (ago: string) => `heard ${ago} ago` },
    wrongClock: {
      zh: (day: string) => `手机时钟有误（显示 ${day}），请改为自动对时`,
      en: (day: string) => `The phone’s clock is wrong: it says ${day}`,
    },
    justNow: { zh: '刚刚上报', en: 'heard just now' },
    inVisit: { zh: (retailer: string) => `正在 ${retailer}`, en: (retailer: string) => `At ${retailer}` },
    extra: {
      zh: (_n: number, shown: string) => `${shown} 次走访，无计划`,
      en: (n: number, shown: string) => many(n, shown, 'visit, none planned', 'visits, none planned'),
    },
    noMatch: { zh: (q: string) => `没有与“${q}”相符的内容。`, en: (q: string) => `Nothing matches “${q}”.` },
    states: {
      connecting: { zh: '连接中…', en: 'Connecting …' },
      live: { zh: '实时', en: 'Live' },
      past: { zh: '历史日期', en: 'Past day' },
      offline: {
        zh: (at: string) => `连接中断：显示 ${at} 的情况`,
        en: (at: string) => `Connection lost: showing ${at}`,
      },
    },
  },
  rep: {
    lastReport: { zh: '最近一次本人上报', en: 'Last own report' },
    accuracy: { zh: '精度', en: 'Accuracy' },
    source: { zh: '定位方式', en: 'Source' },
    plan: { zh: '今日线路', en: 'Today’s route' },
    planOf: { zh: (day: string) => `${day} 线路`, en: (day: string) => `Route of ${day}` },
    length: { zh: '里程', en: 'Length' },
    noPlan: { zh: '当天没有计划。', en: 'No plan for this day.' },
    show: { zh: '在地图上显示', en: 'Show on the map' },
  },
});
