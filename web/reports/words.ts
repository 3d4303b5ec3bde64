import { railWords } from './railWords.ts';
import { written } from '../ui/sentences.ts';
import { many, wordsOf } from '../ui/words.ts';
import { metricDen, metricName, metricNote, metricNum } from './metricWords.ts';

export const words = wordsOf({
  ...railWords,
  metricName,
  metricNum,
  metricDen,
  metricNote,
  report: {
    title: { zh: '分析', en: 'Reports' },
    sentence: {
      zh: (unit: string, period: string, metric: string, value: string) => `${unit}，${period}：${metric}为 ${value}`,
      en: (unit: string, period: string, metric: string, value: string) => `${unit}, ${period}: ${metric} ${value}`,
    },
    nothing: { zh: '无数据', en: 'nothing to count' },
    metric: { zh: '指标', en: 'Figure' },
    period: { zh: '期间', en: 'Period' },
    kind: {
      week: { zh: '周', en: 'Week' },
      month: { zh: '月', en: 'Month' },
      days: { zh: '自定', en: 'Days' },
    },
    from: { zh: '从', en: 'From' },
    to: { zh: '到', en: 'To' },
    earlier: { zh: '上一期', en: 'Period before' },
    later: { zh: '下一期', en: 'Period after' },
    span: {
      zh: (from: string, to: string) => `${from} 至 ${to}`,
      en: (from: string, to: string) => `${from} to ${to}`,
    },
    by: { zh: '细分', en: 'Told apart by' },
    cut: {
      unit: { zh: '单位', en: 'Unit' },
      territory: { zh: '片区', en: 'Territory' },
      person: { zh: '人员', en: 'Person' },
      grade: { zh: '档位', en: 'Grade' },
      type: { zh: '业态', en: 'Type' },
      setting: { zh: '市场类型', en: 'Setting' },
      weekday: { zh: '星期', en: 'Weekday' },
      day: { zh: '日', en: 'Day' },
      week: { zh: '周', en: 'Week' },
      month: { zh: '月', en: 'Month' },
    },
    weekdays: {
      1: { zh: '周一', en: 'Mon' },
      2: { zh: '周二', en: 'Tue' },
      3: { zh: '周三', en: 'Wed' },
      4: { zh: '周四', en: 'Thu' },
      5: { zh: '周五', en: 'Fri' },
      6: { zh: '周六', en: 'Sat' },
      7: { zh: '周日', en: 'Sun' },
    },
    weekOf: { zh: (day: string) => `${day} 起`, en: (day: string) => `from ${day}` },
    setting: { urban: { zh: '城镇', en: 'urban' }, rural: { zh: '乡村', en: 'rural' } },
    anySetting: { zh: '城镇与乡村', en: 'Town and country' },
    notKnown: { zh: '未登记', en: 'not recorded' },
    value: { zh: '数值', en: 'Value' },
    counted: { zh: '计数', en: 'Counted' },
    undecided: { zh: '待定', en: 'Undecided' },
    interval: { zh: '区间', en: 'Interval' },
    undecidedOf: {
      zh: (_n: number, shown: string) => `待定 ${shown}`,
      en: (_n: number, shown: string) => `${shown} undecided`,
    },
    couldBe: {
      zh: (low: string, high: string) => `实际在 ${low} 至 ${high} 之间`,
      en: (low: string, high: string) => `between ${low} and ${high} as they turn out`,
    },
    place: { zh: '名次', en: 'Place' },
    between: {
      zh: (from: string, to: string) => `第 ${from}–${to} 名`,
      en: (from: string, to: string) => `${from}–${to}`,
    },
    exactly: { zh: (place: string) => `第 ${place} 名`, en: (place: string) => `${place}` },
    band: {
      above: { zh: '高于同行', en: 'above' },
      expected: { zh: '相当', en: 'as expected' },
      below: { zh: '低于同行', en: 'below' },
    },
    bandTitle: { zh: '与同行相比', en: 'Among peers' },
    rowsOf: { zh: (what: string) => `查看明细：${what}`, en: (what: string) => `Rows: ${what}` },
    only: { zh: (name: string) => `只看 ${name}`, en: (name: string) => `Only ${name}` },
    everybody: { zh: '看全部', en: 'Show everybody' },
    someone: { zh: '一名客户经理', en: 'one rep' },
    what: { zh: '怎么算的', en: 'What is counted' },
    share: {
      zh: (num: string, den: string) => `${num}除以${den}`,
      en: (num: string, den: string) => `${num} ÷ ${den}`,
    },
    rule: { zh: (rule: string) => `口径版本 ${rule}`, en: (rule: string) => `Rule ${rule}` },
    howInterval: {
      zh: '横线为 95% 区间（Wilson）；虚线框为待定的走访全部不成立至全部成立；竖线为同行平均。不足 20 个的以空心点表示：不足以判断。',
      en: 'The line is the 95 % interval (Wilson), the dashed box what it would be if none or all of the undecided held, the upright line what all have. Fewer than 20 are hollow: too few to tell.',
    },
    howCompared: {
      zh: '记号与横线为可比值及其 95% 区间。排序与名次按可比值：样本越少越向同行平均靠拢（经验贝叶斯），样本少不会胜也不会败；“第 1–8 名”即 95% 的可能在其间。',
      en: 'Mark and line are the compared value and its 95 % interval. Order and places go by the compared value, drawn towards what all have where little is known (empirical Bayes): few visits neither win nor lose. “1–8” is where someone stands with 95 % certainty.',
    },
    noPeers: {
      zh: '彼此差异未超出偶然，或不足五个可比：不排名次。',
      en: 'They differ no more than by chance, or fewer than five can be compared: nobody has a place.',
    },
    counting: {
      zh: (_n: number, shown: string) => `还有 ${shown} 天待统计，数字仍会变化。`,
      en: (n: number, shown: string) =>
        `${many(n, shown, 'day is', 'days are')} still to be counted: figures will change.`,
    },
    empty: { zh: '这一期间没有可统计的数据。', en: 'There is nothing to count in this period.' },
    chart: {
      zh: (metric: string, by: string, low: string, high: string) => `${metric}按${by}：${low} 至 ${high}，数字见下表`,
      en: (metric: string, by: string, low: string, high: string) =>
        `${metric} by ${by}: from ${low} to ${high}; the table below has the numbers`,
    },
    view: { league: { zh: '区间', en: 'Intervals' }, funnel: { zh: '漏斗', en: 'Funnel' } },
    funnelNote: {
      zh: '横轴为样本数，纵轴为比率；曲线内（95%、99.8%）的差异可以只是偶然。',
      en: 'Across: how many are known. Up: the rate. What lies within the curves (95 %, 99.8 %) may be chance alone.',
    },
    link: { zh: '复制链接', en: 'Copy the link' },
    rows: {
      title: { zh: '明细', en: 'Rows' },
      part: {
        all: { zh: '全部', en: 'All' },
        num: { zh: '计入分子', en: 'Counted above' },
        den: { zh: '计入分母', en: 'Counted below' },
        undecided: { zh: '待定', en: 'Undecided' },
      },
      sum: {
        zh: (n: string, num: string, den: string) => `${n} 行，合计 ${num} / ${den}`,
        en: (n: string, num: string, den: string) => `${written(n, 'row', 'rows')}: ${num} of ${den} together`,
      },
      count: {
        zh: (n: string, num: string) => `${n} 行，合计 ${num}`,
        en: (n: string, num: string) => `${written(n, 'row', 'rows')}: ${num} together`,
      },
      sofar: { zh: '已列出', en: 'Listed so far' },
      none: { zh: '没有明细。', en: 'There are no rows.' },
      adds: {
        zh: (num: string, den: string) => `计 ${num} / ${den}`,
        en: (num: string, den: string) => `${num} of ${den}`,
      },
    },
    overview: {
      sentence: {
        zh: (unit: string, period: string) => `${unit}，${period}的走访情况`,
        en: (unit: string, period: string) => `${unit}, ${period}: how visits went`,
      },
      look: { zh: '需要关注', en: 'Needs a look' },
      below: {
        zh: (metric: string, value: string, mean: string) => `${metric} ${value}，低于同行平均 ${mean}`,
        en: (metric: string, value: string, mean: string) => `${metric} ${value}, below the ${mean} of all`,
      },
      allWell: { zh: '没有人明显低于同行。', en: 'Nobody is clearly below the others.' },
      figures: { zh: '主要指标', en: 'Figures' },
      than: {
        zh: (change: string) => `比上期 ${change}`,
        en: (change: string) => `${change} on the period before`,
      },
      same: { zh: '与上期持平', en: 'as the period before' },
      noBefore: { zh: '上期无数据', en: 'nothing before to compare with' },
      points: { zh: (change: string) => `${change} 个百分点`, en: (change: string) => `${change} points` },
      trend: {
        zh: (metric: string) => `${metric}在期内的走势`,
        en: (metric: string) => `${metric} over the period`,
      },
      more: { zh: '其他指标', en: 'Other figures' },
    },
    changes: {
      title: { zh: '为什么变了', en: 'Why it changed' },
      sentence: {
        zh: (unit: string, period: string, metric: string, from: string, to: string) =>
          `${unit}，${period}：${metric}由 ${from} 变为 ${to}`,
        en: (unit: string, period: string, metric: string, from: string, to: string) =>
          `${unit}, ${period}: ${metric} went from ${from} to ${to}`,
      },
      nothing: {
        zh: '两个期间中有一个没有数据，无从比较。',
        en: 'One of the two periods has nothing: there is nothing to compare.',
      },
      difference: { zh: '变化', en: 'Change' },
      composition: { zh: '走访对象不同', en: 'Others were visited' },
      within: { zh: '同类做得不同', en: 'The same kinds, otherwise' },
      how: {
        zh: '变化 = 走访对象的构成不同 + 同类零售户中的不同（Kitagawa 分解）；前一期为紧接其前、天数相同的一段。',
        en: 'The change is the sum of two parts: which kinds of retailers were counted, and what was done within each kind (Kitagawa). Before is as many days just before.',
      },
      before: { zh: '前', en: 'Before' },
      after: { zh: '后', en: 'After' },
      kind: { zh: '类别', en: 'Kind' },
      counted: { zh: (n: string) => `共 ${n}`, en: (n: string) => `of ${n}` },
    },
    effect: {
      title: { zh: '前后对比', en: 'Before and after' },
      lead: {
        zh: '某天起有了变化：涉及的人与其他人同期相比，变化多出多少。',
        en: 'Something changed on a day: how much more it changed for those concerned than for all others in the same weeks.',
      },
      what: { zh: '变化', en: 'What changed' },
      byDay: { zh: '自选日期与单位', en: 'A day and a unit of my own' },
      map: {
        zh: (name: string, day: string) => `片区图“${name}”，${day} 起`,
        en: (name: string, day: string) => `Map “${name}” from ${day}`,
      },
      on: { zh: '起始日', en: 'First day' },
      whom: { zh: '涉及单位', en: 'Whom it concerned' },
      weeks: { zh: '前后各几周', en: 'Weeks on both sides' },
      nWeeks: {
        zh: (_n: number, shown: string) => `前后各 ${shown} 周`,
        en: (n: number, shown: string) => `${many(n, shown, 'week', 'weeks')} before and after`,
      },
      sentence: {
        zh: (metric: string, mine: string, others: string, shift: string, low: string, high: string) =>
          `${metric}：涉及的 ${mine} 人比其他 ${others} 人多变化 ${shift}（${low} 至 ${high}）`,
        en: (metric: string, mine: string, others: string, shift: string, low: string, high: string) =>
          `${metric}: for the ${mine} concerned it changed by ${shift} more than for ${others} others (${low} to ${high})`,
      },
      cannot: {
        zh: (metric: string, mine: string, others: string) =>
          `${metric}：前后都有数据的，涉及 ${mine} 人、其他 ${others} 人，不足以比较`,
        en: (metric: string, mine: string, others: string) =>
          `${metric}: ${mine} concerned and ${others} others have figures on both sides, too few to compare`,
      },
      size: {
        negligible: { zh: '差别可忽略', en: 'a negligible difference' },
        small: { zh: '差别小', en: 'a small difference' },
        medium: { zh: '差别中等', en: 'a medium difference' },
        large: { zh: '差别大', en: 'a large difference' },
      },
      maybe: {
        zh: (confidence: string) => `括号内为 ${confidence} 的精确区间（Hodges–Lehmann）。同期可能还有其他变化。`,
        en: (confidence: string) =>
          `In brackets the exact interval at ${confidence} (Hodges–Lehmann). Other things may have changed, too.`,
      },
      concerned: { zh: '涉及', en: 'Concerned' },
      others: { zh: '其他', en: 'Others' },
      chart: {
        zh: (metric: string) => `每人${metric}的变化，数字见下表`,
        en: (metric: string) => `The change in ${metric} of each rep; the table below has the numbers`,
      },
    },
  },
});
