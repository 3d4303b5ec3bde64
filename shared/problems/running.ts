// Pure: what may be wrong with work in the background, live views, the base map and back-ups.
import { problem } from './say.ts';

export const runningProblems = {
  NO_SUCH_JOB: problem('NOT_FOUND', 'There is no such job in your scope.', '您的管辖范围内没有这项任务。'),
  SERVER_ENDED_DURING_JOB: problem<{ times: number }>(
    'INTERNAL',
    ({ times }) => `The server ended ${times} times while it worked on this.`,
    ({ times }) => `服务器在执行此任务时中断了 ${times} 次，请告知系统管理员。`,
  ),
  ASKER_SIGNED_OFF: problem(
    'NOT_ALLOWED',
    'Whoever asked for this may no longer sign in.',
    '提交此任务的人员已不能登录。',
  ),
  JOB_FAILED: problem(
    'INTERNAL',
    'Something went wrong here; the log of the server says what.',
    '执行时出错，详情见服务器日志，请告知系统管理员。',
  ),
  STREAM_FAILED: problem(
    'INTERNAL',
    'The server could not open the stream; try again.',
    '无法建立实时连接，请稍后重试。',
  ),
  WATCH_NOT_YOURS: problem(
    'NOT_ALLOWED',
    'A unit or territory asked for is not in your scope.',
    '所请求的单位或片区不在您的管辖范围内。',
  ),
  NO_BASE_MAP: problem(
    'NOT_FOUND',
    'This server has no base map of its own (TILE_FILE).',
    '该服务器没有自带底图（TILE_FILE）。',
  ),
  OTHER_BASE_MAP: problem(
    'NOT_FOUND',
    'This is not the base map that lies there now: GET /me tells of that one.',
    '底图已更换，请刷新页面。',
  ),
  TILE_UNREADABLE: problem(
    'UNREADABLE_FILE',
    'This tile of the base map cannot be read; the log of the server says more.',
    '底图的这一块无法读取，详情见服务器日志。',
  ),
  BACKUP_ON_SERVER_ONLY: problem(
    'NOT_ALLOWED',
    'A back-up holds everything of everybody: run `rounds backup FILE` on the machine of the server.',
    '备份包含所有人的全部数据：请在服务器上运行 `rounds backup FILE`。',
  ),
};
