// Pure: what may be wrong with answers to proposed places.
import { fault, problem } from './say.ts';

const answered = {
  corrected: { en: 'accepted as a correction', zh: '按更正批准' },
  moved: { en: 'accepted as a move', zh: '按搬迁批准' },
  refused: { en: 'refused', zh: '不予批准' },
  overtaken: { en: 'overtaken by newer visits or another answer', zh: '已被新的走访或其他结论取代' },
} as const;

export const placeProblems = {
  NO_SUCH_PROPOSAL: problem(
    'NOT_FOUND',
    'There is no such proposed place in your scope.',
    '您的管辖范围内没有这条坐标建议。',
  ),
  PROPOSAL_ANSWERED: problem<{ word: keyof typeof answered }>(
    'CONFLICT',
    ({ word }) => `This proposal is answered already: ${answered[word].en}. Take that back first.`,
    ({ word }) => `这条建议已处理（${answered[word].zh}），请先撤销再重新处理。`,
  ),
  PROPOSAL_NOT_ANSWERED: problem(
    'CONFLICT',
    'This is not the last answer to the proposal: read it again.',
    '这不是该建议的最新结论，请刷新后再试。',
  ),
  PROPOSAL_OWN: problem(
    'NOT_ALLOWED',
    'You visited this shop, or said that it moved: somebody else must answer.',
    '您走访过该零售户或报告了搬迁，须由他人处理。',
  ),
  PROPOSAL_ID_TAKEN: problem('CONFLICT', 'This id was used for another report.', '该编号已用于另一条上报。'),
  PROPOSAL_OVERTAKEN: problem(
    'CONFLICT',
    'Something was said of this place since: correct it on the retailer.',
    '此后坐标又有变更，请在零售户中更正。',
  ),
  PROPOSAL_WITHOUT_PLACE: problem(
    'CONFLICT',
    'The rep did not say where to: enter the new place on the retailer, then refuse this.',
    '客户经理未报新位置：请先在零售户中录入新坐标，再关闭此条。',
  ),
  MOVE_NEEDS_DAY: fault('a move needs the day from which it counts', '搬迁须注明从哪一天起'),
  PLACE_DAY_AHEAD: fault('the day is still to come', '日期尚未到来'),
  MOVED_NOT_YOURS: fault('no retailer of yours has this id', '您名下没有这个零售户'),
};
