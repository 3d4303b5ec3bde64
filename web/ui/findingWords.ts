import type { CallOutcome, Outcome } from '../../shared/findings.ts';
import { wordsOf, type Said } from './words.ts';

/** How an inspector's look went, and a call. */
export const outcomeWords = {
  met: { zh: '见到店主', en: 'Met somebody' },
  shut: { zh: '未开门', en: 'Shut now' },
  closedDown: { zh: '已歇业', en: 'Closed down' },
  moved: { zh: '已搬走', en: 'Moved away' },
  refused: { zh: '拒绝接受', en: 'Refused' },
  notFound: { zh: '找不到', en: 'Not found' },
} satisfies Said<Outcome>;

export const callWords = {
  answered: { zh: '已接通', en: 'Answered' },
  busy: { zh: '占线', en: 'Busy' },
  noAnswer: { zh: '无人接听', en: 'No answer' },
  wrongNumber: { zh: '号码有误', en: 'Wrong number' },
  refused: { zh: '拒绝接听', en: 'Refused' },
} satisfies Said<CallOutcome>;

export const onePhoto = { zh: (no: string) => `照片 ${no}`, en: (no: string) => `Photo ${no}` };

/** What stands around photos, wherever they are taken. */
export const photoWords = wordsOf({
  photos: {
    one: onePhoto,
    drop: { zh: '去掉照片', en: 'Take the photo away' },
    unreadable: { zh: '这张照片无法读取。', en: 'This picture cannot be read.' },
  },
});
