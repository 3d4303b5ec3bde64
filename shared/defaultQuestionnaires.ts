// Pure: the three forms of field work that every unit begins with, to be changed as it likes.
import type { Condition, Option, Question, Questionnaire } from './questions.ts';

const t = (zh: string, en: string) => ({ zh, en });
const o = (key: string, zh: string, en: string, points?: number): Option => ({
  key,
  label: t(zh, en),
  ...(points !== undefined && { points }),
});
const base = (key: string, zh: string, en: string) => ({ key, label: t(zh, en), required: true as boolean });
const yesNo = (key: string, zh: string, en: string, points?: number): Question => ({
  ...base(key, zh, en),
  kind: 'yesNo',
  na: true,
  ...(points !== undefined && { points }),
});
const said = (is: string): Condition => ({ q: 'lastVisit', is });
const came: Condition = { any: [said('today'), said('yesterday'), said('onDay')] };

/** Open, then narrow: never "did he come on Tuesday?", which asks for a yes. */
const visitQuestions: Question[] = [
  {
    ...base('lastVisit', '客户经理最近一次来是什么时候？', 'When did your customer manager last come?'),
    hint: t('请店主自己说，不要提示日期。', 'Let them say it; do not suggest a day.'),
    kind: 'one',
    options: [
      o('today', '今天', 'Today'),
      o('yesterday', '昨天', 'Yesterday'),
      o('onDay', '另一天（下一题填写）', 'On another day (next question)'),
      o('notThisWeek', '这一周没来过', 'Not this week'),
      o('unknown', '不清楚', 'Does not know'),
    ],
  },
  { ...base('lastVisitDay', '是哪一天？', 'On which day?'), kind: 'day', na: true, when: said('onDay') },
  {
    ...base('lastVisitWho', '来的是谁？', 'Who came?'),
    kind: 'one',
    when: came,
    options: [
      o('usual', '一直负责的客户经理', 'The usual customer manager'),
      o('other', '另一个人', 'Somebody else'),
      o('unknown', '不清楚', 'Does not know'),
    ],
  },
  {
    ...base('lastVisitMinutes', '大约待了几分钟？', 'For about how many minutes?'),
    kind: 'number',
    na: true,
    whole: true,
    least: 0,
    most: 600,
    when: came,
  },
  yesNo(
    'knowsManager',
    '知道客户经理的姓名和电话吗？',
    'Do they know the name and number of their customer manager?',
    5,
  ),
];

const satisfaction: Question = {
  ...base(
    'satisfaction',
    '对客户经理的服务满意吗？（5 为非常满意）',
    'How satisfied are they with the service? (5: very)',
  ),
  kind: 'scale',
  steps: 5,
  points: 10,
  na: true,
};
const wishes: Question = {
  key: 'wishes',
  label: t('零售户的意见和建议', 'What the retailer wishes for'),
  required: false,
  kind: 'text',
};

/** 市场经理市场抽查表 */
export const marketCheck: Questionnaire = {
  title: t('市场经理市场抽查表', 'Market check'),
  lead: t(
    '到店当面询问，先看陈列，再问走访情况。',
    'Asked on the spot: look at the display first, then ask about visits.',
  ),
  questions: [
    {
      ...base('pricesShown', '明码标价', 'Are prices displayed?'),
      kind: 'one',
      options: [
        o('all', '全部明码标价', 'All of them', 20),
        o('some', '部分明码标价', 'Some of them', 10),
        { ...o('none', '没有明码标价', 'None', 0), needsPhoto: true },
      ],
    },
    { key: 'pricePhoto', label: t('价签照片', 'A photo of the price tags'), required: false, kind: 'photo' },
    {
      key: 'prices',
      label: t('实际零售价（元/包）', 'Retail prices as sold (yuan a pack)'),
      required: false,
      kind: 'table',
      least: 0,
      most: 10_000,
      rows: [
        o('first', '主销规格一', 'Best seller 1'),
        o('second', '主销规格二', 'Best seller 2'),
        o('third', '主销规格三', 'Best seller 3'),
      ],
    },
    {
      ...base('policyTold', '政策宣传', 'Was current policy explained to them?'),
      kind: 'one',
      options: [
        o('knows', '宣传到位，能说出内容', 'Yes, and they can say what it is', 20),
        o('heard', '听说过，说不出内容', 'They heard of it and cannot say what', 10),
        o('never', '没有宣传', 'No', 0),
      ],
    },
    yesNo('supplyTold', '了解本周期货源信息吗？', "Do they know this period's supplies?", 10),
    ...visitQuestions,
    satisfaction,
    wishes,
  ],
};

/** 客户经理服务电话抽查表 */
export const phoneCheck: Questionnaire = {
  title: t('客户经理服务电话抽查表', 'Phone check of service'),
  lead: t(
    '您好，我是公司服务督查人员，耽误您两分钟，想了解一下客户经理的服务情况。',
    'Good day, I am calling from the company to ask about the service you get; it takes two minutes.',
  ),
  questions: [
    yesNo('isOwner', '接电话的是店主或经营者本人吗？', 'Is this the owner, or whoever runs the shop?'),
    ...visitQuestions,
    yesNo('policyTold', '客户经理讲过近期政策吗？', 'Did the customer manager explain current policy?', 10),
    yesNo(
      'callsBack',
      '打电话给客户经理，能及时得到答复吗？',
      'When they call the customer manager, do they get an answer soon?',
      10,
    ),
    yesNo('orderHelp', '订货遇到问题时得到帮助了吗？', 'Were they helped when ordering was difficult?', 10),
    satisfaction,
    wishes,
  ],
};

const graded = (key: string, zh: string, en: string): Question => ({
  ...base(key, zh, en),
  kind: 'one',
  na: true,
  options: [o('good', '好', 'Good', 10), o('fair', '一般', 'Fair', 5), o('poor', '差', 'Poor', 0)],
});

/** 市场经理跟踪走访记录表 */
export const followUpVisit: Questionnaire = {
  title: t('市场经理跟踪走访记录表', 'Follow-up visit'),
  lead: t('与客户经理同行，或走访后三天内回访。', 'Beside the rep, or within three days after the visit.'),
  questions: [
    {
      ...base('how', '跟踪方式', 'How it was followed'),
      kind: 'one',
      options: [o('with', '同行', 'Beside the rep'), o('after', '走访后回访', 'After the visit')],
    },
    {
      ...graded('preparation', '访前准备（目标、资料）', 'Preparation: aims and materials'),
      when: { q: 'how', is: 'with' },
    },
    { ...graded('conversation', '沟通与服务态度', 'Conversation and manner'), when: { q: 'how', is: 'with' } },
    graded('display', '陈列与明码标价指导', 'Help with display and prices'),
    graded('stock', '库存与订货指导', 'Help with stock and orders'),
    graded('policy', '政策宣传', 'Policy explained'),
    ...visitQuestions.map((question) =>
      question.key === 'lastVisit' ? { ...question, when: { q: 'how', is: 'after' } as const } : question,
    ),
    satisfaction,
    { key: 'coaching', label: t('辅导意见', 'Coaching notes'), required: false, kind: 'text' },
    { key: 'nextSteps', label: t('下一步改进措施', 'Next steps'), required: false, kind: 'text' },
    { key: 'nextDay', label: t('完成日期', 'To be done by'), required: false, kind: 'day' },
  ],
};

export const defaultQuestionnaires = { followUpVisit, phoneCheck, marketCheck };
