// Pure: what may be wrong with any request, before a feature sees it.
import type { Role } from '../people.ts';
import { problem } from './say.ts';

const roles: Record<Role, { en: string; zh: string }> = {
  rep: { en: 'rep', zh: '客户经理' },
  supervisor: { en: 'supervisor', zh: '市场经理' },
  planner: { en: 'planner', zh: '规划员' },
  auditor: { en: 'auditor', zh: '考核员' },
  admin: { en: 'administrator', zh: '系统管理员' },
};

export const requestProblems = {
  SIGN_IN_FIRST: problem(
    'NOT_SIGNED_IN',
    'Sign in, or send a device token as a Bearer token.',
    '请先登录，或以 Bearer 方式附上设备令牌。',
  ),
  ROLE_MAY_NOT: problem<{ role: Role; action: string }>(
    'NOT_ALLOWED',
    ({ role, action }) => `The role of ${roles[role].en} does not include this (${action}). Ask an administrator.`,
    ({ role, action }) => `${roles[role].zh}没有此项权限（${action}），请联系系统管理员。`,
  ),
  OTHER_SITE: problem(
    'WRONG_ORIGIN',
    'This request came from another site.',
    '该请求来自其他网站，已拒绝。请在本系统页面中操作。',
  ),
  TOO_LARGE: problem(
    'BODY_TOO_LARGE',
    'The body is larger than this endpoint takes.',
    '发送的内容超过此接口允许的大小。',
  ),
  OWNER_ONLY: problem(
    'NOT_ALLOWED',
    'This is for the owner of the machine alone: run the command on the machine of the server.',
    '仅限服务器所在机器的所有者：请在该机器上运行相应命令。',
  ),
  TOO_LARGE_UNKNOWN_SENDER: problem(
    'BODY_TOO_LARGE',
    'So large a body needs a known sender: sign in, or show the token in a header or in the address.',
    '内容较大，须先确认发送者：请登录，或在请求头或网址中提供令牌。',
  ),
  TOO_SLOW: problem('INVALID_INPUT', 'The request came too slowly. Send it again.', '请求传输过慢，请重新发送。'),
  NOT_UNPACKED: problem('INVALID_INPUT', 'The body cannot be unpacked.', '发送的内容无法解压。'),
  TOO_MUCH_AT_ONCE: problem(
    'OVERLOADED',
    'Too much is being sent just now. Try again in a moment.',
    '当前传输的数据过多，请稍后再试。',
  ),
  CUT_OFF: problem('INVALID_INPUT', 'The request was cut off. Send it again.', '请求在传输中断开，请重新发送。'),
  NOT_JSON: problem(
    'UNSUPPORTED_MEDIA',
    'Send JSON with the header Content-Type: application/json.',
    '请发送 JSON，并注明 Content-Type: application/json。',
  ),
  ENCODING_UNKNOWN: problem(
    'UNSUPPORTED_MEDIA',
    'This content encoding is not supported. Send the body plain or as gzip.',
    '不支持这种内容编码，请不压缩或用 gzip 压缩后发送。',
  ),
  NO_ENDPOINT: problem('NOT_FOUND', 'There is no such endpoint; see /api/docs.', '没有这个接口，请查看 /api/docs。'),
  NO_ADDRESS: problem(
    'NOT_FOUND',
    'There is nothing at this address. Phone apps report to /pub.',
    '这个地址下没有内容，请检查链接。手机应用的上报地址是 /pub。',
  ),
  STRAY_REPORT: problem(
    'NOT_FOUND',
    'This looks like a phone’s report, and nothing is kept at this address. Phone apps report to /pub.',
    '这像是手机应用的上报，但此地址不接收，内容未保存。上报地址是 /pub。',
  ),
  REQUEST_UNREADABLE: problem('INVALID_INPUT', 'The request cannot be read.', '无法识别该请求。'),
  FIELDS_WRONG: problem('INVALID_INPUT', 'Something in the request cannot be used.', '填写的内容有误，请按提示修改。'),
  SERVER_FAULT: problem(
    'INTERNAL',
    'Something went wrong on the server. Quote the request id to its administrator.',
    '服务器出错了，请把请求编号告诉系统管理员。',
  ),
};
