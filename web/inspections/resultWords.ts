import { many, written } from '../ui/sentences.ts';

/** Of results: what the sample proves, what contradicts, what was answered. */
export const resultWords = {
  result: {
    title: { zh: '结果', en: 'Result' },
    drawn: {
      visits: {
        zh: (n: string, of: string) => `从 ${of} 次走访中抽取 ${n} 次。`,
        en: (n: string, of: string) => `Drawn: ${n} of ${written(of, 'visit', 'visits')}.`,
      },
      retailers: {
        zh: (n: string, of: string) => `从 ${of} 户零售户中抽取 ${n} 户。`,
        en: (n: string, of: string) => `Drawn: ${n} of ${written(of, 'retailer', 'retailers')}.`,
      },
    },
    sofar: {
      zh: (upheld: string, open: string, unknown: string) =>
        `${upheld} 个认定不实，${open} 个矛盾尚未裁定，${unknown} 个尚未查明。`,
      en: (upheld: string, open: string, unknown: string) =>
        `${upheld} found false, ${open} contradicted and not settled, ${unknown} not known.`,
    },
    bounds: {
      zh: (least: string, most: string, of: string) =>
        `因此全部 ${of} 个中，不实的有 ${least} 到 ${most} 个（上下界的置信度各为 95%）。`,
      en: (least: string, most: string, of: string) =>
        `So between ${least} and ${most} of the ${of} are false (each bound at 95 %).`,
    },
    worst: {
      zh: '未查、已移除、店主不清楚、矛盾未裁定的，一律按最坏情况计入上界；只有裁定属实的计入下界。矛盾只是疑问，不改变任何判定。',
      en: 'Whatever is not filed, removed, not known or not settled counts as the worst; only what is upheld counts in the lower bound. A contradiction is a question: it changes no verdict.',
    },
    withoutPosition: {
      zh: (_n: number, shown: string) => `其中 ${shown} 份在办公室填写，没有检查人的定位。`,
      en: (n: number, shown: string) =>
        `${many(n, shown, 'finding was', 'findings were')} filed at the desk, without the inspector’s position.`,
    },
    stratum: { zh: '分层', en: 'Stratum' },
    of: { zh: '总数', en: 'Of' },
    sample: { zh: '抽取', en: 'Drawn' },
    upheld: { zh: '认定不实', en: 'Found false' },
    open: { zh: '矛盾未裁定', en: 'Not settled' },
    unknown: { zh: '未查明', en: 'Not known' },
    atMost: { zh: '不实最多', en: 'False, at most' },
    atLeast: { zh: '不实最少', en: 'False, at least' },
    outcomes: { zh: '走访情况', en: 'How it went' },
    judge: { zh: '系统判定与店主所说', en: 'The judge and the shop' },
    judgeLead: {
      zh: '每行为系统判定，每列为店主所说；两者不一致的，裁定之后才计入。这是对系统判定自身误差的实地测量。',
      en: 'Rows are the judge’s word, columns the shop’s; where they differ it counts once it is settled. This is the field’s own measurement of the judge’s errors.',
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
    table: { zh: '抽查结果', en: 'Result of an inspection' },
  },
};
