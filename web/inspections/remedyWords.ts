import type { RemedyState } from '../../shared/remedies.ts';
import { many, type Said } from '../ui/sentences.ts';

/** Of corrective actions: what is to be mended, by whom and until when. */
export const remedyWords = {
  remedy: {
    title: { zh: '整改', en: 'Corrective actions' },
    lead: {
      zh: '限期未完成的排在最前；整改人报告完成后，由他人复查。',
      en: 'What is overdue comes first; once it is reported, somebody else looks again.',
    },
    sentence: {
      zh: (_n: number, shown: string, late: string) => `${shown} 项整改未结，其中 ${late} 项逾期`,
      en: (n: number, shown: string, late: string) =>
        `${many(n, shown, 'corrective action is', 'corrective actions are')} open, ${late} overdue`,
    },
    none: { zh: '没有未结的整改。', en: 'Nothing is to be mended.' },
    state: {
      open: { zh: '待整改', en: 'To be mended' },
      reported: { zh: '已报告完成，待复查', en: 'Reported, to be looked at again' },
      mended: { zh: '复查合格', en: 'Mended' },
    } satisfies Said<RemedyState>,
    overdue: { zh: (day: string) => `已逾期（${day}）`, en: (day: string) => `overdue since ${day}` },
    until: { zh: (day: string) => `${day} 前完成`, en: (day: string) => `by ${day}` },
    reopened: {
      zh: (_n: number, shown: string) => `复查不合格 ${shown} 次`,
      en: (n: number, shown: string) => `found not mended ${many(n, shown, 'time', 'times')}`,
    },
    order: { zh: '下达整改', en: 'Order a corrective action' },
    what: { zh: '整改内容', en: 'What is to be mended' },
    dueDay: { zh: '完成期限', en: 'By which day' },
    who: { zh: '整改人', en: 'Who mends it' },
    choose: { zh: '请选择', en: 'Choose somebody' },
    send: { zh: '下达', en: 'Order it' },
    done: {
      zh: (by: string, at: string) => `${by} 于 ${at} 报告完成`,
      en: (by: string, at: string) => `reported mended by ${by}, ${at}`,
    },
    repeated: {
      zh: '这张照片在别的记录中也有，不能说明已整改。',
      en: 'This photo stands elsewhere too: it shows no mending.',
    },
    photosComing: {
      zh: (whole: string, all: string) => `照片已到 ${whole}/${all}`,
      en: (whole: string, all: string) => `${whole} of ${all} photos have arrived`,
    },
    checked: {
      zh: (word: string, by: string, at: string) => `复查：${word}（${by}，${at}）`,
      en: (word: string, by: string, at: string) => `Looked at again: ${word} (${by}, ${at})`,
    },
    word: {
      mended: { zh: '已整改', en: 'mended' },
      notMended: { zh: '未整改', en: 'not mended' },
    },
    mended: { zh: '已整改', en: 'It is mended' },
    notMended: { zh: '未整改…', en: 'Not mended …' },
    why: { zh: '还缺什么', en: 'What is still wrong' },
    newDay: { zh: '新的期限', en: 'By which day now' },
    again: { zh: '退回整改', en: 'Open it anew' },
  },
};
