import type { MetricId } from '../../shared/metrics.ts';
import type { Said } from '../ui/sentences.ts';

/** Of each metric its name. */
export const metricName = {
  visits: { zh: '走访次数', en: 'Visits' },
  inPlace: { zh: '到位率', en: 'In place' },
  undecided: { zh: '待定率', en: 'Undecided' },
  coverage: { zh: '覆盖率', en: 'Coverage' },
  frequency: { zh: '频次达标率', en: 'Frequency kept' },
  overdue: { zh: '逾期户占比', en: 'Overdue retailers' },
  overVisited: { zh: '超频走访占比', en: 'Visits beyond due' },
  planKept: { zh: '计划完成率', en: 'Plan kept' },
  offPlan: { zh: '计划外率', en: 'Off plan' },
  dwell: { zh: '驻店时长', en: 'Stay' },
  shortDwell: { zh: '驻店过短率', en: 'Stay too short' },
  shopShare: { zh: '在店时间占比', en: 'Time with customers' },
  claimed: { zh: '补报率', en: 'Claimed afterwards' },
  appealsUpheld: { zh: '申诉成立率', en: 'Appeals upheld' },
  late: { zh: '迟报率', en: 'Sent late' },
  placeTrust: { zh: '坐标可信率', en: 'Trusted coordinates' },
} satisfies Said<MetricId>;

/** What counts above. */
export const metricNum = {
  visits: { zh: '已判定的走访', en: 'visits that were judged' },
  inPlace: { zh: '到位的走访', en: 'visits in place' },
  undecided: { zh: '存疑或无法核实的走访', en: 'visits in doubt' },
  coverage: { zh: '有到位走访的零售户', en: 'retailers visited' },
  frequency: { zh: '达到应访天数的零售户', en: 'retailers visited as often as due' },
  overdue: { zh: '逾期未访的零售户', en: 'retailers overdue' },
  overVisited: { zh: '超出应访天数的走访', en: 'visits beyond due' },
  planKept: { zh: '当天走访到位的计划站点', en: 'stops visited on their day' },
  offPlan: { zh: '不在当天计划中的走访', en: 'visits not planned' },
  dwell: { zh: '到位且已结束的走访', en: 'visits in place that ended' },
  shortDwell: { zh: '驻店过短的走访', en: 'visits too short' },
  shopShare: { zh: '在店分秒', en: 'time in shops' },
  claimed: { zh: '事后补报的走访', en: 'visits claimed afterwards' },
  appealsUpheld: { zh: '成立的申诉', en: 'appeals upheld' },
  late: { zh: '迟于 24 小时收到的打点', en: 'presses received after more than 24 h' },
  placeTrust: { zh: '已确认或实测坐标的零售户', en: 'retailers confirmed or surveyed' },
} satisfies Said<MetricId>;

/** What counts below. */
export const metricDen = {
  visits: { zh: '已判定的走访', en: 'visits that were judged' },
  inPlace: { zh: '到位与未到位的走访', en: 'visits in place or not' },
  undecided: { zh: '已判定的走访', en: 'visits that were judged' },
  coverage: { zh: '期内至少一半时间营业的零售户', en: 'retailers open for half of the period or more' },
  frequency: { zh: '期内应访的零售户', en: 'retailers with a visit due' },
  overdue: { zh: '期末营业的零售户', en: 'retailers open at the end' },
  overVisited: { zh: '到位的走访', en: 'visits in place' },
  planKept: { zh: '当天开始时计划中的站点', en: 'stops planned as the day began' },
  offPlan: { zh: '有计划日子里到位的走访', en: 'visits in place on days with a plan' },
  dwell: { zh: '到位且已结束的走访', en: 'visits in place that ended' },
  shortDwell: { zh: '到位、存疑与未到位的走访', en: 'visits judged by their place' },
  shopShare: { zh: '首户到末户的时间', en: 'time from the first shop to the last' },
  claimed: { zh: '已判定的走访', en: 'visits that were judged' },
  appealsUpheld: { zh: '已裁定的申诉', en: 'appeals decided' },
  late: { zh: '全部打点', en: 'all presses' },
  placeTrust: { zh: '全部零售户', en: 'all retailers' },
} satisfies Said<MetricId>;

/** What one must know to read it. */
export const metricNote = {
  visits: {
    zh: '未结束或尚未判定的走访不计入；复核结论优先于系统判定。',
    en: 'Visits that are open or not judged yet are left out. What an auditor decided counts before what was judged.',
  },
  inPlace: {
    zh: '待定的走访不计入分子和分母，另列在旁；括号为其全部不成立或全部成立时的比率。',
    en: 'Undecided visits are in neither part: they stand beside, with what the rate would be if none or all of them held.',
  },
  undecided: {
    zh: '首先反映手机定位与零售户坐标的质量，不是客户经理的过错。',
    en: 'A fault of phones and coordinates first, not of the rep.',
  },
  coverage: {
    zh: '按户去重：各月的户数不能相加。',
    en: 'Retailers are counted once: those of months do not add up.',
  },
  frequency: {
    zh: '应访天数 = 频次 × 营业天数占比，向下取整；同一天多次走访算一天。',
    en: 'Due is the frequency for the days open, rounded down; several visits on a day are one.',
  },
  overdue: {
    zh: '距上次到位走访超过 1.5 个走访间隔。',
    en: 'The last visit in place is more than one and a half intervals ago.',
  },
  overVisited: {
    zh: '每户超出应访天数再加一天之外的走访天数。',
    en: 'Days of visits beyond what was due and one more.',
  },
  planKept: {
    zh: '以当天开始时的计划为准，之后的改动不影响。',
    en: 'Of the plan as it stood when the day began: later changes do not matter.',
  },
  offPlan: { zh: '本身不分好坏。', en: 'Neither good nor bad in itself.' },
  dwell: {
    zh: '中位数；横线为第 10 至第 90 百分位。',
    en: 'The median; the line goes from the 10th to the 90th of a hundred.',
  },
  shortDwell: {
    zh: '短于本单位规定的驻店时长。',
    en: 'Shorter than the unit’s settings ask for.',
  },
  shopShare: {
    zh: '只计至少有两次走访的日子。',
    en: 'Only days with two visits or more.',
  },
  claimed: {
    zh: '忘记打点、事后补报的走访；计入走访并加以标注。',
    en: 'Visits that were not pressed at the time; they count, and are marked.',
  },
  appealsUpheld: { zh: '尚未裁定的申诉不计入。', en: 'Open appeals are left out.' },
  late: { zh: '反映数据质量，多因手机离线。', en: 'A matter of data: phones that were offline for long.' },
  placeTrust: {
    zh: '坐标经确认或实测，判定才站得住。',
    en: 'A verdict is as good as the coordinate it is measured from.',
  },
} satisfies Said<MetricId>;
