import { contradictionWords } from '../../ui/contradictionWords.ts';
import type { RemedyState } from '../../../shared/remedies.ts';
import { wordsOf, type Said } from '../../ui/words.ts';

export const askWords = wordsOf({
  ...contradictionWords,
  asks: {
    title: { zh: '请您说明', en: 'Your word is asked for' },
    lead: {
      zh: '抽查情况与记录不一致。请写明您知道的情况，之后由第三人裁定；走访判定不会因此改变。',
      en: 'An inspection and the records do not agree. Say what you know; a third person then settles it. No verdict changes by it.',
    },
    until: { zh: (time: string) => `请在 ${time} 之前说明`, en: (time: string) => `Please answer until ${time}` },
    over: {
      zh: (time: string) => `期限 ${time} 已过，仍可说明，会注明迟到`,
      en: (time: string) => `The term ended ${time}; you may still answer, and it is marked late`,
    },
    note: { zh: '您的说明', en: 'Your word' },
    once: { zh: '只能说明一次，提交后不能修改。', en: 'You say it once, and cannot change it afterwards.' },
    send: { zh: '提交说明', en: 'Send it' },
    waits: { zh: '已写好，联网后发送', en: 'Kept on this phone; it is sent when there is a network' },
    said: { zh: '您已说明，等待裁定', en: 'You have answered; it waits to be settled' },
    settled: { zh: (word: string) => `裁定：${word}`, en: (word: string) => `Settled: ${word}` },
  },
  remedies: {
    title: { zh: '需要整改', en: 'To be mended' },
    until: { zh: (day: string) => `请在 ${day} 前完成`, en: (day: string) => `by ${day}` },
    late: { zh: (day: string) => `已逾期，期限 ${day}`, en: (day: string) => `overdue: it was due ${day}` },
    again: { zh: (why: string) => `复查未合格：${why}`, en: (why: string) => `Not mended yet: ${why}` },
    photo: { zh: '拍照', en: 'Take a photo' },
    note: { zh: '说明', en: 'Note' },
    send: { zh: '已整改', en: 'It is mended' },
    needsPhoto: { zh: '须附整改后的照片。', en: 'A photo of it as it is now is needed.' },
    waits: { zh: '已完成，联网后发送', en: 'Kept on this phone; it is sent when there is a network' },
    state: {
      open: { zh: '待整改', en: 'To be mended' },
      reported: { zh: '已报告完成，等待复查', en: 'Reported; somebody will look again' },
      mended: { zh: '复查合格', en: 'Looked at again: mended' },
    } satisfies Said<RemedyState>,
  },
});
