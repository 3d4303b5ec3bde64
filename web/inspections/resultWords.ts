import type { Contradiction } from '../../shared/contradictions.ts';
import { many } from '../ui/sentences.ts';

/** Of results: what the sample proves, what contradicts, what was answered. */
export const resultWords = {
  result: {
    title: { zh: '结果', en: 'Result' },
    drawn: {
      visits: {
        zh: (n: string, of: string) => `从 ${of} 次走访中抽取 ${n} 次。`,
        en: (n: string, of: string) => `${n} of ${of} visits were drawn.`,
      },
      retailers: {
        zh: (n: string, of: string) => `从 ${of} 户零售户中抽取 ${n} 户。`,
        en: (n: string, of: string) => `${n} of ${of} retailers were drawn.`,
      },
    },
    sofar: {
      zh: (contradicted: string, unknown: string) => `${contradicted} 个与店主所说矛盾，${unknown} 个尚未查明。`,
      en: (contradicted: string, unknown: string) => `${contradicted} contradicted by the shop, ${unknown} not known.`,
    },
    bounds: {
      zh: (most: string, of: string) => `因此全部 ${of} 个中，不实的最多 ${most} 个（置信度 95%）。`,
      en: (most: string, of: string) => `So at most ${most} of the ${of} are false (at 95 %).`,
    },
    ifUpheld: {
      zh: (least: string) => `如果这些矛盾都属实，不实的至少 ${least} 个。`,
      en: (least: string) => `If every contradiction holds, at least ${least} are false.`,
    },
    worst: {
      zh: '未查、已移除、店主不清楚的，一律按最坏情况计算；矛盾只是疑问，不改变任何判定。',
      en: 'Whatever is not filed, removed or not known counts as the worst. A contradiction is a question: it changes no verdict.',
    },
    withoutPosition: {
      zh: (_n: number, shown: string) => `其中 ${shown} 份在办公室填写，没有检查人的定位。`,
      en: (n: number, shown: string) =>
        `${many(n, shown, 'finding was', 'findings were')} filed at the desk, without the inspector’s position.`,
    },
    stratum: { zh: '分层', en: 'Stratum' },
    of: { zh: '总数', en: 'Of' },
    sample: { zh: '抽取', en: 'Drawn' },
    contradicted: { zh: '矛盾', en: 'Contradicted' },
    unknown: { zh: '未查明', en: 'Not known' },
    atMost: { zh: '不实最多', en: 'False, at most' },
    outcomes: { zh: '走访情况', en: 'How it went' },
    judge: { zh: '系统判定与店主所说', en: 'The judge and the shop' },
    judgeLead: {
      zh: '每行为系统判定，每列为店主所说：这是对系统判定自身误差的实地测量。',
      en: 'Rows are the judge’s word, columns the shop’s: the field’s own measurement of the judge’s errors.',
    },
    judged: {
      valid: { zh: '判为到位', en: 'Judged valid' },
      doubted: { zh: '判为存疑、未到位或无法核实', en: 'Judged otherwise' },
    },
    said: {
      seen: { zh: '来过', en: 'Came' },
      notSeen: { zh: '没来过', en: 'Did not come' },
      unknown: { zh: '不清楚', en: 'Not known' },
    },
    validNotSeen: {
      zh: (low: string, high: string) => `判为到位而店主说没来的占 ${low} 到 ${high}（95%）。`,
      en: (low: string, high: string) => `Of those judged valid, ${low} to ${high} did not come (95 %).`,
    },
    doubtedSeen: {
      zh: (low: string, high: string) => `未判到位而店主说来过的占 ${low} 到 ${high}（95%）。`,
      en: (low: string, high: string) => `Of those judged otherwise, ${low} to ${high} did come (95 %).`,
    },
    answers: { zh: '问卷答案', en: 'Answers' },
    n: { zh: (n: string) => `${n} 份`, en: (n: string) => `n = ${n}` },
    notApplicable: { zh: (n: string) => `不清楚或不适用 ${n}`, en: (n: string) => `${n} not known` },
    mean: { zh: (mean: string) => `平均 ${mean}`, en: (mean: string) => `mean ${mean}` },
    points: {
      zh: (share: string) => `平均得分率 ${share}`,
      en: (share: string) => `${share} of the points on average`,
    },
    questions: { zh: '有矛盾的地方', en: 'What does not fit' },
    fits: { zh: '没有发现矛盾。', en: 'Nothing contradicts.' },
    about: {
      repAgainst: { zh: '对客户经理不利', en: 'against the rep' },
      repFor: { zh: '对客户经理有利', en: 'for the rep' },
      inspection: { zh: '关于检查本身', en: 'about the inspection' },
    },
    table: { zh: '抽查结果', en: 'Result of an inspection' },
  },
  contradiction: {
    NOT_SEEN: {
      zh: (claimed: string, said: string) =>
        said === ''
          ? `店主说这一周没人来过，而 ${claimed} 有判为到位的走访`
          : `店主说最近一次是 ${said}，而 ${claimed} 有判为到位的走访`,
      en: (claimed: string, said: string) =>
        said === ''
          ? `Nobody came this week, says the shop; a visit of ${claimed} was judged valid`
          : `The last visit was on ${said}, says the shop; one of ${claimed} was judged valid`,
    },
    OTHER_PERSON: {
      zh: (claimed: string) => `${claimed} 来的是另一个人`,
      en: (claimed: string) => `Somebody else came on ${claimed}`,
    },
    SHOP_GONE: {
      zh: (claimed: string) => `店已歇业或搬走，而 ${claimed} 有判为到位的走访`,
      en: (claimed: string) => `The shop is gone; a visit of ${claimed} was judged valid`,
    },
    SEEN_NOT_PRESSED: {
      zh: (_claimed: string, said: string) => `店主说 ${said} 有人来过，却没有走访记录`,
      en: (_claimed: string, said: string) => `Somebody came on ${said}, says the shop; nothing was pressed`,
    },
    CONFIRMS_DOUBTED: {
      zh: (claimed: string) => `店主证实了 ${claimed} 未判到位的走访`,
      en: (claimed: string) => `The shop confirms the visit of ${claimed}, which was doubted`,
    },
    INSPECTOR_UNPROVEN: {
      zh: () => '检查人自己的定位或停留时间不足以证明到过店',
      en: () => 'The inspector’s own position or stay does not prove a look',
    },
    PHOTO_REPEATED: { zh: () => '照片与另一份记录相同', en: () => 'A photo stands in another finding too' },
  } satisfies Record<Contradiction, unknown>,
};
