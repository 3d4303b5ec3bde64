/** What the settings of a scenario say. */
export const settingWords = {
  settingsLead: {
    zh: '每个数字都可以修改，旁边写明来源。',
    en: 'Every figure is yours to change; where it comes from stands beside it.',
  },
  measures: { zh: '指标', en: 'Measures' },
  balanced: { zh: '参与均衡', en: 'Balanced' },
  tolerance: { zh: '容差', en: 'Tolerance' },
  maxMoves: { zh: '每个片区最多调整户数（空为不限）', en: 'Most moves of one territory (empty: any number)' },
  unknown: { zh: '未知的数据', en: 'A figure that is not known' },
  unknownWays: {
    refuse: { zh: '不允许计算', en: 'stops the search' },
    median: { zh: '按中位数计', en: 'counts as the median' },
  },
  workloadTitle: { zh: '工作量（分钟/月）', en: 'Workload, minutes a month' },
  formula: {
    zh: '次数 ×（分钟 + 店间路程 × 道路系数 ÷ 速度）+ 分摊的往返驻地时间',
    en: 'visits × (minutes + local travel × road factor ÷ speed) + share of the ways from the base',
  },
  gradeVisits: { zh: '次数', en: 'Visits' },
  gradeMinutes: { zh: '分钟', en: 'Minutes' },
  otherGrade: { zh: '其他', en: 'others' },
  sourceOf: { zh: (source: string) => `来源：${source}`, en: (source: string) => `Source: ${source}` },
};
