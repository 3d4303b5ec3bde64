import { many } from '../../ui/sentences.ts';
import { wordsOf } from '../../ui/words.ts';

export const writeWords = wordsOf({
  write: {
    title: { zh: '工作日志', en: 'Work log' },
    today: { zh: '今日日志', en: 'Today’s log' },
    others: { zh: '其他日志', en: 'Other logs' },
    begin: { zh: '写日志', en: 'Write it' },
    goOn: { zh: '继续填写', en: 'Go on' },
    look: { zh: '查看', en: 'Look' },
    state: {
      none: { zh: '未写', en: 'Not written' },
      begun: { zh: '草稿', en: 'Begun' },
      waiting: { zh: '等待发送', en: 'Waits to be sent' },
      sent: { zh: '已提交', en: 'Sent' },
      returned: { zh: '已退回，请修改', en: 'Returned: write it again' },
      read: { zh: '已阅', en: 'Read' },
    },
    missing: {
      zh: (_n: number, shown: string) => `缺访 ${shown} 户`,
      en: (n: number, shown: string) => many(n, shown, 'stop not made', 'stops not made'),
    },
    why: { zh: '原因', en: 'Why' },
    choose: { zh: '请选择', en: 'Choose' },
    other: { zh: '说明', en: 'In words' },
    facts: { zh: '系统记录', en: 'On record' },
    factsLead: {
      zh: '由系统记录生成，不能修改；有误请在走访记录中申诉。',
      en: 'Made of what is on record. It cannot be typed over; appeal a visit that is judged wrongly.',
    },
    noFacts: {
      zh: '本机还没有这几天的记录，提交时由系统补充。',
      en: 'This phone does not have these days’ records; they are added when the log is sent.',
    },
    send: { zh: '提交', en: 'Send' },
    sendAnyway: { zh: '仍然提交', en: 'Send it all the same' },
    unexplained: {
      zh: (_n: number, shown: string) => `还有 ${shown} 户未填原因，主管会看到。`,
      en: (n: number, shown: string) =>
        `${many(n, shown, 'stop has', 'stops have')} no reason yet: your supervisor will see that.`,
    },
    empty: { zh: '请至少写一句完成情况。', en: 'Say in a sentence at least what was done.' },
    revise: { zh: '修改后重新提交', en: 'Write a revision' },
    saved: { zh: '已存在手机上', en: 'Kept on this phone' },
    unwritten: {
      zh: '手机存储已满，最后的填写尚未保存。请清理空间，暂勿离开此页。',
      en: 'This phone could not keep what you wrote last: make room, and do not leave this page.',
    },
    of: { zh: (name: string) => `日志：${name}`, en: (name: string) => `Log: ${name}` },
    waiting: {
      zh: (_n: number, shown: string) => `${shown} 份日志等待发送`,
      en: (n: number, shown: string) => many(n, shown, 'log waits to be sent', 'logs wait to be sent'),
    },
    notRead: { zh: '主管尚未批阅', en: 'Not read yet' },
    before: { zh: (sums: string) => `上期：${sums}`, en: (sums: string) => `The period before: ${sums}` },
  },
});
