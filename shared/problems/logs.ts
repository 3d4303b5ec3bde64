// Pure: what may be wrong with work logs and with what is said of them.
import { fault, problem } from './say.ts';

export const logProblems = {
  NO_SUCH_LOG: problem('NOT_FOUND', 'There is no such log in your scope.', '您的管辖范围内没有这份日志。'),
  LOG_ID_TAKEN: problem(
    'CONFLICT',
    'A log with this id came before and says something else: send the changed one under an id of its own.',
    '该编号的日志已收到且内容不同，修改后请使用新编号提交。',
  ),
  LOG_STILL_TO_COME: fault<{ today: string }>(
    ({ today }) => `is still to come: today is ${today}. Check the date of your phone`,
    ({ today }) => `尚未到来：今天是 ${today}，请检查手机日期`,
  ),
  TOO_MANY_REVISIONS: problem<{ most: number }>(
    'CONFLICT',
    ({ most }) => `You revised this log ${most} times already: tell your supervisor instead.`,
    ({ most }) => `这份日志已提交 ${most} 次，如需再改请告知主管。`,
  ),
  OTHER_NEEDS_WORDS: fault('must say in words what else the reason was', '原因为“其他”时须填写说明'),
  REVIEW_NEEDS_WORDS: fault(
    'belongs to a comment or a return, and only there',
    '批注或退回时必须填写，仅标记已阅时不填',
  ),
  REVIEW_ID_TAKEN: problem('CONFLICT', 'This id was used for another review.', '该编号已用于另一次批阅。'),
  LOG_REVISED: problem(
    'CONFLICT',
    'Its author has sent a newer revision meanwhile: read that one first.',
    '该日志已有更新的一版，请先查看新版。',
  ),
  LOG_RETURNED: problem(
    'CONFLICT',
    'This log was returned already: the next word is its author’s.',
    '该日志已退回，请等待修改后重新提交。',
  ),
};
