// Pure: what may be wrong with inspections, their draws, findings and photos.
import { fault, problem } from './say.ts';

export const inspectionProblems = {
  NO_SUCH_INSPECTION: problem(
    'NOT_FOUND',
    'There is no such inspection in your scope.',
    '您的管辖范围内没有这项抽查计划。',
  ),
  NO_SUCH_CASE: problem('NOT_FOUND', 'There is no such case that is yours.', '没有由您负责的这户抽查对象。'),
  NO_SUCH_PHOTO: problem(
    'NOT_FOUND',
    'There is no such photo: no finding of yours names it, or its time is over.',
    '没有这张照片：您的抽查记录中未引用它，或已过保存期限。',
  ),
  INSPECTION_OVER: problem('CONFLICT', 'This inspection is closed.', '该抽查计划已结束。'),
  INSPECTION_FROZEN: problem(
    'CONFLICT',
    'A frame is frozen already: void it, with a reason, before you freeze another.',
    '抽样框已冻结；如需重做，请先说明原因作废。',
  ),
  FRAME_NOT_CURRENT: problem(
    'CONFLICT',
    'This is not the frame that counts now: look at the plan again.',
    '这不是当前有效的抽样框，请刷新后再看。',
  ),
  DRAWN_ALREADY: problem(
    'CONFLICT',
    'This frame was drawn already: a second draw needs the first to be voided, on record.',
    '该抽样框已抽取过；如需重抽，须先作废并留下记录。',
  ),
  NOT_DRAWN_YET: problem('CONFLICT', 'Draw the sample first, then add cases.', '请先抽样，再增加抽查对象。'),
  DRAW_NOT_PUBLISHED: problem(
    'NOT_FOUND',
    'The draw is published to the unit when the inspection is closed.',
    '抽样结果在抽查结束后才向被查单位公布。',
  ),
  EMPTY_FRAME: problem(
    'CONFLICT',
    'There is nothing to draw from: no open retailer, or no valid visit on these days.',
    '没有可抽取的对象：没有营业的零售户，或这些日期内没有有效走访。',
  ),
  BAD_FRAME_ID: problem<{ id: string }>(
    'INVALID_INPUT',
    ({ id }) =>
      `'${id}' cannot be drawn: codes and strata must be normalised (NFC), not empty, and without tabs or line breaks.`,
    ({ id }) => `“${id}”不能用于抽样：编号和分层名须为规范字符（NFC），不能为空，不能含制表符或换行。`,
  ),
  FRAME_TOO_LARGE: problem<{ most: number }>(
    'INVALID_INPUT',
    ({ most }, say) => `There are more than ${say.number(most)} to draw from: plan for a smaller unit or fewer days.`,
    ({ most }, say) => `抽样框超过 ${say.number(most)} 个对象，请缩小单位或日期范围。`,
  ),
  BAD_FRAME_LINE: problem<{ line: number }>(
    'INVALID_INPUT',
    ({ line }) => `Line ${line} is not id, stratum and a whole number of tickets, with tabs between them.`,
    ({ line }) => `第 ${line} 行应为编号、分层、票数三列，以制表符分隔，票数为整数。`,
  ),
  DOUBLE_FRAME_ID: problem<{ id: string }>(
    'INVALID_INPUT',
    ({ id }) => `'${id}' is in the frame twice.`,
    ({ id }) => `编号“${id}”在抽样框中重复。`,
  ),
  BAD_TICKETS: problem<{ id: string; most: number }>(
    'INVALID_INPUT',
    ({ id, most }) => `'${id}' must have 1 to ${most} tickets.`,
    ({ id, most }) => `“${id}”的票数应为 1 到 ${most}。`,
  ),
  NOT_A_DRAW_EXPORT: problem(
    'INVALID_INPUT',
    'This is not an exported draw: its first line should name the plan.',
    '不是抽样导出文件：首行应为抽查计划。',
  ),
  TAKE_OVER_FRAME: fault<{ items: number }>(
    ({ items }, say) => `is more than there is to draw from: ${say.number(items)}`,
    ({ items }, say) => `超过了可抽取的数量 ${say.number(items)}`,
  ),
  ANNOUNCE_FIRST: fault(
    'must say before the draw where the seed will come from: the witnesses, the event, or the commitment',
    '须在抽样前说明种子来源：见证人、公开事件或承诺值',
  ),
  SEED_UNUSABLE: fault(
    'must be 16 to 300 visible characters, as they were thrown or published',
    '应为 16 到 300 个可见字符，按掷出或公布的原样填写',
  ),
  SEED_NEEDS_DICE: fault('needs at least 20 digits thrown with dice', '至少需要掷骰得到的 20 位数字'),
  SEED_IS_SERVERS: fault(
    'must be left out: this frame was frozen with a seed of the server',
    '不应填写：该抽样框冻结时约定由服务器生成种子',
  ),
  COMMITMENT_WRONG: fault('is not what was committed to when the frame was frozen', '与冻结抽样框时承诺的内容不一致'),
  UNIT_NUMBER_MISSING: problem(
    'CONFLICT',
    'The inspected unit has not said its number yet.',
    '被查单位尚未给出自己的数字。',
  ),
  NUMBER_SAID_ALREADY: problem(
    'CONFLICT',
    'The number for this frame has been said and stays.',
    '该抽样框的数字已给出，不能更改。',
  ),
  NO_NUMBER_WANTED: problem(
    'CONFLICT',
    'The seed of this frame does not come from two parties.',
    '该抽样框的种子并非由双方共同产生。',
  ),
  ASSIGNEE_WITH_ASSIGNED: fault('belongs to assigning a case, and only there', '仅在分派抽查对象时填写，且必须填写'),
  NOT_AN_INSPECTOR: fault('is nobody who may inspect: a supervisor or an auditor', '不能执行抽查：须为主管或稽核人员'),
  LEADS_THE_REP: fault(
    'leads the rep whose visits are tested: somebody else must inspect',
    '是被查客户经理的主管，须由他人执行抽查',
  ),
  CASE_REMOVED: problem('CONFLICT', 'This case is removed already.', '该抽查对象已移除。'),
  CASE_NOT_REMOVED: problem('CONFLICT', 'This case is not removed.', '该抽查对象并未移除。'),
  FINDING_ID_TAKEN: problem(
    'CONFLICT',
    'This id was used for another finding: send the changed one under an id of its own.',
    '该编号已用于另一份抽查记录，更正请使用新编号。',
  ),
  TOO_MANY_CORRECTIONS: problem<{ most: number }>(
    'CONFLICT',
    ({ most }) => `You filed this case ${most} times already: ask an auditor to correct it.`,
    ({ most }) => `您对这户已提交 ${most} 次，如需再更正请联系考核员。`,
  ),
  TOO_MANY_CALLS: problem<{ most: number }>(
    'CONFLICT',
    ({ most }) => `${most} calls are on record for this case already: conclude from these.`,
    ({ most }) => `这户已记录 ${most} 次拨打，请据此作出结论。`,
  ),
  TOO_LATE_TO_CORRECT: problem(
    'CONFLICT',
    'A finding can be corrected within a day; after that, tell the auditor.',
    '抽查记录仅可在一天内更正，之后请联系稽核人员。',
  ),
  NO_SUCH_CONTRADICTION: problem(
    'NOT_FOUND',
    'There is no such contradiction in your scope, or none that was put to you.',
    '没有这项矛盾：不在您的管辖范围内，或未请您说明。',
  ),
  FILED_ANEW: problem(
    'CONFLICT',
    'The finding was filed anew meanwhile: look at the case again.',
    '抽查记录已被更正，请重新查看这户。',
  ),
  OWN_CONTRADICTION: problem(
    'NOT_ALLOWED',
    'You filed this case, or are asked about it: somebody else settles it.',
    '这户由您检查，或正请您说明，须由他人裁定。',
  ),
  STILL_ASKED: problem<{ until: string }>(
    'CONFLICT',
    ({ until }, say) =>
      `Whoever is asked may answer until ${say.time(until)}: it is settled after that, or after their word.`,
    ({ until }, say) => `当事人可在 ${say.time(until)} 之前作出说明，收到说明或到期后才能裁定。`,
  ),
  SETTLED_ALREADY: problem(
    'CONFLICT',
    'This was settled meanwhile: look at it again.',
    '该项已有新的裁定，请重新查看。',
  ),
  NOT_YOUR_SETTLEMENT: problem(
    'NOT_ALLOWED',
    'Only who settled it last takes that back, and within a day.',
    '只有最后作出裁定的人能在一天内撤回。',
  ),
  ANSWERED_ALREADY: problem(
    'CONFLICT',
    'You have answered this: your first word stands.',
    '您已作出说明，以第一次为准。',
  ),
  NO_SUCH_REMEDY: problem(
    'NOT_FOUND',
    'There is no such corrective action in your scope, or none that is yours.',
    '没有这项整改：不在您的管辖范围内，或不由您负责。',
  ),
  CASE_NOT_FILED: problem(
    'CONFLICT',
    'Nothing was filed for this case yet: there is nothing to mend.',
    '这户还没有抽查记录，无从整改。',
  ),
  CANNOT_MEND: fault(
    'is nobody of this unit who can be asked: a rep, a supervisor or an auditor',
    '不能承担整改：须为本单位的客户经理、主管或稽核人员',
  ),
  TOO_MANY_REMEDIES: problem<{ most: number }>(
    'CONFLICT',
    ({ most }) => `${most} corrective actions were ordered for this case already.`,
    ({ most }) => `这户已有 ${most} 项整改。`,
  ),
  REMEDY_ID_TAKEN: problem('CONFLICT', 'This id was used for another one.', '该编号已用于另一项整改或报告。'),
  REMEDY_NOT_OPEN: problem(
    'CONFLICT',
    'It was reported already, or found mended.',
    '该项整改已报告完成，或已复查合格。',
  ),
  OWN_REMEDY: problem(
    'NOT_ALLOWED',
    'You were to mend it: somebody else looks again.',
    '该项整改由您负责，须由他人复查。',
  ),
  REMEDY_CHECKED: problem(
    'CONFLICT',
    'Somebody looked at it again meanwhile: see what they found.',
    '该项整改已有新的复查结果，请重新查看。',
  ),
  DUE_DAY_WITH_NOT_MENDED: fault('belongs to what is not mended, and only there', '仅在复查不合格时填写，且必须填写'),
  NOT_A_PHONE_CHECK: problem('CONFLICT', 'This case is not checked by telephone.', '该抽查对象不是电话抽查。'),
  CALL_ID_TAKEN: problem('CONFLICT', 'This id was used for another call.', '该编号已用于另一次通话记录。'),
  NOT_SHA256: fault('must be a SHA-256 in hex: 64 digits and letters a to f', '应为 64 位十六进制 SHA-256 值'),
  TOO_MANY_ANSWERS: fault('holds more answers than any questionnaire asks', '答案数量超过任何问卷的题目数'),
  QUESTIONNAIRE_UNNAMED: fault(
    'is missing: say which questionnaire the answers belong to',
    '缺失：请注明答案所属的问卷',
  ),
  QUESTIONNAIRE_UNKNOWN: fault('is no published questionnaire', '不是已发布的问卷'),
  ANSWER_MISSING: fault('is asked and has no answer', '为必答题，尚未回答'),
  ANSWER_WRONG_KIND: fault('is no answer to this kind of question', '答案格式与题型不符'),
  ANSWER_NOT_OFFERED: fault('is none of the options', '不在所列选项中'),
  ANSWER_OUT_OF_RANGE: fault('is out of range', '超出允许范围'),
  ANSWER_ALWAYS_APPLIES: fault('cannot be left out: the question always applies', '此题不能选“不适用”'),
  ANSWER_DOES_NOT_FIT: fault('does not fit what the question asks', '不符合本题要求'),
  ANSWER_NEEDS_PHOTO: fault('needs a photo', '须附照片'),
  PHOTO_PART_WRONG: problem<{ parts: number }>(
    'INVALID_INPUT',
    ({ parts }, say) =>
      `This photo has ${say.many(parts, 'part', 'parts')}, none of them empty: send each under its number.`,
    ({ parts }, say) => `这张照片共 ${say.number(parts)} 段，每段不能为空，请按编号发送。`,
  ),
  PHOTO_HASH_WRONG: problem(
    'INVALID_INPUT',
    'The parts are not this photo: its hash is another one. Send all of them again.',
    '各段内容与照片不符（校验值不同），请全部重新发送。',
  ),
  PHOTO_NOT_JPEG: problem(
    'INVALID_INPUT',
    'A photo must be a JPEG in grey or three colours, whatever its name says.',
    '照片须为灰度或三色 JPEG 格式，仅改文件名无效。',
  ),
  PHOTO_CUT_OFF: problem(
    'INVALID_INPUT',
    'The photo ends before it is complete: take it again.',
    '照片不完整，请重新拍摄。',
  ),
  PHOTO_HAS_EXIF: problem(
    'INVALID_INPUT',
    'The photo carries what a camera writes beside the picture, maybe its place: send it without EXIF.',
    '照片带有相机附加信息（可能含位置），请去除 EXIF 后再发送。',
  ),
  PHOTO_TOO_LARGE: problem(
    'INVALID_INPUT',
    'The photo is larger than 4,096 pixels a side: make it smaller.',
    '照片边长超过 4096 像素，请缩小后再发送。',
  ),
};
