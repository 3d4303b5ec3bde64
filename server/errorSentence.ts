import type { Problem } from '../shared/errors.ts';
import type { InBoth, Language } from '../shared/problems/say.ts';
import { sentenceOf } from '../shared/problems/problems.ts';
import { CallRefused } from './apiClient.ts';
import { AppError } from './errors.ts';
import { SaidError } from './saidError.ts';

/**
 * The sentence of an error for whoever runs the program: of what we refuse ourselves, of what a server refused, of files, the
 * network, packed files and the database. Null for what only a programmer can mend.
 */
export function errorSentence(error: unknown, language: Language): string | null {
  if (error instanceof SaidError) return error.said[language];
  if (error instanceof AppError) return language === 'en' ? error.message : (chineseReason(error) ?? error.message);
  if (error instanceof CallRefused) return refusalSentence(error, language);
  const system = error instanceof Error ? systemError(error) : null;
  if (!system) return null;
  return language === 'en' ? system.message : systemSentence(system);
}

/** Whether it is the caller's input that was refused, here or by a server. */
export function isInputRefused(error: unknown): boolean {
  if (error instanceof CallRefused) return error.problem?.code === 'INVALID_INPUT';
  return error instanceof AppError && error.code === 'INVALID_INPUT';
}

/** Of the first field that is wrong, else of the whole. */
function chineseReason({ fields, reason }: Pick<Problem, 'fields' | 'reason'>): string | null {
  const first = fields?.[0]?.reason ?? reason;
  return first ? sentenceOf(first, 'zh') : null;
}

function refusalSentence({ problem, status }: CallRefused, language: Language): string {
  const sentence = problem && (language === 'en' ? problem.detail : chineseReason(problem));
  return sentence ?? serverAnswered(status)[language];
}

export function serverAnswered(status: number | string): InBoth {
  return { en: `the server answered ${status}`, zh: `服务器返回 ${status}` };
}

interface SystemError {
  code: string;
  message: string;
  path?: unknown;
  address?: unknown;
  port?: unknown;
}

/** Node's own errors, zlib's and PostgreSQL's say what they are by a code; a failed request has the reason as its cause. */
function systemError(error: Error): SystemError | null {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^(E[A-Z0-9]+|Z_[A-Z_]+|[0-9A-Z]{5})$/.test(code))
    return error as Error & SystemError;
  if (error.name === 'TimeoutError') return { code: 'ETIMEDOUT', message: error.message };
  return error.cause instanceof Error ? systemError(error.cause) : null;
}

const chinese = new Map(
  Object.entries({
    ENOENT: '没有这个文件',
    EACCES: '没有访问权限',
    EPERM: '没有访问权限',
    EISDIR: '这是文件夹，不是文件',
    ENOTDIR: '路径中有一段不是文件夹',
    EEXIST: '已存在',
    ENOSPC: '磁盘已满',
    EROFS: '磁盘为只读',
    EMFILE: '打开的文件太多',
    ECONNREFUSED: '连接被拒绝',
    ECONNRESET: '连接中断',
    ENOTFOUND: '找不到该主机',
    ETIMEDOUT: '等待超时',
    EADDRINUSE: '端口已被占用',
    EADDRNOTAVAIL: '本机没有这个地址',
  }),
);

function systemSentence({ code, message, path, address, port }: SystemError): string {
  if (code.startsWith('Z_')) return `压缩文件已损坏，或不是 gzip 文件（${code}）`;
  if (!code.startsWith('E')) return `数据库报错 ${code}：“${message}”`;
  const where = typeof path === 'string' ? path : typeof address === 'string' ? `${address}:${String(port)}` : null;
  return `${where === null ? '' : `${where}：`}${chinese.get(code) ?? '系统报错'}（${code}）`;
}
