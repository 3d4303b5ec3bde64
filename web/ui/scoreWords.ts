import type { Standing, StandingLine } from '../../shared/scores.ts';
import { count, tenths } from '../format.ts';
import { countedText, itemNamed } from './scoreFigures.ts';
import { language, wordsOf } from './words.ts';

/** What the rep's phone and the desk both say of scores. */
export const scoreSaid = {
  title: { zh: '月度考核', en: 'Scores of the month' },
  state: {
    open: { zh: '进行中（暂计）', en: 'under way, as it would be' },
    drafted: { zh: '初稿，尚未公示', en: 'drafted, not shown yet' },
    shown: { zh: '公示中', en: 'shown' },
    closed: { zh: '已关账', en: 'closed' },
  },
  until: { zh: (day: string) => `异议期到 ${day} 结束`, en: (day: string) => `Objections until the end of ${day}` },
  lineState: {
    neutral: { zh: '数据太少，按本单位平均分计', en: "too little is known: the unit's mean counts" },
    leftOut: { zh: '数据太少，不计入', en: 'too little is known: does not count' },
  },
  correctedTo: {
    zh: (points: string) => `异议成立，改为 ${points}`,
    en: (points: string) => `upheld, now ${points}`,
  },
  undecided: {
    zh: (n: string) => `另有 ${n} 条待定，不扣分`,
    en: (n: string) => `${n} undecided, never against anybody`,
  },
  target: { zh: (target: string) => `目标 ${target}`, en: (target: string) => `target ${target}` },
  interval: {
    zh: (low: string, high: string) => `区间 ${low}–${high}`,
    en: (low: string, high: string) => `between ${low} and ${high}`,
  },
  beforeWas: { zh: (points: string) => `上月 ${points} 分`, en: (points: string) => `last month ${points}` },
  noEvidence: { zh: '没有依据', en: 'Nothing is known' },
  correction: { zh: '往月更正', en: 'Correction of earlier months' },
  distribution: { zh: '分布', en: 'Distribution' },
  bin: {
    zh: (from: number, to: number, n: string) => `${from}–${to}%：${n} 人`,
    en: (from: number, to: number, n: string) => `${from}–${to}%: ${n}`,
  },
  honours: { zh: '光荣榜', en: 'Honours' },
  upheld: { zh: '成立', en: 'upheld' },
  refused: { zh: '维持原分', en: 'not upheld' },
  answered: {
    zh: (by: string, word: string) => `${by} 答复：${word}`,
    en: (by: string, word: string) => `${by}: ${word}`,
  },
};

export const scoreWords = wordsOf({ score: scoreSaid });

/** What a line says of itself in a few words. */
export function lineText(of: Standing, line: StandingLine): string {
  const w = scoreWords.value.score;
  const l = language.value;
  const item = itemNamed(of.scheme?.content, line.itemKey);
  return [
    line.n > 0 ? countedText(item, line, l) : w.noEvidence,
    line.target !== null && w.target(count(line.target, l)),
    line.low !== null && line.high !== null && w.interval(tenths(line.low, l), tenths(line.high, l)),
    line.undecided > 0 && w.undecided(count(line.undecided, l)),
    line.state !== 'scored' && w.lineState[line.state],
  ]
    .filter(Boolean)
    .join(' · ');
}
