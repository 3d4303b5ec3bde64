import { callWords, outcomeWords } from '../../ui/findingWords.ts';
import { many } from '../../ui/sentences.ts';
import { wordsOf } from '../../ui/words.ts';

export const inspectWords = wordsOf({
  inspect: {
    title: { zh: '我的抽查', en: 'My inspections' },
    progress: {
      zh: (filed: string, all: string) => `已查 ${filed} / ${all}`,
      en: (filed: string, all: string) => `${filed} of ${all} filed`,
    },
    none: { zh: '目前没有需要您抽查的零售户。', en: 'There is nothing for you to inspect at present.' },
    due: { zh: (day: string) => `${day} 前完成`, en: (day: string) => `due ${day}` },
    kind: {
      field: { zh: '现场抽查', en: 'on the spot' },
      phone: { zh: '电话抽查', en: 'by telephone' },
      followUp: { zh: '跟踪走访', en: 'follow-up' },
    },
    state: {
      todo: { zh: '待查', en: 'To do' },
      begun: { zh: '填写中', en: 'Begun' },
      waiting: { zh: '已填写，待发送', en: 'Filed, waits to be sent' },
      filed: { zh: '已提交', en: 'Filed' },
    },
    photosLeft: {
      zh: (_n: number, shown: string) => `还有 ${shown} 张照片待发送`,
      en: (n: number, shown: string) => many(n, shown, 'photo waits to be sent', 'photos wait to be sent'),
    },
    waiting: {
      zh: (_n: number, shown: string) => `${shown} 份抽查记录等待发送`,
      en: (n: number, shown: string) => many(n, shown, 'finding waits to be sent', 'findings wait to be sent'),
    },
    callsWaiting: {
      zh: (_n: number, shown: string) => `${shown} 次通话记录等待发送`,
      en: (n: number, shown: string) => many(n, shown, 'call waits to be sent', 'calls wait to be sent'),
    },
    photo: { zh: (shop: string) => `照片：${shop}`, en: (shop: string) => `Photo: ${shop}` },
    finding: { zh: (shop: string) => `抽查记录：${shop}`, en: (shop: string) => `Finding: ${shop}` },
    callOf: { zh: (shop: string) => `通话：${shop}`, en: (shop: string) => `Call: ${shop}` },
    unkept: {
      zh: '手机存储已满，最后的填写尚未保存。请清理空间，暂勿离开此页。',
      en: 'This phone could not keep what you entered last: make room, and do not leave this page.',
    },
    littleRoom: {
      zh: '手机剩余空间不足 100 MB，照片可能无法保存。',
      en: 'Less than 100 MB are free on this phone: photos may not be kept.',
    },
    arrive: { zh: '我已到店', en: 'I am here' },
    arriveLead: {
      zh: '到店和离店时各记录一次您的位置，其余时间不记录。',
      en: 'Your position is recorded on arriving and on leaving, and at no other time.',
    },
    noForm: {
      zh: '本机还没有这份问卷，请联网后再开始。',
      en: 'The questions are not on this phone yet: go online once before you begin.',
    },
    outcomeTitle: { zh: '见到店主了吗？', en: 'How did it go?' },
    outcome: outcomeWords,
    showIt: { zh: '请拍照说明情况', en: 'Take a photo of it' },
    note: { zh: '备注', en: 'Note' },
    addPhoto: { zh: '拍照', en: 'Take a photo' },
    oldPhoto: {
      zh: '这张照片拍摄于到店之前，会被注明。',
      en: 'This picture is older than your arrival: that will be seen.',
    },
    missing: {
      zh: (names: string) => `尚未答好：${names}`,
      en: (names: string) => `Missing or wrong: ${names}`,
    },
    missingOutcome: { zh: '请先选择是否见到店主。', en: 'Say first how it went.' },
    file: { zh: '离店并提交', en: 'Leave and file' },
    fileCall: { zh: '提交', en: 'File' },
    correct: { zh: '更正', en: 'Correct it' },
    filedAt: { zh: (time: string) => `${time} 已填写`, en: (time: string) => `filed at ${time}` },
    call: { zh: (number: string) => `拨打 ${number}`, en: (number: string) => `Call ${number}` },
    noNumber: { zh: '没有登记电话号码。', en: 'No telephone number is known.' },
    callTitle: { zh: '通话结果', en: 'What became of the call' },
    callLead: {
      zh: '分两天拨打三次仍未接通的，记为未查到。',
      en: 'Three calls on two days without an answer close the case as not answered.',
    },
    attempts: { zh: '已拨打', en: 'Calls so far' },
    calledAs: callWords,
    contact: { zh: '联系人', en: 'Ask for' },
    days: { zh: '询问日期', en: 'Days asked about' },
    of: { zh: '抽查计划', en: 'Inspection' },
  },
});
