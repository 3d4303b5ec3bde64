import { written } from '../ui/sentences.ts';
import type { SpeechIn } from '../ui/print/speech.ts';
import { many, wordsOf } from '../ui/words.ts';
import { barrierWords } from './barrierWords.ts';
import { planningLists } from './listWords.ts';
import { publishWords } from './publishWords.ts';
import { settingWords } from './settingWords.ts';

export const words = wordsOf({
  rail: {
    territories: { zh: '片区', en: 'Territories' },
  },
  keys: {
    goTerritories: { zh: '转到片区规划', en: 'Go to territories' },
  },
  planning: {
    ...planningLists,
    title: { zh: '片区规划', en: 'Territories' },
    lead: {
      zh: '在方案里试着调整；发布之前，谁也不受影响。',
      en: 'Try changes in a scenario; nothing changes for anybody until you publish it.',
    },
    kindLabel: { zh: '片区类型', en: 'Kind of territory' },
    scenarios: { zh: '方案', en: 'Scenarios' },
    none: { zh: '还没有方案。', en: 'No scenario yet.' },
    nonePlan: {
      zh: '从现有片区开始：自动均衡，手工微调，再按日期发布。',
      en: 'Start one from today’s map: rebalance it, adjust it by hand, then publish it from a date.',
    },
    start: { zh: '从现有片区开始', en: 'Start from today’s map' },
    startEmpty: { zh: '从空白开始', en: 'Start empty' },
    parts: { zh: '片区数量', en: 'Number of territories' },
    name: { zh: '名称', en: 'Name' },
    newName: { zh: (day: string) => `片区调整 ${day}`, en: (day: string) => `Rebalance ${day}` },
    chooseUnit: { zh: '一个方案覆盖一个单位及其下属。', en: 'A scenario is for one unit and everything below it.' },
    copyOf: { zh: (name: string) => `${name}（副本）`, en: (name: string) => `${name} (copy)` },
    copy: { zh: '复制', en: 'Copy' },
    rename: { zh: '改名', en: 'Rename' },
    remove: { zh: '移除', en: 'Put aside' },
    removed: { zh: (name: string) => `已移除“${name}”。`, en: (name: string) => `“${name}” was put aside.` },
    undoRemove: { zh: '恢复', en: 'Take it back' },
    compare: { zh: '比较', en: 'Compare' },
    compareHint: { zh: '勾选两到四个方案可并列比较。', en: 'Choose two to four to see them side by side.' },
    open: { zh: (name: string) => `打开 ${name}`, en: (name: string) => `Open ${name}` },
    territoriesOf: {
      zh: (_: number, shown: string) => `${shown} 个片区`,
      en: (n: number, shown: string) => `${shown} ${n === 1 ? 'territory' : 'territories'}`,
    },
    tabs: {
      balance: { zh: '均衡', en: 'Balance' },
      solve: { zh: '自动均衡', en: 'Rebalance' },
      moves: { zh: '调整名单', en: 'Moves' },
      publish: { zh: '发布', en: 'Publish' },
      settings: { zh: '设置', en: 'Settings' },
    },
    undo: { zh: '撤销', en: 'Undo' },
    redo: { zh: '重做', en: 'Redo' },
    toBeginning: { zh: '全部撤销，回到起点', en: 'Undo everything, to the beginning' },
    history: { zh: (n: string) => `操作记录（${n}）`, en: (n: string) => `Steps (${n})` },
    saving: { zh: '正在保存……', en: 'Saving …' },
    saved: { zh: '已保存', en: 'Saved' },
    hint: {
      unbalanced: {
        zh: (bad: string, all: string) => `${all} 个片区中有 ${bad} 个超出容差。“自动均衡”会找出需要调整的最少户数。`,
        en: (bad: string, all: string) =>
          `${bad} of ${all} territories are outside a tolerance. ‘Rebalance’ finds the fewest retailers to move.`,
      },
      unassigned: {
        zh: (n: string) => `有 ${n} 户不属于任何片区。可在地图上查找，或由“自动均衡”划入。`,
        en: (n: string) =>
          `${written(n, 'retailer is', 'retailers are')} in no territory: to be found on the map, or placed by ‘Rebalance’.`,
      },
      apart: {
        zh: (n: string) => `有 ${n} 个片区不连片。可在地图上查找，或由“自动均衡”连成一片。`,
        en: (n: string) =>
          `${written(n, 'territory is', 'territories are')} in pieces: to be found on the map, or joined by ‘Rebalance’.`,
      },
      good: {
        zh: (moved: string) => `所有片区都在容差之内，共调整 ${moved} 户。请查看调整名单，再选择日期发布。`,
        en: (moved: string) =>
          `Every territory is within its tolerances; ${moved} retailers move. Look at the moves, then publish from a date.`,
      },
      same: {
        zh: '各片区已均衡，无人调整，现有片区可以保持不变。',
        en: 'Everything is balanced and nobody moves: today’s map can stay.',
      },
    },
    conflict: {
      zh: (who: string, what: string, count: string, at: string) =>
        `${who} 在 ${at} 修改了本方案（${what}，${count} 户）。现在显示的是对方的结果，您的上一步没有保存。`,
      en: (who: string, what: string, count: string, at: string) =>
        `${who} changed this scenario at ${at} (${what}, ${count} retailers). You now see theirs; your last change was not stored.`,
    },
    dismiss: { zh: '知道了', en: 'Understood' },
    pan: { zh: '移动地图（空格）', en: 'Move the map (Space)' },
    lasso: { zh: '套索', en: 'Lasso' },
    lassoHint: {
      zh: '在地图上圈选零售户，按住 Shift 可追加。',
      en: 'Draw round retailers on the map. Shift adds to the selection.',
    },
    dragHint: {
      zh: '点击选择零售户，或按 l 用套索圈选，再拖到另一个片区。',
      en: 'Click retailers to select them, draw a lasso with l, drag the selection to another territory.',
    },
    showToday: { zh: '显示现有片区', en: 'Show today’s map' },
    selected: {
      zh: (_: number, shown: string) => `已选 ${shown} 户`,
      en: (n: number, shown: string) => `${many(n, shown, 'retailer', 'retailers')} selected`,
    },
    moveTo: { zh: '划入……', en: 'Move to …' },
    moveAction: { zh: (territory: string) => `划入 ${territory}`, en: (territory: string) => `Move to ${territory}` },
    noTerritory: { zh: '不属于任何片区', en: 'No territory' },
    lock: { zh: '锁定', en: 'Lock' },
    unlock: { zh: '解锁', en: 'Unlock' },
    lockAll: { zh: '锁定全部片区', en: 'Lock all territories' },
    unlockAll: { zh: '解锁全部片区', en: 'Unlock all territories' },
    lockTerritory: { zh: (name: string) => `锁定 ${name}`, en: (name: string) => `Lock ${name}` },
    clear: { zh: '取消选择', en: 'Clear' },
    findUnassigned: {
      zh: (n: string) => `在地图上查看未划片的 ${n} 户`,
      en: (n: string) => `Show on the map: ${n} in no territory`,
    },
    findApart: {
      zh: (n: string) => `在地图上查看不连片的 ${n} 个`,
      en: (n: string) => `Show on the map: ${n} in pieces`,
    },
    stayed: {
      zh: (_: number, shown: string) => `有 ${shown} 户已锁定，保持不动。`,
      en: (n: number, shown: string) => `${many(n, shown, 'retailer', 'retailers')} stayed: locked.`,
    },
    legend: { zh: '片区', en: 'Territories' },
    legendMoved: { zh: '与现有片区不同', en: 'in other hands than today' },
    legendLocked: { zh: '已锁定', en: 'locked' },
    legendNowhere: { zh: '未划片', en: 'in no territory' },
    sort: { zh: '排序', en: 'Order' },
    worstFirst: { zh: '偏差大的在前', en: 'Worst first' },
    byName: { zh: '按名称', en: 'By name' },
    minutes: { zh: (n: string) => `${n} 分钟`, en: (n: string) => `${n} min` },
    under: { zh: '偏少', en: 'under' },
    over: { zh: '偏多', en: 'over' },
    within: { zh: '在容差之内', en: 'within the tolerance' },
    unknownFigures: {
      zh: (n: string, measure: string) => `有 ${n} 户的${measure}未知。`,
      en: (n: string, measure: string) => `${measure} is not known of ${written(n, 'retailer', 'retailers')}.`,
    },
    retailersOf: {
      zh: (_: number, shown: string) => `${shown} 户`,
      en: (n: number, shown: string) => many(n, shown, 'retailer', 'retailers'),
    },
    inOut: {
      zh: (gained: string, lost: string) => `较现状 +${gained} −${lost}`,
      en: (gained: string, lost: string) => `+${gained} −${lost} against today`,
    },
    radius: { zh: (km: string) => `半径 ${km}`, en: (km: string) => `radius ${km}` },
    pieces: { zh: (n: string) => `分成 ${n} 块`, en: (n: string) => `in ${n} pieces` },
    details: { zh: '详情', en: 'Details' },
    rep: { zh: '客户经理', en: 'Rep' },
    noRep: { zh: '尚未指定', en: 'nobody yet' },
    share: { zh: '占比（1 为与其他片区相同）', en: 'Share of the whole (1 = as the others)' },
    capacity: { zh: (measure: string) => `${measure}上限`, en: (measure: string) => `At most, ${measure}` },
    base: { zh: '客户经理驻地', en: 'Base of the rep' },
    setBase: { zh: '设为地图中心', en: 'Set to the middle of the map' },
    clearBase: { zh: '清除', en: 'Remove' },
    baseTrips: {
      zh: (minutes: string) => `往返驻地每月约 ${minutes} 分钟`,
      en: (minutes: string) => `To and from the base: about ${minutes} min a month`,
    },
    dissolve: { zh: '撤销片区', en: 'Dissolve' },
    addTerritory: { zh: '添加片区', en: 'Add a territory' },
    newTerritory: { zh: (no: string) => `新片区 ${no}`, en: (no: string) => `New ${no}` },
    composition: { zh: '客户构成', en: 'Who is in it' },
    traits: {
      grade: { zh: '客户分类', en: 'Grade' },
      businessType: { zh: '业态', en: 'Business type' },
      scale: { zh: '规模', en: 'Size' },
    },
    other: { zh: '其他或未知', en: 'other or unknown' },
    selectAll: { zh: '选中片区内的零售户', en: 'Select its retailers' },
    from: {
      today: { zh: '从现有片区开始，调整最少', en: 'From today’s map, with the fewest moves' },
      here: { zh: '从方案当前状态开始', en: 'From where the scenario stands' },
      nothing: { zh: '重新划分', en: 'A new design, from nothing' },
    },
    fromHint: {
      today: {
        zh: '尽量让零售户留在原客户经理名下，锁定有效。',
        en: 'Keeps as many retailers as possible with their rep. Locks bind.',
      },
      here: {
        zh: '保留您的手工调整，在此基础上改动最少。',
        en: 'Keeps your own moves and changes as little as possible beyond them.',
      },
      nothing: {
        zh: '片区最紧凑，但许多零售户会换人；锁定的片区不变。',
        en: 'The most compact territories; many retailers change hands. Locked territories stay.',
      },
    },
    seconds: { zh: '最多用时（秒）', en: 'Seconds at most' },
    solve: { zh: '自动均衡', en: 'Rebalance' },
    searching: {
      zh: (done: string, total: string) => `正在计算，已用 ${done} 秒，最多 ${total} 秒……`,
      en: (done: string, total: string) => `Searching, ${done} of at most ${total} s …`,
    },
    waiting: { zh: '正在排队……', en: 'Waiting for its turn …' },
    cancelled: { zh: '已取消，方案保持原样。', en: 'Cancelled: the scenario is as it was.' },
    failed: {
      zh: (why: string | null) => `计算没有完成${why === null ? '。' : `：${why}`}`,
      en: (why: string | null) => `The search did not end well${why === null ? '.' : `: ${why}`}`,
    },
    result: { zh: '最近一次计算结果', en: 'The last search' },
    resultOld: { zh: '最近一次计算结果（其后有改动）', en: 'The last search (changed since)' },
    worst: { zh: '最大偏差', en: 'Worst' },
    met: { zh: '达到', en: 'met' },
    notMet: { zh: '未达到', en: 'not met' },
    movedOf: {
      zh: (moved: string, bound: string) => `调整 ${moved} 户；按此容差至少须调整 ${bound} 户`,
      en: (moved: string, bound: string) =>
        `${written(moved, 'retailer moves', 'retailers move')}; with these tolerances at least ${bound} must`,
    },
    whole: { zh: '各片区都连成一片', en: 'Every territory is whole' },
    notMetTitle: { zh: '哪些无法达到，怎样放宽', en: 'What cannot be met, and what would help' },
    proven: { zh: '已证明不可能', en: 'proven impossible' },
    notProven: { zh: '未找到，但未证明不可能', en: 'not proven impossible' },
    wouldReach: { zh: (share: string) => `可达 ${share}`, en: (share: string) => `then ${share}` },
    easings: { zh: '代价最小的办法', en: 'The cheapest ways out' },
    use: { zh: '采用', en: 'Use it' },
    giant: { zh: (name: string) => `该零售户是 ${name}。`, en: (name: string) => `The retailer is ${name}.` },
    contiguity: { zh: '连成一片', en: 'Being in one piece' },
    switches: { zh: '调整户数限额', en: 'Limit of moves' },
    movesSentence: {
      zh: (moved: string, share: string, most: string, name: string) =>
        `共 ${moved} 户（${share}）换片区；最多的是 ${name}，${most} 户`,
      en: (moved: string, share: string, most: string, name: string) =>
        `${moved} retailers (${share}) change hands; the most, ${most}, at ${name}`,
    },
    noMoves: { zh: '没有零售户换片区。', en: 'Nobody changes hands.' },
    byHand: { zh: '手工调整', en: 'moved by hand' },
    because: {
      zh: (why: string, measure: string) => `${why}（按${measure}）`,
      en: (why: string, measure: string) => `${why} (${measure})`,
    },
    ...publishWords,
    ...settingWords,

    compareTitle: { zh: '方案比较', en: 'Side by side' },
    scenario: { zh: '方案', en: 'Scenario' },
    moved: { zh: '调整户数', en: 'Moved' },
    radiusTitle: { zh: '半径', en: 'Radius' },
    unassigned: { zh: '未划片', en: 'In none' },
    inPieces: { zh: '不连片', en: 'In pieces' },
    todayMap: { zh: '现有片区', en: 'Today’s map' },
    mapOf: { zh: (name: string) => `${name}的地图`, en: (name: string) => `Map of ${name}` },
  },
  barriers: barrierWords,
});

export type Words = typeof words.value;
export type Speech = SpeechIn<Words>;
