import { readFile } from 'node:fs/promises';
import { Month } from '../../shared/scoreSchemes.ts';
import { makeCommand, readArgs, type Talk } from '../command.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { verifyRecord } from './verify.ts';

/** Needs no server and no database: whoever has the export trusts nobody. */
export const scoresCommand = makeCommand(
  {
    name: 'scores',
    args: 'verify MONTH FILE.ndjson [--root HASH]',
    purpose: {
      en: "reckon an exported month again: each line from its evidence, and the bulletin's root",
      zh: '重算导出的月度考核：逐行按证据复核，并核对通报的根哈希',
    },
  },
  async (args, talk) => {
    const { values, positionals } = readArgs(args, { root: { type: 'string' } });
    const [word, month, file] = positionals;
    if (word !== 'verify' || positionals.length !== 3 || !Month.safeParse(month).success)
      throw new UsageError({
        en: 'say verify, a month such as 2026-03, and a file',
        zh: '请写 verify、2026-03 这样的月份和文件名',
      });
    return verify(talk, month!, await readFile(file!, 'utf8'), values.root);
  },
);

function verify(talk: Talk, month: string, text: string, published: string | undefined): number {
  const found = verifyRecord(text);
  if (!found) throw new SaidError({ en: 'this is no record of a scored month', zh: '这不是月度考核的导出文件' });
  const { head, lineCount, faults } = found;
  if (head.month !== month)
    throw new SaidError({ en: `this is the record of ${head.month}`, zh: `该文件是 ${head.month} 的记录` });
  const all = [...faults];
  if (published !== undefined && published !== head.root)
    all.push({ en: 'the root is not the one that was published', zh: '根哈希与已公布的不符' });
  for (const fault of all) talk.tell(fault);
  const says =
    all.length === 0
      ? {
          en: `${lineCount} lines recomputed, all as recorded; root ${head.root}`,
          zh: `已重算 ${lineCount} 行，全部与记录一致；根哈希 ${head.root}`,
        }
      : {
          en: `${lineCount} lines recomputed, ${all.length} faults`,
          zh: `已重算 ${lineCount} 行，发现 ${all.length} 处不符`,
        };
  talk.tell(says);
  return all.length === 0 ? 0 : 1;
}
