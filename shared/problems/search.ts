// Pure: why a search for territories would have no meaning. The page says it before, the server when it is asked all the same.
import type { TerritoryMeasure } from '../scenarioSettings.ts';
import { fault, type Language } from './say.ts';

const measures: Record<TerritoryMeasure, Record<Language, string>> = {
  retailers: { en: 'retailers', zh: '户数' },
  dailyOrderingRetailers: { en: 'daily ordering retailers', zh: '日均订货户数' },
  orders: { en: 'orders', zh: '月订单数' },
  volume: { en: 'volume', zh: '月销量' },
  visits: { en: 'visits', zh: '月走访次数' },
  workloadMin: { en: 'workload', zh: '工作量' },
};

/** How many retailers it concerns, and the codes of a few to go and look at. */
type Some = { count: number; examples: readonly string[] };
const few = ({ count, examples }: Some) =>
  examples.length > 0 ? ` (${examples.join(', ')}${count > examples.length ? ' …' : ''})` : '';
const fewZh = ({ count, examples }: Some) =>
  examples.length > 0 ? `（${examples.join('、')}${count > examples.length ? ' 等' : ''}）` : '';

export const searchProblems = {
  NO_RETAILERS: fault('the unit has no retailers', '该单位没有零售户'),
  NO_TERRITORIES: fault('the scenario has no territories: add one first', '方案中没有片区，请先添加'),
  MORE_TERRITORIES: fault<{ count: number }>(
    ({ count }, say) => `${say.many(count, 'territory is', 'territories are')} more than there are retailers`,
    ({ count }, say) => `${say.number(count)} 个片区比零售户还多`,
  ),
  NO_MEASURE: fault('no measure is to be balanced: choose one in the settings', '没有选择要均衡的指标，请在设置中选择'),
  MEASURE_ZERO: fault<{ measure: TerritoryMeasure }>(
    ({ measure }) => `${measures[measure].en} is 0 for every retailer: there is nothing to balance`,
    ({ measure }) => `所有零售户的${measures[measure].zh}都是 0，无从均衡`,
  ),
  MEASURE_UNKNOWN: fault<Some & { measure: TerritoryMeasure }>(
    (p, say) =>
      `${measures[p.measure].en} is not known of ${say.many(p.count, 'retailer', 'retailers')}${few(p)}: import it, or let unknown figures count as the median, or leave the measure out`,
    (p, say) =>
      `有 ${say.number(p.count)} 户的${measures[p.measure].zh}未知${fewZh(p)}：请导入数据，或按中位数计，或不均衡该指标`,
  ),
  FAR_AWAY: fault<Some>(
    (p, say) =>
      `${say.many(p.count, 'retailer is', 'retailers are')} on another continent than the rest, swapped or wrong coordinates${few(p)}`,
    (p, say) => `有 ${say.number(p.count)} 户远在千里之外：坐标可能颠倒或有误${fewZh(p)}`,
  ),
  LOCKED_NOWHERE: fault<Some>(
    (p, say) =>
      `${say.many(p.count, 'locked retailer is', 'locked retailers are')} in no territory${few(p)}: unlock them first`,
    (p, say) => `有 ${say.number(p.count)} 个锁定的零售户不属于任何片区${fewZh(p)}，请先解锁`,
  ),
  LOCKED_SINGLY: fault<Some>(
    (p) =>
      `a design from nothing cannot keep single retailers${few(p)}: lock their whole territory, or start from today's map`,
    (p, say) =>
      `重新划分无法保留 ${say.number(p.count)} 个单独锁定的零售户${fewZh(p)}：请锁定整个片区，或从现有片区开始`,
  ),
  ALL_LOCKED: fault('every territory is locked: nothing may change', '所有片区都已锁定，无可调整'),
  NO_TODAY: fault('there is no map of today to start from: design from nothing', '没有现有片区可作起点，请重新划分'),
  NOT_DIVISIBLE: fault(
    'these retailers cannot be divided as asked: check coordinates, measures, shares and locks',
    '无法按此要求划分：请检查坐标、指标、份额和锁定',
  ),
};
