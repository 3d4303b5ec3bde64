import type { SpeechIn } from '../ui/print/speech.ts';
import { many, wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  rail: {
    plans: { zh: '计划', en: 'Plans' },
  },
  keys: {
    goPlans: { zh: '转到计划', en: 'Go to plans' },
    undoPlan: { zh: '计划：撤销、重做', en: 'Plan: undo, redo' },
  },
  plans: {
    title: { zh: '计划', en: 'Plans' },
    sentence: {
      zh: (unit: string, day: string, planned: string, reps: string) =>
        `${unit}，${day}：${planned} 名客户经理已有计划，共 ${reps} 名`,
      en: (unit: string, day: string, planned: string, reps: string) =>
        `${unit}, ${day}: ${planned} of ${reps} reps have a plan`,
    },
    none: { zh: '本单位还没有客户经理。', en: 'No representatives in this unit yet.' },
    noPlan: { zh: '没有计划', en: 'No plan' },
    stops: {
      zh: (_n: number, shown: string) => `${shown} 户`,
      en: (n: number, shown: string) => many(n, shown, 'stop', 'stops'),
    },
    tomorrow: { zh: '明天', en: 'tomorrow' },
    planUnit: { zh: '为全员编排当天计划', en: 'Plan everybody’s day' },
    planUnitLead: {
      zh: '按上次走访日期和每月走访频次选出应访零售户，在工作时间内尽量多排。',
      en: 'Due retailers are chosen by their last visit and their visits a month, as many as fit into the working day.',
    },
    replace: { zh: '已有的计划也重新编排', en: 'Also make existing plans anew' },
    planning: {
      zh: (done: string, all: string) => `已编排 ${done} 名，共 ${all} 名`,
      en: (done: string, all: string) => `${done} of ${all} reps planned`,
    },
    waiting: { zh: '等待空闲的计算线程…', en: 'Waiting for a free worker …' },
    made: {
      zh: (_n: number, shown: string) => `已编排 ${shown} 份计划`,
      en: (n: number, shown: string) => many(n, shown, 'plan made', 'plans made'),
    },
    cancelled: { zh: '已取消，已编排的计划保留。', en: 'Cancelled. What was made stays.' },
    failed: {
      zh: (why: string | null) => `编排中止${why === null ? '。' : `：${why}`}`,
      en: (why: string | null) => `Planning stopped${why === null ? '.' : `: ${why}`}`,
    },
    left: {
      planned: { zh: '已有计划', en: 'had a plan already' },
      locked: { zh: '计划已锁定', en: 'is locked' },
      past: { zh: '日期已过', en: 'is past that day' },
      nothingDue: { zh: '没有应访零售户', en: 'has nothing due' },
      changed: { zh: '期间被他人修改', en: 'was changed meanwhile' },
      noWay: { zh: '无法到达', en: 'cannot be reached' },
    },
    planWeek: { zh: '从这天起编排五个工作日', en: 'Plan five days from here' },
    planRep: { zh: '编排这一天', en: 'Plan this day' },
    km: { zh: '里程', en: 'Distance' },
    travel: { zh: '路上', en: 'On the way' },
    finish: { zh: '结束', en: 'Done by' },
    quality: { zh: '顺序', en: 'Order' },
    proved: { zh: '已证明最短', en: 'proved shortest' },
    provedPinned: { zh: '在固定顺位的前提下已证明最短', en: 'proved shortest around the pinned stops' },
    within: {
      zh: (share: string) => `最多比理论最优长 ${share}`,
      en: (share: string) => `at most ${share} above the best possible`,
    },
    notCompared: { zh: '尚未与最优顺序比较', en: 'not compared with the best' },
    byRoad: { zh: '按道路计算', en: 'By road' },
    byStraight: {
      zh: (factor: string) => `直线距离 × ${factor}`,
      en: (factor: string) => `Straight lines × ${factor}`,
    },
    partlyStraight: {
      zh: (share: string) => `按道路计算，其中 ${share} 用直线距离`,
      en: (share: string) => `By road, ${share} by straight lines`,
    },
    roadsAway: { zh: '路网服务没有应答', en: 'the road service did not answer' },
    change: {
      zh: (km: string, minutes: string) => `${km}，${minutes}`,
      en: (km: string, minutes: string) => `${km}, ${minutes}`,
    },
    noChange: { zh: '里程和时间没有变化', en: 'No difference in distance or time' },
    unsaved: { zh: '尚未保存', en: 'Not saved yet' },
    save: { zh: '保存', en: 'Save' },
    saved: { zh: '已保存。', en: 'Saved.' },
    discard: { zh: '放弃修改', en: 'Discard' },
    undo: { zh: '撤销', en: 'Undo' },
    redo: { zh: '重做', en: 'Redo' },
    optimize: { zh: '最优顺序', en: 'Best order' },
    optimizing: { zh: '正在求解…', en: 'Searching …' },
    lock: { zh: '锁定', en: 'Lock' },
    unlock: { zh: '解锁', en: 'Unlock' },
    isLocked: {
      zh: '已锁定：解锁之前任何人都不能修改。',
      en: 'Locked: nobody changes this plan until it is unlocked.',
    },
    changedElsewhere: { zh: '这份计划已被他人修改。', en: 'Somebody else has changed this plan.' },
    reload: { zh: '查看最新计划', en: 'Show theirs' },
    drag: {
      zh: (stop: string) => `移动 ${stop}：拖动，或按上下方向键`,
      en: (stop: string) => `Move ${stop}: drag, or arrow keys`,
    },
    place: {
      zh: (stop: string, place: string, of: string) => `${stop}：第 ${place} 位，共 ${of} 户`,
      en: (stop: string, place: string, of: string) => `${stop}: place ${place} of ${of}`,
    },
    toPlace: { zh: (stop: string) => `把 ${stop} 移到第几位`, en: (stop: string) => `Move ${stop} to a place` },
    pin: { zh: (stop: string) => `固定 ${stop} 的顺位`, en: (stop: string) => `Pin ${stop} to its place` },
    unpin: { zh: (stop: string) => `取消固定 ${stop}`, en: (stop: string) => `Unpin ${stop}` },
    remove: { zh: (stop: string) => `把 ${stop} 移出计划`, en: (stop: string) => `Take ${stop} out of the plan` },
    giveTo: {
      zh: (stop: string) => `把 ${stop} 交给其他客户经理`,
      en: (stop: string) => `Give ${stop} to another rep`,
    },
    give: { zh: '交给', en: 'Give to' },
    dropHere: { zh: '拖到客户经理上即可转交', en: 'Drop on a rep to give the stop away' },
    giveSentence: {
      zh: (stop: string, rep: string) => `把 ${stop} 交给 ${rep}？`,
      en: (stop: string, rep: string) => `Give ${stop} to ${rep}?`,
    },
    mine: {
      zh: (rep: string, change: string) => `${rep}：${change}`,
      en: (rep: string, change: string) => `${rep}: ${change}`,
    },
    giveNow: { zh: '转交', en: 'Give' },
    given: {
      zh: (stop: string, rep: string) => `已把 ${stop} 交给 ${rep}。`,
      en: (stop: string, rep: string) => `${stop} given to ${rep}.`,
    },
    takeBack: { zh: '收回', en: 'Take back' },
    saveFirst: { zh: '请先保存或放弃修改。', en: 'Save or discard your changes first.' },
    visited: { zh: '已走访', en: 'visited' },
    notOpen: { paused: { zh: '已停访', en: 'paused' }, closed: { zh: '已歇业', en: 'closed' } },
    arrive: { zh: (from: string, to: string) => `${from} 至 ${to}`, en: (from: string, to: string) => `${from}–${to}` },
    late: { zh: (time: string) => `迟到 ${time}`, en: (time: string) => `${time} late` },
    lateTitle: { zh: '迟到，以及如何补救', en: 'Late, and what would mend it' },
    lateStop: {
      zh: (stop: string, time: string) => `${stop}：迟到 ${time}`,
      en: (stop: string, time: string) => `${stop}: ${time} late`,
    },
    lateEnd: { zh: (time: string) => `收工晚了 ${time}`, en: (time: string) => `The day ends ${time} late` },
    lateLunch: { zh: (time: string) => `午休晚了 ${time}`, en: (time: string) => `Lunch is ${time} late` },
    fix: {
      closeLater: {
        zh: (stop: string, time: string) => `${stop} 的接待时间延长 ${time}`,
        en: (stop: string, time: string) => `${stop} receives ${time} longer`,
      },
      startEarlier: { zh: (time: string) => `提早 ${time} 出发`, en: (time: string) => `Start ${time} earlier` },
      endLater: { zh: (time: string) => `推迟 ${time} 收工`, en: (time: string) => `End ${time} later` },
      lunchLater: { zh: (time: string) => `午休推迟 ${time}`, en: (time: string) => `Have lunch up to ${time} later` },
      moveToAnotherDay: {
        zh: (stop: string) => `${stop} 改天走访`,
        en: (stop: string) => `Visit ${stop} on another day`,
      },
      unpin: { zh: (stop: string) => `取消固定 ${stop}`, en: (stop: string) => `Unpin ${stop}` },
    },
    unserved: {
      zh: (_n: number, shown: string) => `另有 ${shown} 户应访，当天排不下`,
      en: (n: number, shown: string) =>
        many(n, shown, 'more retailer is due and does not fit', 'more retailers are due and do not fit'),
    },
    past: {
      zh: '当天已结束：显示的是当天开始时的计划，不能再更改。',
      en: 'This day is over: the plan is shown as the day began, and is not changed any more.',
    },
    begunTitle: { zh: '当天开始时的计划', en: 'As it stood when the day began' },
    begunWhy: {
      press: {
        zh: (time: string) => `${time} 首次走访时存档`,
        en: (time: string) => `Kept at the first visit, ${time}`,
      },
      shift: {
        zh: (time: string) => `${time} 上班打卡时存档`,
        en: (time: string) => `Kept at the start of the shift, ${time}`,
      },
      workStart: {
        zh: (time: string) => `${time} 开始上班时存档`,
        en: (time: string) => `Kept at the start of the working day, ${time}`,
      },
      made: {
        zh: (time: string) => `当天开始后才编排，${time} 存档`,
        en: (time: string) => `Made after the day had begun, kept at ${time}`,
      },
      upgrade: {
        zh: (_time: string): string => '早期数据：只留有最后一次编排的计划',
        en: (_time: string): string => 'From before this was kept: the last plan that was made',
      },
    },
    unchangedSince: { zh: '此后没有更改。', en: 'Not changed since.' },
    addedStops: { zh: (stops: string) => `增加 ${stops}`, en: (stops: string) => `added ${stops}` },
    removedStops: { zh: (stops: string) => `移出 ${stops}`, en: (stops: string) => `took out ${stops}` },
    reordered: { zh: '调整了顺序', en: 'changed the order' },
    wasLocked: { zh: '锁定', en: 'locked' },
    remade: { zh: '重新保存，走访点和顺序未变', en: 'saved again, stops and order as before' },
    exportGpx: { zh: '导出 GPX', en: 'GPX' },
    exportGeoJson: { zh: '导出 GeoJSON', en: 'GeoJSON' },
    export: { zh: '导出', en: 'Export' },
    actualTitle: { zh: '计划与实际', en: 'Against the plan' },
    actualVisited: { zh: '已走访', en: 'Visited' },
    actualOrder: { zh: '按计划顺序', en: 'Order kept' },
    actualKm: { zh: '实际里程', en: 'Driven' },
    actualTime: { zh: '用时', en: 'Time' },
    actualPlanned: { zh: '计划', en: 'planned' },
    unplanned: {
      zh: (_n: number, shown: string) => `计划外 ${shown} 次`,
      en: (n: number, shown: string) => many(n, shown, 'visit more', 'visits more'),
    },
    noTrack: { zh: '没有轨迹', en: 'no track' },
    ofPlan: {
      zh: (actual: string, planned: string) => `${actual}（计划 ${planned}）`,
      en: (actual: string, planned: string) => `${actual} (planned ${planned})`,
    },
  },
});

export type Words = typeof words.value;
export type Speech = SpeechIn<Words>;
