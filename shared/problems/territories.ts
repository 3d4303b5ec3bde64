// Pure: what may be wrong with territories, scenarios, maps and barriers.
import { scenarioChange } from './changes.ts';
import type { ScenarioChange } from '../scenarios.ts';
import { fault, problem } from './say.ts';

export const territoryProblems = {
  TERRITORY_NAME_TAKEN: problem<{ name: string }>(
    'CONFLICT',
    ({ name }) => `There is a territory named '${name}' of this kind in the unit. Choose another name.`,
    ({ name }) => `该单位已有名为“${name}”的同类片区，请换一个名称。`,
  ),
  RETAILERS_NOT_IN_UNIT: problem<{ missing: number; wanted: number }>(
    'NOT_FOUND',
    ({ missing, wanted }, say) =>
      `${say.number(missing)} of the ${say.many(wanted, 'retailer', 'retailers')} ${missing === 1 ? 'is' : 'are'} not in this unit.`,
    ({ missing, wanted }, say) => `${say.number(wanted)} 个零售户中有 ${say.number(missing)} 个不属于该单位。`,
  ),

  NO_SUCH_BARRIER: problem('NOT_FOUND', 'There is no such barrier in your scope.', '您的管辖范围内没有这条分隔线。'),
  BARRIER_NAMED_TWICE: fault<{ name: string }>(
    ({ name }) => `two barriers are named '${name}'`,
    ({ name }) => `有两条分隔线都名为“${name}”，请改名`,
  ),
  BARRIER_NAME_TAKEN: problem<{ names: readonly string[] }>(
    'CONFLICT',
    ({ names }, say) => `There is a barrier of this name in the unit already: ${say.names(names)}`,
    ({ names }, say) => `该单位已有同名分隔线：${say.names(names)}`,
  ),
  BARRIER_SWAPPED: fault(
    'is far from the unit’s retailers, and near them with longitude and latitude swapped: write the longitude first',
    '距本单位零售户很远，而经纬度对调后就在附近：请先写经度',
  ),
  BARRIER_FAR: fault<{ km: number }>(
    ({ km }, say) => `is ${say.number(km)} km from the unit’s retailers at its nearest: wrong coordinates?`,
    ({ km }, say) => `最近处距本单位零售户也有 ${say.number(km)} 公里，坐标是否有误？`,
  ),
  BARRIERS_TOO_FINE: fault<{ points: number; most: number }>(
    ({ points, most }) =>
      `the barriers of this unit would have ${points} points, at most ${most} can be used: simplify them (to some 10 m)`,
    ({ points, most }, say) =>
      `本单位的分隔线将有 ${say.number(points)} 个点，最多可用 ${say.number(most)} 个：请简化（约 10 米一点）`,
  ),
  BARRIER_ARCHIVED: problem<{ by: string; name: string; at: string }>(
    'CONFLICT',
    ({ by, name, at }, say) =>
      `${by} put the barrier '${name}' aside at ${say.time(at)}. Nothing of yours was written.`,
    ({ by, name, at }, say) => `${by} 已于 ${say.time(at)} 停用分隔线“${name}”，您的更改未保存。`,
  ),
  BARRIER_CHANGED: problem<{ by: string; name: string; at: string }>(
    'CONFLICT',
    ({ by, name, at }, say) =>
      `${by} changed the barrier '${name}' at ${say.time(at)}. Nothing of yours was written: look at it again.`,
    ({ by, name, at }, say) => `${by} 已于 ${say.time(at)} 更改分隔线“${name}”，您的更改未保存，请重新查看。`,
  ),
  LINE_ONE_POINT: fault('a line needs two different points', '一条线至少需要两个不同的点'),
  LINE_JUMPS: fault(
    'two points of one line are more than 500 km apart: a wrong or swapped coordinate',
    '同一条线上有两点相距超过 500 公里：坐标有误或经纬度颠倒',
  ),
  LINE_TOO_FINE: fault<{ most: number }>(
    ({ most }) => `more than ${most} points: simplify the line (to some 10 m) and try again`,
    ({ most }, say) => `超过 ${say.number(most)} 个点：请简化线条（约 10 米一点）后再试`,
  ),

  DAY_PAST: fault<{ today: string }>(
    ({ today }) => `is past: in this unit it is ${today}; what was in force is history and stays`,
    ({ today }) => `已过去：本单位今天是 ${today}，已生效的历史不能更改`,
  ),
  DAY_TOO_FAR: fault<{ days: number; today: string }>(
    ({ days, today }, say) => `must be within ${say.many(days, 'day', 'days')} of ${today}`,
    ({ days, today }, say) => `应在 ${today} 之后 ${say.number(days)} 天以内`,
  ),
  NO_SUCH_MAP: problem('NOT_FOUND', 'There is no such map in your scope.', '您的管辖范围内没有这份片区图。'),
  MAP_NOT_TO_COME: problem(
    'CONFLICT',
    'Only a map whose day has not come can be withdrawn; one that is in force is followed by another.',
    '只有尚未生效的片区图可以撤回；已生效的，请发布另一份来取代。',
  ),
  NOTHING_TO_PUBLISH: problem(
    'CONFLICT',
    'The scenario has no retailers or no territories: there is nothing to publish.',
    '该方案没有零售户或没有片区，无可发布。',
  ),
  SOME_UNASSIGNED: problem<{ count: number }>(
    'CONFLICT',
    ({ count }, say) =>
      `${say.many(count, 'retailer is', 'retailers are')} in no territory: each must be in exactly one before the map is published.`,
    ({ count }, say) => `还有 ${say.number(count)} 个零售户不在任何片区：发布前每户须恰好属于一个片区。`,
  ),

  NO_SUCH_SCENARIO: problem('NOT_FOUND', 'There is no such scenario in your scope.', '您的管辖范围内没有这个方案。'),
  SCENARIO_NAME_TAKEN: problem<{ name: string }>(
    'CONFLICT',
    ({ name }) => `There is a scenario named '${name}' of this kind in the unit. Choose another name.`,
    ({ name }) => `该单位已有名为“${name}”的同类方案，请换一个名称。`,
  ),
  SCENARIO_NAME_TAKEN_SINCE: problem<{ name: string }>(
    'CONFLICT',
    ({ name }) => `There is another scenario named '${name}' by now: rename that one first.`,
    ({ name }) => `现在已有另一个名为“${name}”的方案，请先给它改名。`,
  ),
  SCENARIO_CHANGED: problem<{ by: string; what: ScenarioChange; count: number; at: string }>(
    'CONFLICT',
    ({ by, what, count, at }, say) =>
      `${by} changed this scenario at ${say.time(at)} (${scenarioChange[what].en}${count > 0 ? `, ${say.many(count, 'retailer', 'retailers')}` : ''}). Nothing of yours was written: read it again.`,
    ({ by, what, count, at }, say) =>
      `${by} 已于 ${say.time(at)} 更改此方案（${scenarioChange[what].zh}${count > 0 ? `，${say.number(count)} 户` : ''}）。您的更改未保存，请重新查看。`,
  ),
  NO_MAP_TO_START_FROM: fault(
    'there is no map of this kind in the unit yet: start empty, with a number of parts',
    '该单位还没有这类片区图：请从空白开始，并填写片区数量',
  ),
  MEASURE_TWICE: fault('a measure stands there twice', '同一指标出现了两次，请去掉重复'),
  TERRITORY_NO_TWICE: fault<{ no: number }>(
    ({ no }) => `${no} stands there twice`,
    ({ no }) => `编号 ${no} 出现了两次`,
  ),
  TERRITORY_NAMED_TWICE: fault<{ name: string }>(
    ({ name }) => `two territories are named '${name}'`,
    ({ name }) => `有两个片区都名为“${name}”，请改名`,
  ),
  TERRITORY_ID_WRONG: fault(
    'is not the one this number has; a new territory has none',
    '与该编号的片区不符；新片区不应带编号标识',
  ),
  TERRITORY_NO_TOO_LOW: fault<{ highest: number }>(
    ({ highest }) => `a new territory takes a number above ${highest}`,
    ({ highest }) => `新片区的编号应大于 ${highest}`,
  ),
  REP_NOT_IN_UNIT: problem('NOT_FOUND', 'There is no such rep in this unit.', '该单位没有这位客户经理。'),
  NO_SUCH_TERRITORY_NO: fault<{ no: number }>(
    ({ no }) => `the scenario has no territory ${no}`,
    ({ no }) => `该方案没有编号为 ${no} 的片区`,
  ),
  RETAILERS_NOT_IN_SCENARIO: problem(
    'NOT_FOUND',
    'Some of these retailers are not in the unit of this scenario.',
    '其中有零售户不属于该方案的单位。',
  ),
  RETAILERS_LOCKED: problem(
    'CONFLICT',
    'Some of these retailers are locked: unlock them first. Nothing was moved.',
    '其中有零售户已锁定，请先解锁。未作任何调整。',
  ),
  TERRITORY_LOCKED: problem<{ name: string }>(
    'CONFLICT',
    ({ name }) => `Territory '${name}' is locked: nothing leaves or enters it. Nothing was moved.`,
    ({ name }) => `片区“${name}”已锁定，不能移出或移入。未作任何调整。`,
  ),
  LOCK_NEEDS_TERRITORY: problem<{ count: number }>(
    'CONFLICT',
    ({ count }) =>
      `${count} of these retailers are in no territory: a lock keeps a retailer where it is. Nothing was locked.`,
    ({ count }, say) => `其中 ${say.number(count)} 个零售户不在任何片区，无法锁定。未作任何更改。`,
  ),
  NOTHING_TO_UNDO: problem(
    'CONFLICT',
    'There is nothing to undo: this is the beginning of the scenario.',
    '没有可撤销的步骤：已是方案的开头。',
  ),
  NOTHING_TO_REDO: problem('CONFLICT', 'There is nothing to do again.', '没有可重做的步骤。'),
  SEARCH_CANCELLED: problem(
    'CONFLICT',
    'The search was cancelled; the scenario is as it was.',
    '计算已取消，方案保持原样。',
  ),
};
