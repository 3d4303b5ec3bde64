// Pure: what may be wrong with positions, shifts, quarantine and what is stored of a person.
import { fault, problem } from './say.ts';

export const positionProblems = {
  DEVICE_TOKEN_NEEDED: problem(
    'NOT_ALLOWED',
    'Positions are sent with a device token: make one under your phones.',
    '发送定位需使用设备令牌：请在“我的手机”中生成。',
  ),
  SPAN_TOO_LONG: fault<{ days: number }>(
    ({ days }, say) => `must be at most ${say.many(days, 'day', 'days')} after the beginning`,
    ({ days }, say) => `距起始时间不能超过 ${say.number(days)} 天`,
  ),
  STILL_WORKS_HERE: problem(
    'CONFLICT',
    'This person still works here: end their activity first, so that nothing more comes.',
    '该人员仍在岗：请先停用其账号，避免继续收到定位。',
  ),
  NOT_IN_QUARANTINE: problem(
    'NOT_FOUND',
    'There is nothing of this number in the quarantine of your scope.',
    '您管辖范围的隔离区中没有这个编号的内容。',
  ),
  TOO_MANY_POSITIONS: problem(
    'OVERLOADED',
    'More positions come than can be stored just now. Keep them and send them again in a moment.',
    '当前上报的定位超出存储能力，请保留并稍后重新发送。',
  ),
  SHIFT_ID_TAKEN: problem('CONFLICT', 'This id was used for another act.', '该编号已用于另一次打卡，请重新打卡。'),
  SHIFT_OPEN: problem<{ since: string }>(
    'CONFLICT',
    ({ since }, say) => `A shift is open since ${say.time(since)}: close it first.`,
    ({ since }, say) => `自 ${say.time(since)} 起的当班尚未结束，请先打下班卡。`,
  ),
  NO_SHIFT_OPEN: problem('CONFLICT', 'No shift is open. Open one first.', '当前没有进行中的当班，请先打上班卡。'),
  BEFORE_SHIFT_OPENED: fault<{ openedAt: string }>(
    ({ openedAt }, say) => `the shift was opened at ${say.time(openedAt)}: it cannot end before`,
    ({ openedAt }, say) => `本次当班始于 ${say.time(openedAt)}，下班时间不能更早`,
  ),
  NOT_UTC_MS: fault(
    'must be an ISO time in UTC with milliseconds, such as 2026-03-02T08:00:00.000Z',
    '应为精确到毫秒的 UTC 时间，例如 2026-03-02T08:00:00.000Z',
  ),
  NO_ZONE: fault(
    'must be an ISO time with its zone, such as 2026-03-02T08:00:00Z or 2026-03-02T16:00:00+08:00',
    '应为带时区的 ISO 时间，例如 2026-03-02T16:00:00+08:00',
  ),
  YEAR_ZERO: fault('the year 0 does not exist', '公元 0 年不存在'),
  NOT_A_LEVEL: fault('must be 0.68 or 0.95', '只能是 0.68 或 0.95'),
  NOT_FIXES: fault('must be a list of fixes', '应为定位点列表'),
  NO_FIXES: fault('must hold at least one fix', '至少需要一个定位点'),
  TOO_MANY_FIXES: fault<{ most: number }>(
    ({ most }, say) => `must hold at most ${say.many(most, 'fix', 'fixes')}; send the rest in a further request`,
    ({ most }, say) => `一次最多 ${say.number(most)} 个定位点，其余请另行发送`,
  ),
};
