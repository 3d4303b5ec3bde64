// Pure: what may be wrong with what a report is asked for.
import { fault } from './say.ts';

export const reportProblems = {
  PERIOD_ENDS_EARLY: fault<{ from: string }>(
    ({ from }) => `must not be before the first day, ${from}`,
    ({ from }) => `不能早于首日 ${from}`,
  ),
  PERIOD_TOO_LONG: fault<{ days: number }>(
    ({ days }, say) => `a report covers at most ${say.many(days, 'day', 'days')}`,
    ({ days }, say) => `一份报表最多 ${say.number(days)} 天`,
  ),
  CUT_OF_ANOTHER: fault<{ cuts: readonly string[] }>(
    ({ cuts }) => `this figure is not told apart like that; it can be by ${cuts.join(', ')}`,
    ({ cuts }) => `该指标不能这样细分，可用：${cuts.join('、')}`,
  ),
  NOT_A_SHARE: fault('this figure is no share of anything, so its change has no parts', '该指标不是比率，变化无法分解'),
};
