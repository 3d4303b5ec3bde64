import type { ContradictionState } from '../../shared/settlements.ts';
import { many, type Said } from '../ui/sentences.ts';

/** Of contradictions: the queue, whom they are put to, and how they are settled. */
export const settleWords = {
  settle: {
    title: { zh: '矛盾', en: 'Contradictions' },
    open: { zh: '矛盾裁定', en: 'Contradictions' },
    lead: {
      zh: '先请当事人说明，再由第三人裁定：检查人和当事人都不能裁定自己的事。裁定不改变走访判定。',
      en: 'Whoever it speaks of is asked first, then a third person settles it: neither the inspector nor whoever is asked. No verdict changes.',
    },
    sentence: {
      zh: (_n: number, shown: string, now: string) => `${shown} 项矛盾未裁定，其中 ${now} 项现在可以裁定`,
      en: (n: number, shown: string, now: string) =>
        `${many(n, shown, 'contradiction is', 'contradictions are')} open, ${now} can be settled now`,
    },
    showOpen: { zh: '未裁定', en: 'Open' },
    showSettled: { zh: '已裁定', en: 'Settled' },
    noneOpen: { zh: '没有待裁定的矛盾。', en: 'No contradiction is open.' },
    noneSettled: { zh: '还没有已裁定的矛盾。', en: 'No contradiction is settled yet.' },
    notYet: { zh: '未裁定', en: 'not settled' },
    toQueue: { zh: '去裁定矛盾', en: 'Settle the contradictions' },
    state: {
      found: { zh: '尚未请当事人说明', en: 'Put to nobody yet' },
      asked: { zh: '等待说明', en: 'Waits for a word' },
      answered: { zh: '已说明，待裁定', en: 'Answered, to be settled' },
      silent: { zh: '无说明，待裁定', en: 'No word, to be settled' },
      settled: { zh: '已裁定', en: 'Settled' },
    } satisfies Said<ContradictionState>,
    inspector: { zh: '检查人', en: 'Inspector' },
    rep: { zh: '客户经理', en: 'Rep' },
    plan: { zh: '抽查', en: 'Inspection' },
    finding: { zh: '抽查记录与照片', en: 'The finding and its photos' },
    visit: { zh: '走访凭证', en: 'The evidence of the visit' },
    asked: {
      zh: (who: string, until: string) => `已请 ${who} 说明，期限 ${until}`,
      en: (who: string, until: string) => `Put to ${who}, who may answer until ${until}`,
    },
    said: { zh: (who: string, at: string) => `${who} 于 ${at} 说明`, en: (who: string, at: string) => `${who}, ${at}` },
    late: { zh: '超过期限', en: 'after the term' },
    ask: { zh: '请当事人说明', en: 'Put it to them' },
    askNobody: { zh: '提交裁定', en: 'Open it' },
    uphold: { zh: '属实', en: 'Uphold' },
    notUphold: { zh: '不属实', en: 'Do not uphold' },
    withdraw: { zh: '撤销', en: 'Withdraw' },
    takeBack: { zh: '收回裁定', en: 'Take it back' },
    note: { zh: '理由', en: 'Why' },
    why: {
      zh: '认定属实或撤销，须写明理由。',
      en: 'Say why, where you uphold or withdraw it.',
    },
    mine: {
      zh: '您检查过这户，或正请您说明，须由他人裁定。',
      en: 'You filed this case, or are asked about it: somebody else settles it.',
    },
    settledBy: {
      zh: (by: string, at: string) => `${by} 于 ${at} 裁定`,
      en: (by: string, at: string) => `settled by ${by}, ${at}`,
    },
  },
};
