import { railWords } from './railWords.ts';
import { written } from '../ui/sentences.ts';
import { many, wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  ...railWords,
  cal: {
    title: { zh: '走访日历', en: 'Visit calendar' },
    sentence: {
      zh: (unit: string, from: string, to: string, made: string, reps: string) =>
        `${unit}，${from} 至 ${to}：${made} 名客户经理有日历，共 ${reps} 名`,
      en: (unit: string, from: string, to: string, made: string, reps: string) =>
        `${unit}, ${from} to ${to}: ${made} of ${reps} reps have a calendar`,
    },
    lead: {
      zh: '每户在固定的日子走访：按客户分类的走访频次，间隔均匀，就近成组，每天工作量相当。',
      en: 'Each retailer is visited on its own day: as often as its grade asks, evenly spaced, near ones together, days of equal work.',
    },
    month: {
      zh: '“每月”按四周计（一年 13 次）：每个自然月都不会漏访。',
      en: 'A month is four weeks here, 13 times a year: no calendar month is left without its visit.',
    },
    noReps: { zh: '本单位还没有客户经理。', en: 'No representatives in this unit yet.' },
    from: { zh: '从这一天起', en: 'From' },
    weeks: { zh: '周数', en: 'Weeks' },
    draftAll: { zh: '为全员编排', en: 'Draft for everybody' },
    draftOne: { zh: '编排日历', en: 'Draft the calendar' },
    draftAgain: { zh: '重新编排', en: 'Draft again' },
    replace: { zh: '已有草稿也重新编排', en: 'Also make existing drafts anew' },
    fresh: { zh: '不保留已发布的日子，全部重排', en: 'Forget published days and find all anew' },
    waiting: { zh: '等待空闲的计算线程…', en: 'Waiting for a free worker …' },
    drafting: {
      zh: (done: string, all: string) => `已编排 ${done} 名，共 ${all} 名`,
      en: (done: string, all: string) => `${done} of ${all} reps drafted`,
    },
    made: {
      zh: (_n: number, shown: string) => `已编排 ${shown} 份草稿，发布后生效。`,
      en: (n: number, shown: string) => `${many(n, shown, 'draft', 'drafts')} made; they count once published.`,
    },
    cancelled: { zh: '已取消，已编排的草稿保留。', en: 'Cancelled. Drafts that were made stay.' },
    failed: {
      zh: (why: string | null) => `编排中止${why === null ? '。' : `：${why}`}`,
      en: (why: string | null) => `Drafting stopped${why === null ? '.' : `: ${why}`}`,
    },
    left: {
      drafted: { zh: '已有草稿', en: 'has a draft already' },
      past: { zh: '起始日期已过', en: 'is past the first day' },
      noRetailers: { zh: '走访片区内没有零售户', en: 'has no retailers in a visit territory' },
      noDays: { zh: '期间没有可用的工作日', en: 'has no working day in these weeks' },
      changed: { zh: '期间被他人修改', en: 'was changed meanwhile' },
    },
    state: {
      draft: { zh: '草稿', en: 'Draft' },
      published: { zh: '已发布', en: 'Published' },
      retired: { zh: '已失效', en: 'Retired' },
    },
    none: { zh: '无', en: 'None' },
    noCalendar: { zh: '这名客户经理还没有走访日历。', en: 'This rep has no calendar yet.' },
    rep: { zh: '客户经理', en: 'Rep' },
    week: { zh: (day: string) => `${day} 起的一周`, en: (day: string) => `Week of ${day}` },
    load: {
      zh: (stops: string, hours: string, share: string) => `${stops} 户，${hours} 小时，占工时 ${share}`,
      en: (stops: string, hours: string, share: string) =>
        `${written(stops, 'stop', 'stops')}, ${hours} h, ${share} of the hours`,
    },
    misses: {
      zh: (_n: number, shown: string) => `${shown} 次走访无法安排`,
      en: (n: number, shown: string) => many(n, shown, 'visit cannot be made', 'visits cannot be made'),
    },
    moved: {
      zh: (_n: number, shown: string) => `${shown} 次走访不在惯常的日子`,
      en: (n: number, shown: string) =>
        many(n, shown, 'visit is not on its usual day', 'visits are not on their usual day'),
    },
    owed: {
      zh: (_n: number, shown: string) => `${shown} 次走访待补`,
      en: (n: number, shown: string) => many(n, shown, 'visit is owed', 'visits are owed'),
    },
    over: {
      zh: (_n: number, shown: string) => `${shown} 天超出工时`,
      en: (n: number, shown: string) => many(n, shown, 'day is too long', 'days are too long'),
    },
    allWell: { zh: '所有走访都在惯常的日子。', en: 'Every visit is on its usual day.' },
    earlier: { zh: '前四周', en: 'Four weeks earlier' },
    later: { zh: '后四周', en: 'Four weeks later' },
    weekdays: {
      1: { zh: '一', en: 'Mon' },
      2: { zh: '二', en: 'Tue' },
      3: { zh: '三', en: 'Wed' },
      4: { zh: '四', en: 'Thu' },
      5: { zh: '五', en: 'Fri' },
      6: { zh: '六', en: 'Sat' },
      7: { zh: '日', en: 'Sun' },
    },
    dayKind: {
      holiday: { zh: '节假日', en: 'Holiday' },
      workday: { zh: '调休上班', en: 'Make-up working day' },
      half: { zh: '半天', en: 'Half day' },
    },
    absence: {
      leave: { zh: '休假', en: 'Leave' },
      ill: { zh: '病假', en: 'Ill' },
      training: { zh: '培训', en: 'Training' },
      meeting: { zh: '会议', en: 'Meeting' },
    },
    part: {
      day: { zh: '全天', en: 'Whole days' },
      morning: { zh: '上午', en: 'Mornings' },
      afternoon: { zh: '下午', en: 'Afternoons' },
    },
    dayOff: { zh: '不上班', en: 'Not worked' },
    km: { zh: '里程', en: 'Distance' },
    worst: { zh: '最忙一天', en: 'Longest day' },
    overMean: { zh: (share: string) => `高于平均 ${share}`, en: (share: string) => `${share} over the mean` },
    bound: { zh: '不可能少于', en: 'None is below' },
    count: { zh: '走访', en: 'Visits' },
    dayTitle: {
      zh: (day: string, _n: number, stops: string) => `${day}：${stops} 户`,
      en: (day: string, n: number, stops: string) => `${day}: ${many(n, stops, 'stop', 'stops')}`,
    },
    noStops: { zh: '当天没有走访。', en: 'No visits on this day.' },
    pin: { zh: '固定在这一天', en: 'Pin to this day' },
    unpin: { zh: '取消固定', en: 'Unpin' },
    moveTo: { zh: '移到…', en: 'Move …' },
    moveHint: {
      zh: '把零售户拖到另一天，或按“移到…”后选一天。',
      en: 'Drag a retailer to another day, or press Move and choose one.',
    },
    chooseDay: { zh: '移到哪一天', en: 'Move to which day' },
    tryIt: {
      zh: (name: string, from: string, to: string) => `${name}：从 ${from} 移到 ${to}`,
      en: (name: string, from: string, to: string) => `${name}: ${from} → ${to}`,
    },
    effectKm: { zh: (km: string) => `里程 ${km}`, en: (km: string) => `Distance ${km}` },
    effectWork: {
      zh: (day: string, before: string, after: string) => `${day} 工作 ${before} → ${after} 小时`,
      en: (day: string, before: string, after: string) => `Work on ${day}: ${before} → ${after} h`,
    },
    effectGaps: {
      zh: (before: string, after: string) => `距前次 ${before}、距后次 ${after} 个工作日`,
      en: (before: string, after: string) => `${before} working days after the visit before, ${after} before the next`,
    },
    spaced: { zh: '间隔在允许范围内。', en: 'The spacing is within the tolerance.' },
    notSpaced: { zh: '间隔超出允许范围。', en: 'The spacing is outside the tolerance.' },
    tooLong: { zh: '这一天会超出工时。', en: 'That day becomes longer than the shift.' },
    nobodyElse: { zh: '其他零售户不变。', en: 'Nobody else moves.' },
    doIt: { zh: '移动', en: 'Move' },
    undo: { zh: '撤销', en: 'Undo' },
    discard: { zh: '放弃草稿', en: 'Discard the draft' },
    publish: { zh: '发布…', en: 'Publish …' },
    publishNow: { zh: '发布', en: 'Publish' },
    publishFrom: { zh: '生效日期', en: 'Counts from' },
    published: {
      zh: (from: string, to: string) => `已发布，${from} 至 ${to} 有效。当天的计划会按它安排。`,
      en: (from: string, to: string) => `Published for ${from} to ${to}. Plans of those days follow it.`,
    },
    whatMoves: { zh: '发布后谁的日子会变', en: 'Who changes by publishing' },
    nothingMoves: { zh: '没有零售户改变日子。', en: 'Nobody changes their day.' },
    sameDays: {
      zh: (_n: number, shown: string) => `${shown} 户保持不变`,
      en: (n: number, shown: string) => `${many(n, shown, 'retailer stays', 'retailers stay')} as they were`,
    },
    why: {
      newcomer: { zh: '新增零售户', en: 'New retailers' },
      left: { zh: '不再走访', en: 'No longer visited' },
      frequency: { zh: '走访频次改变', en: 'Another frequency' },
      byHand: { zh: '人工调整', en: 'Moved by hand' },
      absence: { zh: '客户经理不在岗', en: 'The rep is away' },
      holiday: { zh: '遇节假日', en: 'A holiday' },
      rebalanced: { zh: '使每天工作量相当', en: 'For days of equal work' },
    },
    reload: { zh: '重新载入', en: 'Load again' },
    byHandMark: { zh: '人工', en: 'by hand' },
    movedMark: { zh: '非惯常日', en: 'not its usual day' },
    pinnedMark: { zh: '已固定', en: 'pinned' },
    visited: { zh: '已走访', en: 'visited' },
    rule: {
      zh: (weeks: number, days: string) => (weeks === 1 ? `每周${days}` : `每 ${weeks} 周的周${days}`),
      en: (weeks: number, days: string) =>
        weeks === 1 ? `every ${days}` : weeks === 2 ? `every other ${days}` : `${days} every ${weeks} weeks`,
    },
    spread: {
      zh: (frequency: string) => `四周 ${frequency} 次，间隔均匀`,
      en: (frequency: string) => `${frequency} times in four weeks, evenly`,
    },
    missTitle: { zh: '无法安排的走访', en: 'Visits that cannot be made' },
    reason: {
      noOpenDay: { zh: '没有营业的日子可走访', en: 'It is open on no working day' },
      repAway: { zh: '客户经理不在岗，附近也没有合适的日子', en: 'The rep is away, and no day near it fits' },
      noTime: { zh: '工时不够', en: 'The days hold no more work' },
      pinsClash: { zh: '固定的日子无法走访', en: 'Its pinned day cannot be kept' },
      tooOften: { zh: '走访频次超过工作日数', en: 'More visits are asked for than there are working days' },
      beyondReach: { zh: '一天之内无法往返', en: 'It cannot be reached and left within a day' },
      unknownFrequency: { zh: '走访频次未知', en: 'Nobody has said how often' },
    },
    cure: {
      setFrequency: { zh: '请填写走访频次', en: 'Say how often it is visited' },
      visitAtMost: {
        zh: (times: string) => `改为四周 ${times} 次即可安排`,
        en: (times: string) => `${times} in four weeks would fit`,
      },
      openOn: {
        zh: (day: string) => `若周${day}营业即可安排`,
        en: (day: string) => `It would fit if it opened on ${day}`,
      },
      unpin: { zh: (day: string) => `取消 ${day} 的固定`, en: (day: string) => `Take the pin of ${day} away` },
      visitOn: { zh: (day: string) => `${day} 可以走访`, en: (day: string) => `${day} would fit` },
      longerDay: {
        zh: (day: string, minutes: string) => `${day} 延长 ${minutes} 分钟即可安排`,
        en: (day: string, minutes: string) => `It would fit if ${day} were ${minutes} min longer`,
      },
    },
    icsTitle: {
      zh: (_n: number, shown: string) => `走访 ${shown} 户`,
      en: (n: number, shown: string) => many(n, shown, 'visit', 'visits'),
    },
    owedTitle: { zh: '待补走访', en: 'Owed visits' },
    owedUntil: {
      zh: (day: string, until: string) => `应于 ${day}，可补至 ${until}`,
      en: (day: string, until: string) => `was for ${day}, may be caught up until ${until}`,
    },
  },
  days: {
    title: { zh: '节假日与调休', en: 'Working days' },
    lead: {
      zh: '周一至周五上班，下列日子例外。节假日名单会过时，请逐年核对确认。',
      en: 'Monday to Friday are worked, these days differ. Published lists age: look at a year and confirm it.',
    },
    year: { zh: '年份', en: 'Year' },
    confirmed: { zh: (year: string) => `${year} 年已确认`, en: (year: string) => `${year} is confirmed` },
    unconfirmed: { zh: (year: string) => `${year} 年尚未确认`, en: (year: string) => `${year} is not confirmed yet` },
    confirm: { zh: '确认这一年', en: 'Confirm the year' },
    none: { zh: '这一年没有例外的日子。', en: 'No day of this year differs.' },
    import: { zh: '导入名单', en: 'Import a list' },
    importHint: {
      zh: 'CSV 或 XLSX：日期、类型（节假日、调休、半天）、名称',
      en: 'CSV or XLSX: day, kind (holiday, workday, half), name',
    },
    preview: {
      zh: (added: string, changed: string, same: string) => `新增 ${added}，改变 ${changed}，相同 ${same}`,
      en: (added: string, changed: string, same: string) => `${added} new, ${changed} changed, ${same} the same`,
    },
    line: {
      zh: (line: string, why: string) => `第 ${line} 行：${why}`,
      en: (line: string, why: string) => `Line ${line}: ${why}`,
    },
    store: { zh: '导入', en: 'Import' },
    day: { zh: '日期', en: 'Day' },
    kind: { zh: '类型', en: 'Kind' },
    name: { zh: '名称', en: 'Name' },
    add: { zh: '添加', en: 'Add' },
    remove: { zh: (day: string) => `删除 ${day}`, en: (day: string) => `Remove ${day}` },
    inherited: { zh: '上级单位', en: 'from above' },
  },
  away: {
    title: { zh: '请假与外出', en: 'Absences' },
    none: { zh: '近期没有人请假。', en: 'Nobody is away in these weeks.' },
    rep: { zh: '客户经理', en: 'Rep' },
    from: { zh: '从', en: 'From' },
    to: { zh: '到', en: 'To' },
    kind: { zh: '事由', en: 'Why' },
    part: { zh: '时段', en: 'Part of the day' },
    add: { zh: '登记', en: 'Add' },
    remove: { zh: (name: string) => `取消 ${name} 的请假`, en: (name: string) => `Take back ${name}’s absence` },
    line: {
      zh: (name: string, from: string, to: string, kind: string) => `${name}：${from} 至 ${to}，${kind}`,
      en: (name: string, from: string, to: string, kind: string) => `${name}: ${from}–${to}, ${kind}`,
    },
    hint: {
      zh: '登记后重新编排草稿并发布，受影响的走访会移到附近的日子。',
      en: 'Then draft again and publish: the visits that are hit move to days near them.',
    },
  },
});
