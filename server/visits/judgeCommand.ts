import { issueText } from '../../shared/problems/issue.ts';
import { createReadStream } from 'node:fs';
import { JudgeInput } from '../../shared/verdicts.ts';
import type { JudgeError, JudgeOutput } from '../../shared/verdicts.ts';
import type { Command } from '../command.ts';
import { geodesicM } from './geodesic.ts';
import { judge } from './judge.ts';
import { linesOf } from './linesOf.ts';
import { measureVisit } from './measureVisit.ts';

/** `judge FILE.jsonl|-`: visits as evidence in, one a line; verdicts out, in the same order, byte for byte the same each time. */
export const judgeCommand: Command = {
  usage: 'judge FILE.jsonl|-    judge visits, one JSON line in, one out (- reads standard input)',
  async run(args, io) {
    if (args.length !== 1) {
      io.stderr(`usage: rounds ${judgeCommand.usage}\n`);
      return 2;
    }
    let unread = 0;
    try {
      const chunks: AsyncIterable<string | Uint8Array> = args[0] === '-' ? io.stdin : createReadStream(args[0]!);
      for await (const lines of linesOf(chunks)) {
        const answers = lines.map(judgeLine);
        unread += answers.filter((answer) => 'error' in answer).length;
        io.stdout(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
      }
    } catch (error) {
      io.stderr(`rounds judge: cannot read ${args[0]}: ${error instanceof Error ? error.message : String(error)}\n`);
      return 1;
    }
    if (unread > 0) io.stderr(`rounds judge: ${unread} line(s) could not be read\n`);
    return unread > 0 ? 1 : 0;
  },
};

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
