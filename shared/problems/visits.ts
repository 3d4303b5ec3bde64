// Pure: what may be wrong with presses, appeals and decisions.
import { fault, problem } from './say.ts';

export const visitProblems = {
  NO_SUCH_VISIT: problem('NOT_FOUND', 'There is no such visit in your scope.', '您的管辖范围内没有这次走访。'),
  NO_VISIT_OF_YOURS: problem('NOT_FOUND', 'You have no such visit.', '您没有这次走访。'),
  OTHER_VISIT_OPEN: problem<{ visitId: string }>(
    'VISIT_OPEN',
    ({ visitId }) => `End the visit that is open (${visitId}) before you start another.`,
    () => '还有一次走访未结束：请先结束它，再开始新的走访。',
  ),
  NOT_STARTED: problem(
    'VISIT_NOT_STARTED',
    'You have not started a visit with this id; send its start first.',
    '该次走访还没有开始记录，请先发送“开始走访”。',
  ),
  VISIT_ID_TAKEN: problem(
    'CONFLICT',
    'This visit id was used for another press.',
    '这个走访编号已用于另一次打点，请重新开始走访。',
  ),
  CLOCK_WRONG: fault<{ at: string }>(
    ({ at }, say) => `the phone's clock says ${say.time(at)}: set it right and send again`,
    ({ at }, say) => `手机时钟显示为 ${say.time(at)}：请校准时间后重新发送`,
  ),
  STOP_GONE: problem(
    'CONFLICT',
    'Your track shows no such stop at this retailer without a visit: look at the list again.',
    '您的轨迹中没有在该零售户未打点的这次停留，请刷新列表再看。',
  ),
  NOT_JUDGED: problem('CONFLICT', 'This visit is not judged yet. Wait a moment.', '该次走访尚未判定，请稍候。'),
  NOTHING_TO_APPEAL: problem(
    'CONFLICT',
    'This visit is not judged yet: there is nothing to appeal.',
    '该次走访尚未判定，暂无可申诉的结果。',
  ),
  APPEALED_ALREADY: problem(
    'CONFLICT',
    'This visit was appealed already; a visit is appealed once.',
    '该次走访已申诉过，每次走访只能申诉一次。',
  ),
  OWN_VISIT: problem('NOT_ALLOWED', 'Nobody decides a visit of their own.', '不能复核自己的走访，请由他人复核。'),
  DECIDED_ALREADY: problem('CONFLICT', 'This visit is decided already.', '该次走访已有复核结论。'),
  NOTHING_TO_DECIDE: problem(
    'CONFLICT',
    'This visit is neither in doubt nor appealed: there is nothing to decide.',
    '该次走访既无疑点也未申诉，无需复核。',
  ),
  JUDGED_AGAIN: problem<{ verdictNo: number }>(
    'CONFLICT',
    ({ verdictNo }) => `This visit was judged again meanwhile (judgement ${verdictNo}): look at it first.`,
    ({ verdictNo }) => `该次走访在此期间已重新判定（第 ${verdictNo} 次判定），请先查看。`,
  ),
  NO_SUCH_DECISION: problem<{ decisionNo: number }>(
    'NOT_FOUND',
    ({ decisionNo }) => `This visit has no decision ${decisionNo}.`,
    ({ decisionNo }) => `该次走访没有第 ${decisionNo} 号复核结论。`,
  ),
  NOT_YOUR_DECISION: problem(
    'NOT_ALLOWED',
    'Only who decided takes a decision back.',
    '复核结论只能由作出结论的人撤回。',
  ),
  DECIDED_AGAIN: problem(
    'CONFLICT',
    'It was decided again meanwhile: this decision counts no more.',
    '在此期间已有新的复核结论，原结论不再有效。',
  ),
  TOO_LATE_TO_TAKE_BACK: problem(
    'CONFLICT',
    'A decision is taken back within a day; this one is older.',
    '复核结论只能在一天内撤回，该结论已超过一天。',
  ),
  SAY_WHY: fault(
    'must say why: nobody is told that a visit does not count without a reason',
    '请写明理由：认定走访不计入时必须说明原因',
  ),
};
