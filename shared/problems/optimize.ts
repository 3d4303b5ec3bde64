// Pure: what may be wrong with a problem that is handed in to be solved.
import { fault, problem } from './say.ts';

export const optimizeProblems = {
  SOLVERS_BUSY: problem(
    'OVERLOADED',
    'Too many searches are under way: try again in a minute.',
    '正在进行的计算过多，请一分钟后再试。',
  ),
  NOT_SOLVABLE: fault('cannot be solved as given: check stops, times and ways', '无法求解，请检查走访点、时间和路程'),
  NO_WAY: fault(
    'needs a way that does not exist: check the stops and the matrix',
    '需要一段不存在的路，请检查走访点和矩阵',
  ),
  NO_SUCH_STOP: fault<{ id: string }>(
    ({ id }) => `there is no stop '${id}'`,
    ({ id }) => `没有走访点“${id}”`,
  ),
  STOP_ID_TWICE: fault<{ id: string; other: number }>(
    ({ id, other }) => `'${id}' is the id of stops.${other} too`,
    ({ id, other }) => `“${id}”与第 ${other + 1} 个走访点的编号重复`,
  ),
  ROW_NOT_IN_MATRIX: fault<{ rows: number }>(
    ({ rows }, say) => `the matrix has ${say.many(rows, 'row', 'rows')}`,
    ({ rows }, say) => `矩阵只有 ${say.number(rows)} 行`,
  ),
  NEEDS_ROW: fault('with a matrix handed in, every stop names its row', '已提供矩阵时，每个走访点须指明所在行'),
  TERMINAL_NEEDS_ROW: fault('with a matrix handed in, name a row by index', '已提供矩阵时，请用行号（index）指明'),
  NEEDS_MATRIX: fault('needs a matrix', '需要同时提供矩阵'),
  CLOSED_WITH_END: fault(
    'a closed route ends where it starts: leave out end, or closed',
    '闭合路线终点即起点：请去掉 end 或 closed',
  ),
  CLOSED_NEEDS_START: fault('a closed day with times needs a start', '带时间的闭合路线需要指定起点'),
  TOO_MANY_DAY_STOPS: fault<{ stops: number; most: number }>(
    ({ stops, most }) => `${stops} stops with times, pins or priorities are too many for one day: at most ${most}`,
    ({ stops, most }) => `${stops} 个带时间、固定或优先级的走访点超过一天的上限：最多 ${most} 个`,
  ),
  TOO_MANY_STOPS: fault<{ most: number }>(
    ({ most }, say) => `there may be at most ${say.many(most, 'stop', 'stops')} here`,
    ({ most }, say) => `此处最多 ${say.number(most)} 个走访点`,
  ),
  PIN_BEYOND_END: fault<{ stops: number }>(
    ({ stops }, say) => `there are ${say.many(stops, 'stop', 'stops')}`,
    ({ stops }, say) => `一共只有 ${say.number(stops)} 个走访点`,
  ),
  PIN_TAKEN: fault<{ other: number }>(
    ({ other }) => `stops.${other} is pinned there too`,
    ({ other }) => `第 ${other + 1} 个走访点也固定在这个位置`,
  ),
  PIN_OF_TERMINAL: fault<{ end: 'start' | 'end' }>(
    ({ end }) => `the route ${end === 'start' ? 'starts' : 'ends'} at this stop`,
    ({ end }) => `路线以该走访点为${end === 'start' ? '起点' : '终点'}`,
  ),
  PIN_ON_TERMINAL: fault('another stop is the start or the end of the route', '路线的起点或终点已是另一个走访点'),
  DAY_ENDS_TOO_EARLY: fault('must be after the day starts', '应晚于当天开始时间'),
  MATRICES_DIFFER: fault<{ rows: number; wanted: number }>(
    ({ rows, wanted }) => `has ${rows} rows where durationsS has ${wanted}`,
    ({ rows, wanted }) => `有 ${rows} 行，而 durationsS 有 ${wanted} 行`,
  ),
  MATRIX_NOT_SQUARE: fault<{ numbers: number; rows: number }>(
    ({ numbers, rows }) => `has ${numbers} numbers in a matrix of ${rows} rows: it must be square`,
    ({ numbers, rows }) => `有 ${numbers} 个数，而矩阵有 ${rows} 行：矩阵应为方阵`,
  ),
  ROW_AND_POSITION: fault(
    'with a matrix handed in, a stop is its row: leave out the position',
    '已提供矩阵时，走访点由所在行确定，请去掉位置',
  ),
  STOP_OUT_OF_REACH: fault<{ stop: number }>(
    ({ stop }) => `there is no way to or from stop ${stop}`,
    ({ stop }) => `第 ${stop + 1} 个走访点没有可走的路`,
  ),
};
