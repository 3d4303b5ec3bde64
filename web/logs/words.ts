import { railWords } from './railWords.ts';
import type { LogException } from '../../shared/logs.ts';
import { many } from '../ui/sentences.ts';
import { wordsOf, type Said } from '../ui/words.ts';

export const words = wordsOf({
  ...railWords,
  logs: {
    title: { zh: '工作日志', en: 'Work logs' },
    sentence: {
      zh: (unit: string, _n: number, shown: string, open: string) => `${unit}：${shown} 份日志，${open} 份待批阅`,
      en: (unit: string, n: number, shown: string, open: string) =>
        `${unit}: ${many(n, shown, 'log', 'logs')}, ${open} to read`,
    },
    before: { zh: '前一期', en: 'The period before' },
    after: { zh: '后一期', en: 'The next period' },
    exception: {
      missing: { zh: '未交', en: 'missing' },
      returned: { zh: '已退回', en: 'returned' },
      late: { zh: '迟交', en: 'late' },
      stops: { zh: '缺站无原因', en: 'stops without a reason' },
      undecided: { zh: '待定多', en: 'much undecided' },
      changed: { zh: '提交后数据有变', en: 'facts changed since' },
      clock: { zh: '手机时间有误', en: 'clock wrong' },
    } satisfies Said<LogException>,
    normal: { zh: '正常', en: 'normal' },
    counted: { zh: (what: string, n: string) => `${what} ${n}`, en: (what: string, n: string) => `${n} ${what}` },
    readAll: {
      zh: (_n: number, shown: string) => `正常 ${shown} 份，全部已阅`,
      en: (n: number, shown: string) => `Mark ${many(n, shown, 'normal log', 'normal logs')} read`,
    },
    none: { zh: '这一期没有应交的日志。', en: 'No logs are expected for these days.' },
    groups: {
      look: { zh: '需要查看', en: 'Need a look' },
      normal: { zh: '正常', en: 'Normal' },
      read: { zh: '已阅', en: 'Read' },
      open: { zh: '尚未提交', en: 'Not sent yet' },
    },
    read: { zh: '已阅', en: 'Read' },
    comment: { zh: '批注', en: 'Comment' },
    return: { zh: '退回', en: 'Return' },
    about: { zh: '针对', en: 'About' },
    whole: { zh: '整份日志', en: 'the whole log' },
    commentText: { zh: '批注内容', en: 'What you say' },
    returnText: { zh: '退回原因', en: 'Why it goes back' },
    send: { zh: '发送', en: 'Send' },
    phrases: {
      comment: {
        zh: ['做得好，继续保持。', '请明天补访缺站。', '诉求已收到，周会上讨论。', '请补充具体情况。'],
        en: [
          'Well done, keep it up.',
          'Please make the missing stops tomorrow.',
          'The wish is noted for the weekly meeting.',
          'Please say more.',
        ],
      },
      return: {
        zh: ['请填写缺站原因。', '内容过于简单，请补充。', '与系统记录不符，请核对。'],
        en: [
          'Please give the reasons for missing stops.',
          'Too short: please say more.',
          'It does not fit what is on record: please check.',
        ],
      },
    },
    notDue: { zh: (at: string) => `${at} 前提交`, en: (at: string) => `due ${at}` },
    wasDue: { zh: (at: string) => `应于 ${at} 前提交`, en: (at: string) => `was due ${at}` },
    saidAt: { zh: (at: string) => `${at} 填写`, en: (at: string) => `written ${at}` },
    receivedAt: { zh: (at: string) => `${at} 收到`, en: (at: string) => `received ${at}` },
    changes: { zh: '提交后有变化', en: 'Changed since it was sent' },
    whole2: { zh: '走访与旧版', en: 'Visits and earlier revisions' },
    now: { zh: (state: string) => `现为${state}`, en: (state: string) => `now ${state.toLowerCase()}` },
    replay: { zh: '当日轨迹', en: 'Replay of the day' },
    days: { zh: '逐日', en: 'Day by day' },
    noLog: { zh: '无日志', en: 'no log' },
  },
});
