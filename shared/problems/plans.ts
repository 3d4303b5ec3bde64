// Pure: what may be wrong with plans of days and weeks.
import { fault, problem } from './say.ts';

export const planProblems = {
  NO_PLAN: problem('NOT_FOUND', 'This rep has no plan of that day in your scope.', '该客户经理当天没有走访计划。'),
  PLAN_CHANGED: problem(
    'CONFLICT',
    'Somebody else has changed this plan meanwhile: look at it again.',
    '在此期间他人已更改该计划，请重新查看。',
  ),
  PLAN_PAST: problem(
    'CONFLICT',
    'That day is over: its plan is history and stays as it was.',
    '该日期已过，当天的计划已存档，不能再更改。',
  ),
  PLAN_LOCKED: problem('CONFLICT', 'This plan is locked: unlock it first.', '该计划已锁定，请先解锁。'),
  ONE_PLAN_LOCKED: problem(
    'CONFLICT',
    'One of the plans is locked: unlock it first.',
    '其中一份计划已锁定，请先解锁。',
  ),
  STOP_NOT_IN_PLAN: problem('NOT_FOUND', 'The stop is not in this plan.', '该走访点不在此计划中，请刷新。'),
  STOP_THERE_ALREADY: problem(
    'CONFLICT',
    'The other rep visits this retailer already.',
    '另一位客户经理当天已安排走访该零售户。',
  ),
  STOP_VISITED: problem('CONFLICT', 'This stop has been visited already.', '该走访点已走访，不能再移动。'),
  STOPS_CLOSED: problem<{ names: readonly string[] }>(
    'CONFLICT',
    ({ names }, say) =>
      `Not open on that day: ${say.names(names)}. Take ${names.length === 1 ? 'it' : 'them'} out, or say that ${names.length === 1 ? 'it is' : 'they are'} open again.`,
    ({ names }, say) => `以下零售户当天歇业或停访：${say.names(names)}。请移出计划，或先恢复其营业状态。`,
  ),
  STOPS_NOT_YOURS: problem<{ missing: number; wanted: number }>(
    'NOT_FOUND',
    ({ missing, wanted }, say) =>
      `${say.number(missing)} of the ${say.many(wanted, 'retailer', 'retailers')} ${missing === 1 ? 'is' : 'are'} not in your scope.`,
    ({ missing, wanted }, say) => `${say.number(wanted)} 个零售户中有 ${say.number(missing)} 个不在您的管辖范围内。`,
  ),
  NO_WAY_IN_ORDER: problem(
    'CONFLICT',
    'This order cannot be driven: it needs a way that does not exist. Put the stops in another order.',
    '无法按此顺序行驶：其中一段没有道路可走，请调整顺序。',
  ),
  MUST_BE_AFTER: fault<{ time: string }>(
    ({ time }) => `must be after ${time}`,
    ({ time }) => `应晚于 ${time}`,
  ),
  OTHER_REP: fault('must be another rep', '应选择另一位客户经理'),
  WITHIN_DAYS_OF_TODAY: fault<{ days: number }>(
    ({ days }, say) => `must be within ${say.many(days, 'day', 'days')} of today`,
    ({ days }, say) => `应在今天前后 ${say.number(days)} 天以内`,
  ),
  UNTIL_OUT_OF_RANGE: fault<{ days: number }>(
    ({ days }, say) => `must be query.day or at most ${say.many(days, 'day', 'days')} after it`,
    ({ days }, say) => `应为起始日期当天或其后 ${say.number(days)} 天以内`,
  ),
};
