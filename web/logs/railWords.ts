import { wordsOf } from '../ui/words.ts';

/** What the desk says of this screen before it is opened: the others come with it. */
export const railWords = {
  rail: { logs: { zh: '日志', en: 'Logs' } },
  keys: {
    goLogs: { zh: '转到工作日志', en: 'Go to work logs' },
    logStep: { zh: '日志：下一份、上一份', en: 'Logs: the next one, the one before' },
    logRead: { zh: '日志：已阅', en: 'Logs: read' },
    logComment: { zh: '日志：批注', en: 'Logs: comment' },
    logReturn: { zh: '日志：退回', en: 'Logs: return' },
    logAll: { zh: '日志：正常的全部已阅', en: 'Logs: all normal ones read' },
  },
};

export const railWord = wordsOf(railWords);
