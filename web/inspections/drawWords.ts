import { many } from '../ui/sentences.ts';

/** Of a frozen frame: its seed, its draw, and what became of those before it. */
export const drawWords = {
  draw: {
    frozen: {
      zh: (n: string, all: string, at: string, by: string) => `${by} 于 ${at} 冻结名单，从 ${all} 中抽 ${n}`,
      en: (n: string, all: string, at: string, by: string) => `${n} of ${all}, frozen ${at} by ${by}`,
    },
    hash: { zh: '名单校验值（SHA-256）', en: 'SHA-256 of the frame' },
    source: { zh: '种子来源', en: 'Seed from' },
    announced: { zh: '事先说明', en: 'Announced' },
    seed: { zh: '种子', en: 'Seed' },
    by: {
      zh: (by: string, at: string) => `${by} 于 ${at} 抽样`,
      en: (by: string, at: string) => `drawn ${at} by ${by}`,
    },
    title: { zh: '抽样', en: 'Draw' },
    now: { zh: '现在抽样', en: 'Draw now' },
    serverLead: {
      zh: '名单已上链。按下后服务器产生种子，同时抽出结果，不能反悔，只能作废留痕。',
      en: 'The frame is on the ledger. Pressing makes the seed and draws; it cannot be taken back, only voided on record.',
    },
    diceLead: {
      zh: '请掷十面骰（或用数字键逐个记下），在见证人面前填满 20 格；也可让本机代掷。',
      en: 'Throw ten-sided dice before the witnesses and type each digit, 20 or more; or let this computer throw them.',
    },
    dice: { zh: '掷出的数字', en: 'Digits as thrown' },
    thrown: {
      zh: (_n: number, shown: string) => `已记 ${shown} 位，至少 20 位`,
      en: (n: number, shown: string) => `${many(n, shown, 'digit', 'digits')}, 20 are needed`,
    },
    throwOne: { zh: '掷一次', en: 'Throw one' },
    throwAll: { zh: '连续掷完', en: 'Throw them all' },
    throwNote: {
      zh: '由本机的随机数代掷；有人不放心时请用真骰子。',
      en: 'Thrown by this computer’s random numbers; take real dice where anybody doubts.',
    },
    clear: { zh: '清空', en: 'Clear' },
    publicLead: {
      zh: (what: string) => `请按公布的原样填写“${what}”的结果。`,
      en: (what: string) => `Enter the result of “${what}” exactly as it was published.`,
    },
    publicSeed: { zh: '公布的结果', en: 'The published result' },
    waitsForNumber: {
      zh: '等待被查单位报出自己的数：请对方登录后在本页填写。',
      en: 'The inspected unit has not said its number yet: it does so on this page, signed in.',
    },
    unitNumber: { zh: '被查单位的数', en: 'The unit’s number' },
    sayNumber: { zh: '报出我方的数', en: 'Say our number' },
    sayLead: {
      zh: '请报一个您自己想的数。报出后不能更改，24 小时内对方须公开其秘密文字，否则本次抽样作废留痕。',
      en: 'Say a number of your own. It stays; if the other side does not reveal within 24 hours the draw is void, on record.',
    },
    reveal: { zh: '公开您的秘密文字', en: 'Reveal your secret text' },
    ledgerFirst: {
      zh: '先有名单，后有种子：两者的先后由存证链证明。',
      en: 'Frame first, seed second: the ledger proves the order.',
    },
    checking: { zh: '正在本机重算…', en: 'Drawing again on this computer …' },
    same: {
      zh: (_n: number, shown: string) => `本机用 SHA-256 重算：抽到的 ${shown} 个完全一致。`,
      en: (n: number, shown: string) =>
        `Drawn again on this computer with SHA-256: ${many(n, shown, 'pick, the same', 'picks, the same')}.`,
    },
    differs: { zh: '本机重算的结果不一致：', en: 'Drawn again on this computer, it differs:' },
    export: { zh: '下载抽样文件', en: 'Download the draw' },
    exportHint: {
      zh: '任何人都可用本页“重算抽样”、命令 rounds sample redraw 或 sha256sum 重算。',
      en: 'Anybody can draw it again: with “Check a draw” here, with rounds sample redraw, or with sha256sum alone.',
    },
    void: { zh: '作废…', en: 'Void it …' },
    voidNow: { zh: '作废并留痕', en: 'Void, on record' },
    voidLead: {
      zh: '作废的名单和抽样会一直保留并显示，然后可以重新冻结。',
      en: 'It stays counted and shown for good. Then a frame can be frozen anew.',
    },
    why: { zh: '原因', en: 'Why' },
    note: { zh: '说明', en: 'In words' },
    reason: {
      wrongFrame: { zh: '名单有误', en: 'The frame was wrong' },
      wrongSeed: { zh: '种子填写有误', en: 'The seed was entered wrongly' },
      notRevealed: { zh: '未按时公开', en: 'Not revealed in time' },
      other: { zh: '其他', en: 'Something else' },
    },
    voided: {
      zh: (no: string, why: string, note: string) => `第 ${no} 次已作废：${why}${note && `，${note}`}`,
      en: (no: string, why: string, note: string) => `Draw ${no} is void: ${why}${note && `, ${note}`}`,
    },
    before: { zh: '此前作废的抽样', en: 'Draws that were thrown away' },
    close: { zh: '结束抽查', en: 'Close the inspection' },
    closeLead: {
      zh: '结束后名单、种子和顺序向被查单位公布；未查的按最坏情况计算。',
      en: 'Frame, seed and order are then published to the unit; what was not checked counts as the worst.',
    },
    cancel: { zh: '取消', en: 'Cancel' },
  },
  redraw: {
    title: { zh: '重算抽样', en: 'Check a draw' },
    lead: {
      zh: '选择抽样文件（NDJSON）。全部在本机计算，不向服务器发送任何内容。',
      en: 'Choose an exported draw (NDJSON). Everything is computed on this computer; nothing is sent anywhere.',
    },
    choose: { zh: '抽样文件', en: 'Exported draw' },
    drop: { zh: '把文件拖到这里，或', en: 'Drop the file here, or' },
    unreadable: {
      zh: '这不是抽样导出文件：首行应为抽查计划。',
      en: 'This is no exported draw: its first line should name the plan.',
    },
    same: {
      zh: (title: string, frames: string, picks: string) =>
        `“${title}”一致：${frames} 份名单、${picks} 个抽中对象全部重算相符。`,
      en: (title: string, frames: string, picks: string) =>
        `“${title}” is the same: frames (${frames}) and picks (${picks}) all come out again.`,
    },
    differs: {
      zh: (title: string, _n: number, shown: string) => `“${title}”有 ${shown} 处不一致`,
      en: (title: string, n: number, shown: string) => `“${title}” differs in ${many(n, shown, 'place', 'places')}`,
    },
    frame: { zh: (no: string) => `第 ${no} 份名单`, en: (no: string) => `Frame ${no}` },
    file: { zh: '整个文件', en: 'The file' },
    code: {
      UNREADABLE: {
        zh: (what: string) => `第 ${what} 行无法读取`,
        en: (what: string) => `line ${what} cannot be read`,
      },
      FILE_CHANGED: {
        zh: () => '末行校验值与内容不符：文件被改动过',
        en: () => 'its last line’s hash is not that of the file: it was changed',
      },
      FRAMES_MISSING: {
        zh: () => '名单的编号或数量不连续：有的被隐去',
        en: () => 'frames are missing or out of order: some were hidden',
      },
      NOT_VOIDED: {
        zh: () => '后面还有名单，它却没有作废记录',
        en: () => 'another frame follows, but there is no record that it was voided',
      },
      FRAME_HASH: {
        zh: (what: string) => `校验值不符，重算为 ${what}`,
        en: (what: string) => `its hash is wrong: computed ${what}`,
      },
      FRAME_LINES: {
        zh: () => '名单的行不合规或数量不符',
        en: () => 'its lines are not those of a frame, or not so many',
      },
      SEED_BEFORE_FRAME: { zh: () => '种子早于名单', en: () => 'the seed is older than the frame' },
      COMMITMENT: { zh: () => '公开的文字与承诺值不符', en: () => 'what was revealed is not what was committed to' },
      PARTIES_SEED: { zh: () => '种子与双方的数不符', en: () => 'the seed is not made of the two numbers' },
      DRAWN_TWICE: { zh: () => '抽过两次', en: () => 'it was drawn twice' },
      PICKS: {
        zh: (what: string) => `抽中对象不符，首个不同：${what}`,
        en: (what: string) => `the picks are wrong, first at ${what}`,
      },
      NOT_ON_LEDGER: {
        zh: (what: string) => `与存证链不符：${what}`,
        en: (what: string) => `not as the ledger says: ${what}`,
      },
      DRAND: { zh: () => '与 drand 公布的轮次不符', en: () => 'not the published drand round' },
    },
  },
};
