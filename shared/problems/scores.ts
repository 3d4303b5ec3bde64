// Pure: what may be wrong with a scheme, an entry, a month.
import { fault, problem } from './say.ts';

type OfScheme = { key: string; said: number; sum: number };

export const scoreProblems = {
  NOT_A_DECIMAL: fault(
    'must be a number with at most ten digits before the point and six after it',
    '应为数字，整数部分至多 10 位，小数至多 6 位',
  ),
  NOT_POINTS: fault('must be points: below 10,000 with at most two places', '应为分数：小于 10000，至多两位小数'),
  NOT_A_MONTH: fault('must be a month such as 2026-03', '应为 2026-03 这样的月份'),
  SCHEME_EMPTY: fault('has no items yet', '还没有任何项目'),
  SCHEME_KEY_TWICE: fault<OfScheme>(
    ({ key }) => `'${key}' stands twice: every section and item has a key of its own`,
    ({ key }) => `“${key}”重复：每个板块和项目应有各自的编号`,
  ),
  SCHEME_SUM: fault<OfScheme>(
    ({ said, sum }) => `says ${said} points, and its parts add up to ${sum}`,
    ({ said, sum }) => `注明 ${said} 分，但各部分合计 ${sum} 分`,
  ),
  SCHEME_CURVE_ORDER: fault<OfScheme>(
    ({ key }) => `'${key}': each point of the curve must be further right than the one before`,
    ({ key }) => `“${key}”：曲线各点的横坐标应依次增大`,
  ),
  SCHEME_CURVE_RANGE: fault<OfScheme>(
    ({ key, said, sum }) =>
      `'${key}': the curve must lie between 0 and the item's ${said} points and reach them; its highest point is ${sum}`,
    ({ key, said, sum }) => `“${key}”：曲线应在 0 分与该项满分 ${said} 分之间并达到满分，目前最高为 ${sum} 分`,
  ),
  SCHEME_TARGET: fault<OfScheme>(
    ({ key }) => `'${key}': needs a target above 0`,
    ({ key }) => `“${key}”：目标应大于 0`,
  ),
  SCHEME_METRIC: fault<OfScheme>(
    ({ key }) => `'${key}': a median cannot be scored, it does not add up from its rows`,
    ({ key }) => `“${key}”：中位数不能计分，它不由明细相加而得`,
  ),
  SCHEME_EVENT_TWICE: fault<OfScheme>(
    ({ key }) => `'${key}': two of its events have the same key`,
    ({ key }) => `“${key}”：有两个事项编号相同`,
  ),
  SCHEME_CAPS: fault<OfScheme>(
    ({ key }) => `'${key}': its points must lie between the least and the most`,
    ({ key }) => `“${key}”：基础分应在下限与上限之间`,
  ),
  NO_SUCH_SCHEME: problem('NOT_FOUND', 'There is no such scheme in your scope.', '您的管辖范围内没有这个考核方案。'),
  SCHEME_CHANGED: problem<{ by: string; at: string }>(
    'CONFLICT',
    ({ by, at }, say) => `${by} changed this draft at ${say.time(at)}: look at it again.`,
    ({ by, at }, say) => `${by} 已于 ${say.time(at)} 更改该草稿，请重新查看。`,
  ),
  SCHEME_NO_DRAFT: problem(
    'CONFLICT',
    'This scheme has no draft: what is published stays as it is, a change of it is the next version.',
    '该方案没有草稿：已发布的版本不再改变，修改后成为下一版本。',
  ),
  SCHEME_NOT_PUBLISHED: problem(
    'CONFLICT',
    'This version is a draft: discard it instead.',
    '该版本还是草稿，直接舍弃即可。',
  ),
  NO_SCHEME: problem(
    'CONFLICT',
    'No scheme is published for this unit and month.',
    '该单位在这个月没有已发布的考核方案。',
  ),
  SCORES_MONTH_OPEN: problem<{ to: string }>(
    'CONFLICT',
    ({ to }) => `This month is not over: it ends on ${to}.`,
    ({ to }) => `该月尚未结束，最后一天是 ${to}。`,
  ),
  SCORES_MONTH_AHEAD: fault<{ month: string }>(
    ({ month }) => `is still to come: it is ${month}`,
    ({ month }) => `尚未开始：现在是 ${month}`,
  ),
  SCORES_STILL_COUNTING: problem<{ days: number }>(
    'CONFLICT',
    ({ days }, say) => `${say.number(days)} days of this month are still being counted: try again in a moment.`,
    ({ days }, say) => `该月还有 ${say.number(days)} 个工作日的数据正在汇总，请稍后再试。`,
  ),
  SCORES_NOT_DRAFTED: problem('CONFLICT', 'This month is not drafted yet.', '该月还没有生成初稿。'),
  SCORES_NOT_SHOWN: problem('CONFLICT', 'This month is not shown yet.', '该月还没有公示。'),
  SCORES_SHOWN: problem(
    'CONFLICT',
    'This month was shown already: what it stands on does not change any more.',
    '该月已公示，计分依据不再改变。',
  ),
  SCORES_CLOSED: problem(
    'CONFLICT',
    'This month is closed. What is found later is a correction in a later month.',
    '该月已关账。之后发现的问题在后续月份更正。',
  ),
  SCORES_NOT_CLOSED: problem('CONFLICT', 'This month is not closed yet.', '该月还没有关账。'),
  SCORES_TERM_OPEN: problem<{ until: string }>(
    'CONFLICT',
    ({ until }) => `Objections are open until the end of ${until}: it can be signed after that.`,
    ({ until }) => `异议期到 ${until} 结束，之后才能签字。`,
  ),
  OBJECTIONS_OPEN: problem<{ count: number }>(
    'CONFLICT',
    ({ count }, say) => `${say.number(count)} ${count === 1 ? 'objection is' : 'objections are'} not answered yet.`,
    ({ count }, say) => `还有 ${say.number(count)} 条异议没有答复。`,
  ),
  SCORES_SIGNED: problem(
    'CONFLICT',
    'Two people sign: one supervisor and one auditor. This signature is there already.',
    '须由主管和考核员两人分别签字，这一签字已有。',
  ),
  SCORES_DIFFER: problem(
    'CONFLICT',
    'The lines are not those that you saw: look at them again, then sign.',
    '各行已与您看到的不同，请重新查看后再签字。',
  ),
  NO_SUCH_LINE: problem('NOT_FOUND', 'There is no such line for you.', '没有可供您查看的这一行。'),
  OBJECTION_TWICE: problem(
    'CONFLICT',
    'There is an objection to this line already: one a line.',
    '这一行已提出过异议，每行限一次。',
  ),
  OBJECTION_LATE: problem<{ until: string }>(
    'CONFLICT',
    ({ until }) => `The term for objections ended on ${until}.`,
    ({ until }) => `异议期已于 ${until} 结束。`,
  ),
  NO_SUCH_OBJECTION: problem('NOT_FOUND', 'There is no such objection in your scope.', '您的管辖范围内没有这条异议。'),
  OBJECTION_ANSWERED: problem<{ by: string }>(
    'CONFLICT',
    ({ by }) => `${by} answered this objection already.`,
    ({ by }) => `${by} 已答复这条异议。`,
  ),
  POINTS_OF_REFUSED: fault('cannot change: the objection is not upheld', '不能更改：异议未成立'),
  POINTS_BEYOND: fault<{ most: number }>(
    ({ most }) => `must lie between 0 and the item's ${most} points`,
    ({ most }) => `应在 0 分与该项满分 ${most} 分之间`,
  ),
  NO_SUCH_ENTRY: problem('NOT_FOUND', 'There is no such entry in your scope.', '您的管辖范围内没有这条录入。'),
  ENTRY_ID_TAKEN: problem('CONFLICT', 'Another entry has this id already.', '该编号已用于另一条录入。'),
  ENTRY_WITHDRAWN: problem('CONFLICT', 'This entry was withdrawn already.', '该录入已撤销。'),
  ENTRY_ITEM: fault<{ key: string }>(
    ({ key }) => `'${key}' is no item of this scheme that is entered`,
    ({ key }) => `“${key}”不是本方案中可录入的项目`,
  ),
  ENTRY_EVENT: fault<{ key: string }>(
    ({ key }) => `'${key}': names an event that this item does not have`,
    ({ key }) => `“${key}”：该项目没有所填的事项`,
  ),
  ENTRY_RANGE: fault<{ least: number; most: number }>(
    ({ least, most }) => `must be from ${least} to ${most}`,
    ({ least, most }) => `应在 ${least} 至 ${most} 之间`,
  ),
  CORRECTION_ID_TAKEN: problem('CONFLICT', 'Another correction has this id already.', '该编号已用于另一条更正。'),
};
