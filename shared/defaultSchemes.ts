// Pure: the schemes that every unit begins with, to be changed as it likes. Targets of figures are its own to say.
import type { MetricId } from './metrics.ts';
import type { ScoreCurve, ScoreItem, ScoreScheme } from './scoreScheme.ts';

const t = (zh: string, en: string) => ({ zh, en });

/** Nothing at the first x, everything at the second, and in proportion between. */
const rising = (from: number, to: number, points: number, over: ScoreCurve['over'] = 'value'): ScoreCurve => ({
  form: 'linear',
  over,
  at: [
    { x: from, points: 0 },
    { x: to, points },
  ],
});
const few = { minN: 1, tooFew: 'neutral' } as const;

const metric = (
  key: MetricId,
  zh: string,
  en: string,
  points: number,
  [from, to]: [number, number],
  minN = 20,
): ScoreItem => ({
  ...{ key, label: t(zh, en), points, source: 'metric', metric: key },
  ...{ curve: rising(from, to, points), minN, tooFew: 'neutral' },
});
const entered = (key: string, zh: string, en: string, points: number): ScoreItem => ({
  ...{ key, label: t(zh, en), points, source: 'entered', of: 10, curve: rising(0, 1, points), ...few },
});
/** Nothing below six tenths of the target. */
const figure = (key: string, zh: string, en: string, points: number): ScoreItem => ({
  ...{ key, label: t(zh, en), points, source: 'imported', curve: rising(0.6, 1, points, 'target') },
  ...{ targets: { all: 100, units: {}, people: {} }, ...few },
});

/** 三评两考: daily work, brands and terminals are evaluated; service and the growth of retailers are examined. */
const threeAndTwo: ScoreScheme = {
  title: t('三评两考', 'Three evaluations, two examinations'),
  points: 100,
  sections: [
    {
      ...{ key: 'daily', label: t('一评：日常工作完成', 'Evaluation 1: daily work'), points: 30 },
      items: [
        metric('planKept', '计划完成率', 'Plan kept', 10, [0.7, 0.98]),
        metric('frequency', '频次达标率', 'Frequency kept', 10, [0.7, 1]),
        entered('discipline', '工作纪律与资料上报', 'Discipline and reports', 10),
      ],
    },
    {
      ...{ key: 'brands', label: t('二评：品牌培育', 'Evaluation 2: brands'), points: 20 },
      items: [figure('brandTarget', '重点品牌完成率（%）', 'Brand targets met (%)', 20)],
    },
    {
      ...{ key: 'terminals', label: t('三评：终端建设', 'Evaluation 3: terminals'), points: 10 },
      items: [entered('terminal', '终端检查得分', 'Terminal check', 10)],
    },
    {
      ...{ key: 'service', label: t('一考：市场服务', 'Examination 1: service'), points: 25 },
      items: [
        metric('inPlace', '到位率', 'In place', 20, [0.8, 0.98]),
        entered('followUp', '回访满意度', 'Follow-up visits', 5),
      ],
    },
    {
      ...{ key: 'growth', label: t('二考：客户能力提升', 'Examination 2: growth of retailers'), points: 15 },
      items: [entered('retailerGrowth', '零售户经营能力', 'Ability of retailers', 15)],
    },
  ],
};

/** 40 + 20 + 40 ± 20: targets, priorities, process, and what is added or deducted. */
export const targetsAndProcess: ScoreScheme = {
  title: t('目标 40 + 重点 20 + 过程 40 ± 20', 'Targets 40 + priorities 20 + process 40 ± 20'),
  points: 100,
  sections: [
    {
      ...{ key: 'targets', label: t('目标', 'Targets'), points: 40 },
      items: [figure('salesTarget', '销售目标完成率（%）', 'Sales target met (%)', 40)],
    },
    {
      ...{ key: 'priorities', label: t('月度重点', "Month's priorities"), points: 20 },
      items: [entered('priority', '月度重点工作', "Month's priorities", 20)],
    },
    {
      ...{ key: 'process', label: t('过程', 'Process'), points: 40 },
      items: [
        metric('inPlace', '到位率', 'In place', 20, [0.8, 0.98]),
        metric('frequency', '频次达标率', 'Frequency kept', 15, [0.7, 1]),
        metric('planKept', '计划完成率', 'Plan kept', 5, [0.7, 0.98]),
      ],
    },
    {
      ...{ key: 'beside', label: t('加减分', 'Additions and deductions'), points: 0 },
      items: [
        {
          ...{ key: 'events', label: t('加减分事项', 'What happened'), points: 0, source: 'events' },
          events: [
            { key: 'complaint', label: t('投诉查实', 'Complaint upheld'), points: -5 },
            { key: 'falseVisit', label: t('虚假走访查实', 'Visit found false'), points: -5 },
            { key: 'prize', label: t('获奖', 'Prize'), points: 5 },
            { key: 'idea', label: t('建议被采纳', 'Idea adopted'), points: 2 },
          ],
          ...{ least: -20, most: 20 },
        },
      ],
    },
  ],
};

/** What 1, 3 and 5 stand for differs from company to company: each fills in its own. */
const weekly135: ScoreScheme = {
  title: t('135 工作法周检查表', 'Weekly 135 checklist'),
  points: 0,
  sections: [
    { key: 'one', label: t('“1”', '“1”'), points: 0, items: [] },
    { key: 'three', label: t('“3”', '“3”'), points: 0, items: [] },
    { key: 'five', label: t('“5”', '“5”'), points: 0, items: [] },
  ],
};

export const defaultSchemes: readonly ScoreScheme[] = [threeAndTwo, targetsAndProcess, weekly135];
