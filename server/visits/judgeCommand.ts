import { issueText } from '../../shared/problems/issue.ts';
import { createReadStream } from 'node:fs';
import { JudgeInput } from '../../shared/verdicts.ts';
import type { JudgeError, JudgeOutput } from '../../shared/verdicts.ts';
import { makeCommand } from '../command.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { geodesicM } from './geodesic.ts';
import { judge } from './judge.ts';
import { linesOf } from './linesOf.ts';
import { measureVisit } from './measureVisit.ts';

/** `judge FILE.jsonl|-`: visits as evidence in, one a line; verdicts out, in the same order, byte for byte the same each time. */
export const judgeCommand = makeCommand(
  {
    name: 'judge',
    args: 'FILE.jsonl|-',
    purpose: {
      en: 'judge visits, one JSON line in, one out (- reads standard input)',
      zh: '判定走访：每行一个 JSON，逐行输出结果（- 表示标准输入）',
    },
  },
  async (args, talk) => {
    const [file] = args;
    if (file === undefined || args.length > 1)
      throw new UsageError({ en: 'judge needs one file', zh: 'judge 需要且只需要一个文件' });
    let unread = 0;
    const chunks: AsyncIterable<string | Uint8Array> = file === '-' ? talk.stdin : createReadStream(file);
    for await (const lines of linesOf(chunks)) {
      const answers = lines.map(judgeLine);
      unread += answers.filter((answer) => 'error' in answer).length;
      talk.stdout(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
    }
    if (unread === 0) return 0;
    throw new SaidError({ en: `${unread} line(s) could not be read`, zh: `${unread} 行无法读取` });
  },
);

/** One line of evidence to one answer. What cannot be read is said in its place. */
export function judgeLine(line: string): JudgeOutput | JudgeError {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return { id: null, error: 'not a JSON text' };
  }
  const parsed = JudgeInput.safeParse(said);
  if (!parsed.success)
    return {
      id: idOf(said),
      error: parsed.error.issues
        .map((issue) => `${issue.path.join('.') || 'line'}: ${issueText(issue, said)}`)
        .join('; '),
    };
  return judge(measureVisit(parsed.data, geodesicM));
}

function idOf(said: unknown): string | number | null {
  const id = typeof said === 'object' && said !== null && 'id' in said ? said.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
