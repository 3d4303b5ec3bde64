import { many, wordsOf } from '../ui/words.ts';
import { scoreSaid } from '../ui/scoreWords.ts';
import { railWords } from './railWords.ts';

export const words = wordsOf({
  ...railWords,
  scores: {
    ...scoreSaid,
    before: { zh: '上个月', en: 'Month before' },
    after: { zh: '下个月', en: 'Month after' },
    noScheme: { zh: '该单位在这个月没有考核方案', en: 'No scheme counts for this unit and month' },
    noSchemeLead: {
      zh: '管理员发布方案后，从所选月份起计分；也可在左上角换一个有客户经理的单位。',
      en: 'It is scored from the month for which an administrator publishes one. Or choose a unit with representatives.',
    },
    noPeople: { zh: '这个月没有可考核的人员。', en: 'Nobody is scored in this month.' },
    counting: {
      zh: (_: number, n: string) => `还有 ${n} 个工作日的数据正在汇总，分数可能变化。`,
      en: (n: number, shown: string) =>
        `${many(n, shown, 'day is', 'days are')} still being counted: these may still change.`,
    },
    rep: { zh: '客户经理', en: 'Representative' },
    place: { zh: '名次', en: 'Place' },
    total: { zh: '总分', en: 'Total' },
    days: { zh: '出勤', en: 'Days' },
    daysOf: {
      zh: (n: string, of: string) => `出勤 ${n} / ${of} 天`,
      en: (n: string, of: string) => `${n} of ${of} days at work`,
    },
    item: { zh: '项目', en: 'Item' },
    whyOf: { zh: (item: string) => `为什么是这个分数：${item}`, en: (item: string) => `Why: ${item}` },
    evidence: { zh: (n: string) => `依据 ${n} 条`, en: (n: string) => `Stands on ${n}` },
    evidenceHash: { zh: (hash: string) => `依据哈希 ${hash}`, en: (hash: string) => `evidence ${hash}` },
    curve: { zh: '计分曲线', en: 'How points follow from the value' },
    noHonours: {
      zh: '没有人显著高于平均水平。',
      en: 'Nobody differs from the others beyond chance.',
    },
    objections: { zh: '异议', en: 'Objections' },
    waiting: {
      zh: (_: number, shown: string) => `${shown} 条异议待答复`,
      en: (n: number, shown: string) => `${many(n, shown, 'objection waits', 'objections wait')} for an answer`,
    },
    answer: { zh: '答复', en: 'Answer' },
    answerWhy: { zh: '理由', en: 'Why' },
    newPoints: { zh: '改为多少分（可不填）', en: 'Points from now on (optional)' },
    uphold: { zh: '异议成立', en: 'Uphold' },
    refuse: { zh: '维持原分', en: 'Keep as it is' },
    draft: { zh: '生成初稿', en: 'Draft' },
    draftAgain: { zh: '重新生成初稿', en: 'Draft again' },
    show: { zh: '公示', en: 'Show to everybody' },
    showLead: {
      zh: '公示后依据不再改变，每人有三个工作日可提出异议。',
      en: 'From then on nothing it stands on changes; everybody has three work days to object.',
    },
    sign: { zh: '签字', en: 'Sign' },
    signLead: {
      zh: '须由主管和考核员两人分别签字，第二人签字即关账。',
      en: 'A supervisor and an auditor sign, two people; the second signature closes the month.',
    },
    signed: {
      supervisor: { zh: (by: string) => `主管 ${by} 已签字`, en: (by: string) => `Signed by the supervisor, ${by}` },
      auditor: { zh: (by: string) => `考核员 ${by} 已签字`, en: (by: string) => `Signed by the auditor, ${by}` },
    },
    record: { zh: '下载可复核记录', en: 'Download the record for recomputing' },
    root: { zh: (hash: string) => `根哈希 ${hash}`, en: (hash: string) => `root ${hash}` },
    since: { zh: '关账后的变化', en: 'Changed since it was closed' },
    sinceNone: { zh: '关账后没有变化。', en: 'Nothing changed since.' },
    sinceLine: {
      zh: (name: string, item: string, was: string, now: string) =>
        `${name} · ${item}：关账 ${was} 分，按现在的数据为 ${now} 分`,
      en: (name: string, item: string, was: string, now: string) =>
        `${name} · ${item}: ${was} when closed, ${now} by what is known today`,
    },
    bulletin: { zh: '月度通报', en: 'Bulletin of the month' },
    closedAt: { zh: (at: string) => `${at} 关账`, en: (at: string) => `closed ${at}` },
    enter: { zh: '录入', en: 'Enter points' },
    enterLead: {
      zh: '录入后不能修改；写错时撤销并说明原因，再重新录入。',
      en: 'What is entered is not edited: withdraw a mistake with its reason, and enter it again.',
    },
    event: { zh: '事项', en: 'What happened' },
    value: { zh: '数值', en: 'Value' },
    valueOf: { zh: (most: string) => `得分（满分 ${most}）`, en: (most: string) => `Given, of ${most}` },
    times: { zh: '次数', en: 'How often' },
    note: { zh: '依据或说明', en: 'From what' },
    save: { zh: '录入', en: 'Enter' },
    withdraw: { zh: '撤销', en: 'Withdraw' },
    withdrawWhy: { zh: '为什么撤销？', en: 'Why is it withdrawn?' },
    withdrawn: { zh: (why: string) => `已撤销：${why}`, en: (why: string) => `withdrawn: ${why}` },
    nothingEntered: { zh: '这个月还没有录入。', en: 'Nothing was entered for this month.' },
  },
});
