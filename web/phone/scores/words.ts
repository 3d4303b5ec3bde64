import { wordsOf } from '../../ui/words.ts';

export const standingWords = wordsOf({
  standing: {
    present: { zh: '本月（暂计）', en: 'This month, as it would be' },
    none: { zh: '本月没有考核方案。', en: 'Nothing is scored this month.' },
    of: {
      zh: (points: string, most: string) => `${points} / ${most} 分`,
      en: (points: string, most: string) => `${points} of ${most}`,
    },
    why: { zh: '依据', en: 'Why' },
    object: { zh: '提出异议', en: 'Object' },
    note: { zh: '异议理由', en: 'Why it is not right' },
    once: {
      zh: (day: string) => `每项只能提一次，${day}结束前须送达；没有网络时先存在手机上。`,
      en: (day: string) =>
        `Once for each line, and it must arrive by the end of ${day}; without a network it waits on this phone.`,
    },
    waits: {
      zh: '异议已写好，联网后发送',
      en: 'Your objection is kept on this phone; it is sent when there is a network',
    },
    said: { zh: '已提出异议，等待答复', en: 'You have objected; it waits for an answer' },
  },
});
