import { many, wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  rail: { places: { zh: '坐标', en: 'Places' } },
  keys: {
    goPlaces: { zh: '转到坐标建议', en: 'Go to proposed places' },
    placeAccept: { zh: '坐标建议：按更正批准', en: 'Proposed place: accept as a correction' },
    placeMove: { zh: '坐标建议：按搬迁批准', en: 'Proposed place: accept as a move from a day' },
    placeRefuse: { zh: '坐标建议：不予批准', en: 'Proposed place: refuse' },
    placeInspect: { zh: '坐标建议：派考核员现场核实', en: 'Proposed place: send an inspector' },
    placeSkip: { zh: '坐标建议：上一条、下一条（不处理）', en: 'Proposed place: the one before or after, unanswered' },
    placeChoose: { zh: '坐标建议：选入批量处理', en: 'Proposed place: choose, to answer several at once' },
    placeUndo: { zh: '坐标建议：撤销刚才的处理', en: 'Proposed place: take the last answer back' },
  },
  propose: {
    title: { zh: '坐标建议', en: 'Proposed places' },
    sentence: {
      zh: (_n: number, shown: string) => `${shown} 条坐标建议待处理`,
      en: (n: number, shown: string) => `${many(n, shown, 'proposed place', 'proposed places')} to answer`,
    },
    answeredSentence: {
      zh: (_n: number, shown: string) => `已处理 ${shown} 条坐标建议`,
      en: (n: number, shown: string) => `${many(n, shown, 'proposed place', 'proposed places')} answered`,
    },
    standSentence: {
      zh: (stands: string, visits: string) => `到 ${stands} 处现场核实，可了结 ${visits} 次待定走访`,
      en: (stands: string, visits: string) => `${stands} stands would settle ${visits} undecided visits`,
    },
    parts: {
      open: { zh: '待处理', en: 'Open' },
      answered: { zh: '已处理', en: 'Answered' },
      stands: { zh: '现场核实', en: 'To inspect' },
    },
    none: {
      zh: '没有待处理的坐标建议。走访积累到足以判断位置时，会自动出现在这里。',
      en: 'Nothing to answer. Places appear here by themselves once visits say where a shop is.',
    },
    noneAnswered: { zh: '还没有处理过坐标建议。', en: 'No proposed place was answered yet.' },
    noStands: { zh: '没有需要现场核实的零售户。', en: 'No shop needs an inspector.' },
    kind: {
      learned: { zh: '由走访得出', en: 'learned from visits' },
      frame: { zh: '文件坐标系有误', en: 'a file in a wrong frame' },
      told: { zh: '客户经理报告搬迁', en: 'the rep says it moved' },
    },
    state: {
      open: { zh: '待处理', en: 'open' },
      corrected: { zh: '已按更正批准', en: 'accepted as a correction' },
      moved: { zh: '已按搬迁批准', en: 'accepted as a move' },
      refused: { zh: '不予批准', en: 'refused' },
      inspect: { zh: '待现场核实', en: 'to be inspected' },
      overtaken: { zh: '已被取代', en: 'overtaken' },
      undone: { zh: '已撤销', en: 'taken back' },
    },
    moves: { zh: (metres: string) => `移动 ${metres}`, en: (metres: string) => `moves ${metres}` },
    witnesses: {
      zh: (_n: number, visits: string, _people: number, shown: string) => `${shown} 人 ${visits} 次走访`,
      en: (n: number, visits: string, people: number, shown: string) =>
        `${many(n, visits, 'visit', 'visits')} by ${many(people, shown, 'person', 'people')}`,
    },
    shops: {
      zh: (_n: number, shown: string) => `涉及 ${shown} 户`,
      en: (n: number, shown: string) => many(n, shown, 'retailer', 'retailers'),
    },
    reading: {
      zh: (is: string, taken: string) => `文件中的坐标是 ${is}，导入时当成了 ${taken}`,
      en: (is: string, taken: string) => `The numbers of this file are ${is} and were taken for ${taken}`,
    },
    shared: {
      zh: (others: string) => `与另外 ${others} 户登记在同一点：多半是地址解析的默认点`,
      en: (others: string) => `Stored at the same point as ${others} others: most likely a geocoder’s fallback`,
    },
    told: {
      zh: (name: string, day: string) => `${name}：自 ${day} 起已搬迁`,
      en: (name: string, day: string) => `${name}: it moved on ${day}`,
    },
    toldNowhere: { zh: '没有报新位置。', en: 'Where to was not said.' },
    since: {
      zh: (day: string) => `自 ${day} 起的走访都在新位置，此前都在原位置：像是搬迁`,
      en: (day: string) =>
        `All visits since ${day} were at the new place, those before at the old one: it looks like a move`,
    },
    origin: { zh: '来源', en: 'Origin' },
    fileFrame: { zh: '坐标系', en: 'Frame' },
    concerns: { zh: '涉及', en: 'Concerns' },
    saidBy: { zh: '报告', en: 'Report' },
    note: { zh: '说明', en: 'Note' },
    stored: { zh: '现登记', en: 'Stored' },
    proposed: { zh: '建议', en: 'Proposed' },
    distance: { zh: '相距', en: 'Apart' },
    signs: {
      radius: { zh: '现登记的到位半径', en: 'Radius in which visits count now' },
      error: { zh: '建议位置，95 % 误差圈', en: 'Proposed place, with its 95 % circle' },
      witness: { zh: '走访依据，按人分色', en: 'Visits, a colour for each person' },
    },
    within: { zh: (metres: string) => `误差约 ±${metres}`, en: (metres: string) => `good to about ±${metres}` },
    wouldTitle: { zh: '批准后的判定', en: 'Verdicts if accepted' },
    would: {
      zh: (_n: number, visits: string) => `${visits} 次走访将重新判定`,
      en: (n: number, visits: string) => `${many(n, visits, 'visit', 'visits')} would be judged again`,
    },
    wouldNewest: {
      zh: (judged: string) => `以下为其中最近 ${judged} 次`,
      en: (judged: string) => `Of these the newest ${judged}:`,
    },
    change: {
      zh: (visits: string, from: string, to: string) => `${visits} 次 ${from} → ${to}`,
      en: (visits: string, from: string, to: string) => `${visits} ${from} → ${to}`,
    },
    stays: {
      zh: (visits: string, state: string) => `${visits} 次仍为 ${state}`,
      en: (visits: string, state: string) => `${visits} stay ${state}`,
    },
    noVisits: { zh: '没有走访受影响', en: 'No visits are concerned' },
    witnessTitle: { zh: '依据', en: 'Witnesses' },
    inspector: { zh: '现场', en: 'on site' },
    somebody: { zh: '外单位人员', en: 'somebody of another unit' },
    answer: { zh: '处理', en: 'Answer' },
    accept: { zh: '更正', en: 'Correct' },
    move: { zh: '搬迁', en: 'Moved' },
    refuse: { zh: '不批', en: 'Refuse' },
    inspect: { zh: '派核实', en: 'Inspect' },
    fromDay: { zh: '搬迁自', en: 'Moved on' },
    reason: { zh: '理由（记入存证）', en: 'Why (goes on record)' },
    ownPlace: {
      zh: '须先在零售户中录入新坐标。',
      en: 'Enter the new place on the retailer first.',
    },
    done: {
      corrected: { zh: (name: string) => `${name}：已更正`, en: (name: string) => `${name}: corrected` },
      moved: { zh: (name: string) => `${name}：已记为搬迁`, en: (name: string) => `${name}: moved` },
      refused: { zh: (name: string) => `${name}：不予批准`, en: (name: string) => `${name}: refused` },
      inspect: { zh: (name: string) => `${name}：已派现场核实`, en: (name: string) => `${name}: to be inspected` },
      undone: { zh: (name: string) => `${name}：已撤销`, en: (name: string) => `${name}: taken back` },
    },
    undo: { zh: '撤销', en: 'Undo' },
    choose: { zh: (name: string) => `选择 ${name}`, en: (name: string) => `Choose ${name}` },
    chooseAll: {
      zh: (shown: string) => `全选由走访得出的 ${shown} 条，批量处理`,
      en: (shown: string) => `Choose all ${shown} learned from visits, to answer at once`,
    },
    chosen: {
      zh: (_n: number, shown: string) => `已选 ${shown} 条`,
      en: (_n: number, shown: string) => `${shown} chosen`,
    },
    several: {
      zh: (_n: number, shown: string) => `${shown} 条建议`,
      en: (n: number, shown: string) => many(n, shown, 'proposed place', 'proposed places'),
    },
    left: {
      unknown: {
        zh: (name: string) => `${name}：须单独处理`,
        en: (name: string) => `${name}: to be answered by itself`,
      },
      answered: {
        zh: (name: string) => `${name}：已由他人处理`,
        en: (name: string) => `${name}: answered by somebody else`,
      },
      own: {
        zh: (name: string) => `${name}：您走访过，须由他人处理`,
        en: (name: string) => `${name}: you visited it, somebody else must answer`,
      },
      few: {
        zh: (name: string) => `${name}：依据不足 8 次走访，请单独查看后处理`,
        en: (name: string) => `${name}: fewer than eight visits say so, look at it by itself`,
      },
      overtaken: {
        zh: (name: string) => `${name}：此后坐标又有变更，未撤销`,
        en: (name: string) => `${name}: its place was changed since, not taken back`,
      },
    },
    answers: { zh: '处理记录', en: 'Answers' },
    next: { zh: '下一条', en: 'Next' },
    previous: { zh: '上一条', en: 'Previous' },
    undecided: {
      zh: (_n: number, shown: string) => `${shown} 次待定`,
      en: (_n: number, shown: string) => `${shown} undecided`,
    },
    why: {
      disagreement: { zh: '各人所见不一致', en: 'people disagree' },
      noAnchor: { zh: '位移较大，尚无旁证', en: 'a long move without an anchor' },
      onePersonOnly: { zh: '只有一人走访', en: 'visited by one person only' },
      onePlace: { zh: '多户的走访都在同一处', en: 'several shops were visited at one place' },
      unclear: { zh: '定位太粗', en: 'positions too vague' },
      inspect: { zh: '指定现场核实', en: 'asked for' },
      shared: { zh: '多户共用一个坐标', en: 'shares its coordinate' },
    },
  },
});
