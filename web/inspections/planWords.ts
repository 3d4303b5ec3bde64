import { many } from '../ui/sentences.ts';

/** Of plans: the list, a new one, what it is drawn from and how. */
export const planWords = {
  inspections: {
    title: { zh: '抽查', en: 'Inspections' },
    sentence: {
      zh: (unit: string, _n: number, shown: string, open: string) => `${unit}：${shown} 项抽查，其中 ${open} 项未结束`,
      en: (unit: string, n: number, shown: string, open: string) =>
        `${unit}: ${many(n, shown, 'inspection', 'inspections')}, ${open} not closed yet`,
    },
    lead: {
      zh: '先冻结名单，再产生种子：谁也左右不了抽到谁，人人都能重算。',
      en: 'First the frame is frozen, then there is a seed: nobody can steer who is drawn, and everybody can draw again.',
    },
    make: { zh: '新建抽查', en: 'New inspection' },
    redraw: { zh: '重算抽样', en: 'Check a draw' },
    questionnaires: { zh: '问卷', en: 'Questionnaires' },
    none: { zh: '还没有抽查', en: 'No inspections yet' },
    noneLead: {
      zh: '新建一项抽查：选单位、定数量，几分钟即可抽出要看的零售户。',
      en: 'Make one: choose a unit and a number, and the retailers to look at are drawn within minutes.',
    },
    noneOfYours: {
      zh: '抽查结束后，抽样与结果会在这里向被查单位公布。',
      en: 'When an inspection is closed, its draw and its result are published here to the unit that was inspected.',
    },
    state: {
      draft: { zh: '待冻结名单', en: 'To be frozen' },
      frozen: { zh: '名单已冻结，待抽样', en: 'Frozen, to be drawn' },
      drawn: { zh: '抽查中', en: 'Under way' },
      void: { zh: '已作废，待重新冻结', en: 'Void, to be frozen anew' },
      closed: { zh: '已结束', en: 'Closed' },
    },
    kind: {
      field: { zh: '现场抽查', en: 'On the spot' },
      phone: { zh: '电话抽查', en: 'By telephone' },
      followUp: { zh: '跟踪走访', en: 'Follow-up' },
    },
    counts: {
      retailers: { zh: '营业中的零售户', en: 'Open retailers' },
      visits: { zh: '判为到位的走访', en: 'Visits judged valid' },
    },
    due: { zh: (day: string) => `${day} 前完成`, en: (day: string) => `due ${day}` },
    overdue: { zh: (day: string) => `已逾期，应于 ${day} 前完成`, en: (day: string) => `overdue since ${day}` },
    filed: {
      zh: (filed: string, all: string) => `已查 ${filed}，共 ${all}`,
      en: (filed: string, all: string) => `${filed} of ${all} filed`,
    },
    draws: {
      zh: (no: string, voided: string) => `第 ${no} 次抽样，此前作废 ${voided} 次`,
      en: (no: string, voided: string) => `draw ${no}, ${voided} void`,
    },
  },
  newInspection: {
    title: { zh: '新建抽查', en: 'New inspection' },
    back: { zh: '返回抽查列表', en: 'Back to inspections' },
    name: { zh: '名称', en: 'Name' },
    usualName: { zh: (month: string) => `${month}市场抽查`, en: (month: string) => `Market check, ${month}` },
    unit: { zh: '被查单位', en: 'Unit to inspect' },
    kind: { zh: '方式', en: 'How' },
    counts: { zh: '从什么中抽取', en: 'What it is drawn from' },
    countsHint: {
      retailers: { zh: '查明码标价、政策宣传、客户满意度。', en: 'For prices, policy and satisfaction in shops.' },
      visits: {
        zh: '核实系统判为到位的走访；建议只问最近七天，再久店主记不清。',
        en: 'Tests what the system judged valid; the last seven days at most, for longer nobody remembers.',
      },
    },
    from: { zh: '询问日期从', en: 'Days asked about, from' },
    to: { zh: '到', en: 'to' },
    due: { zh: '完成期限', en: 'To be done by' },
    questionnaire: { zh: '问卷', en: 'Questionnaire' },
    noQuestionnaire: { zh: '不用问卷', en: 'None' },
    shipped: { zh: '自带表样', en: 'Ready-made' },
    published: { zh: '本单位问卷', en: 'Your own' },
    version: {
      zh: (title: string, no: string) => `${title}（第 ${no} 版）`,
      en: (t: string, no: string) => `${t}, version ${no}`,
    },
    make: { zh: '下一步：确定抽样', en: 'Next: how many' },
  },
  sampling: {
    title: { zh: '抽多少，怎么抽', en: 'How many, and how' },
    counting: { zh: '正在统计可抽取的对象…', en: 'Counting what there is to draw from …' },
    items: {
      retailers: {
        zh: (_n: number, shown: string) => `可抽取 ${shown} 户零售户`,
        en: (n: number, shown: string) => `${many(n, shown, 'open retailer', 'open retailers')} to draw from`,
      },
      visits: {
        zh: (_n: number, shown: string) => `可抽取 ${shown} 次到位走访`,
        en: (n: number, shown: string) => `${many(n, shown, 'valid visit', 'valid visits')} to draw from`,
      },
    },
    none: {
      retailers: { zh: '该单位没有营业中的零售户。', en: 'This unit has no open retailers.' },
      visits: { zh: '这些日期内没有判为到位的走访。', en: 'There are no valid visits on these days.' },
    },
    take: { zh: '抽取数量', en: 'How many' },
    takeEach: { zh: '每层抽取数量', en: 'How many of each' },
    stratum: { zh: '分层', en: 'Strata' },
    strata: {
      none: { zh: '不分层（推荐）', en: 'None (the usual)' },
      unit: { zh: '按单位', en: 'By unit' },
      rep: { zh: '按客户经理', en: 'By rep' },
      grade: { zh: '按档位', en: 'By grade' },
      territory: { zh: '按走访片区', en: 'By visit territory' },
    },
    byStratum: { zh: '每层各抽这么多', en: 'So many of each stratum' },
    drawn: {
      zh: (n: string, all: string) => `共抽 ${n}，总数 ${all}`,
      en: (n: string, all: string) => `${n} of ${all} in all`,
    },
    noStratum: { zh: '（无）', en: '(none)' },
    proves: { zh: '这样抽能说明什么', en: 'What such a sample proves' },
    wouldSee: {
      zh: (chance: string) => `如果有一成不实，至少查到一例的机会是 ${chance}。`,
      en: (chance: string) => `If one in ten were false, you would see at least one with a chance of ${chance}.`,
    },
    ifNone: {
      zh: (most: string, all: string) => `如果一例也没查到：全部 ${all} 中不实的最多 ${most}（置信度 95%）。`,
      en: (most: string, all: string) => `If you find none: at most ${most} of the ${all} are false (at 95 %).`,
    },
    little: {
      zh: '这个数量几乎说明不了什么，请多抽一些。',
      en: 'So few prove next to nothing: take more.',
    },
    source: { zh: '种子从哪里来', en: 'Where the seed comes from' },
    sources: {
      server: { zh: '服务器生成', en: 'This server' },
      dice: { zh: '当众掷骰子', en: 'Dice, before witnesses' },
      public: { zh: '公开开奖或信标', en: 'A public draw' },
      parties: { zh: '双方各出一数', en: 'Two parties' },
    },
    sourceHint: {
      server: {
        zh: '日常抽查用。名单先写入存证链，随后服务器产生 32 个随机字节。',
        en: 'For every day. The frame is on the ledger first, then the server makes 32 random bytes.',
      },
      dice: {
        zh: '冻结名单后，在两位见证人面前掷出至少 20 位数字。',
        en: 'Once the frame is frozen, at least 20 digits are thrown before two witnesses.',
      },
      public: {
        zh: '现在就说明用哪一期，例如“体彩排列五 第26058期”，开奖后填写结果。',
        en: 'Name the event now, for example “drand round 4711024”; enter its result once it is published.',
      },
      parties: {
        zh: '您先想好一个数并提交其承诺值，被查单位再报自己的数，最后您公开：任何一方都左右不了。',
        en: 'You commit to a text, the inspected unit says its number, then you reveal yours: neither can steer.',
      },
    },
    announced: {
      dice: { zh: '两位见证人的姓名', en: 'Names of the two witnesses' },
      public: { zh: '哪个公开事件', en: 'Which public event' },
      parties: { zh: '您的秘密文字（请自己保存，公开时要用）', en: 'Your secret text (keep it: you reveal it later)' },
    },
    commitment: { zh: '承诺值（写入存证链）', en: 'Your commitment, as it goes on the ledger' },
    freeze: { zh: '冻结名单', en: 'Freeze the frame' },
    freezeHint: {
      zh: '冻结后名单、数量和种子来源都写入存证链，不能再改。',
      en: 'From then on frame, number and source of the seed are on the ledger and stay.',
    },
  },
};
