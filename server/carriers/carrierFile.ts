import { readFile } from 'node:fs/promises';
import { issueReason } from '../../shared/problems/issue.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import type { Config } from '../config.ts';
import { linesIn, SaidError } from '../saidError.ts';
import { CarrierFile, forms, type Carrier } from './configuration.ts';

/**
 * The carriers of the operator's file, each with its secret itself in the place of the variable's name. None where none is configured.
 * @throws SaidError that names everything that is wrong with the file
 */
export async function readCarriers(configured: Config['carriers']): Promise<Carrier[]> {
  if (!configured) return [];
  const { file, secretOf } = configured;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SaidError(
      { en: `CARRIER_FILE: ${file} cannot be read`, zh: `CARRIER_FILE：无法读取 ${file}` },
      { cause },
    );
  });
  const carriers = parseCarriers(file, text);
  const unset = carriers.filter(({ secret }) => secret !== undefined && !secretOf(secret));
  if (unset.length > 0)
    throw wrong(
      file,
      unset.map(({ name }): InBoth => ({
        en: `  ${name}.secret: ${forms.variable.en}`,
        zh: `  ${name}.secret：${forms.variable.zh}`,
      })),
    );
  return carriers.map((carrier) =>
    carrier.secret === undefined ? carrier : { ...carrier, secret: secretOf(carrier.secret)! },
  );
}

function parseCarriers(file: string, text: string): Carrier[] {
  let said: unknown;
  try {
    said = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new SaidError({ en: `CARRIER_FILE: ${file} is no JSON`, zh: `CARRIER_FILE：${file} 不是 JSON` }, { cause });
  }
  const read = CarrierFile.safeParse(said);
  if (read.success) return read.data;
  throw wrong(
    file,
    read.error.issues.map((issue): InBoth => {
      const path = issue.path.join('.');
      const form = Object.values(forms).find(({ en }) => en === issue.message);
      const inWords = (language: 'en' | 'zh') =>
        form?.[language] ?? sentenceOf(issueReason(issue, said as object), language) ?? issue.message;
      return { en: `  ${path}: ${inWords('en')}`, zh: `  ${path}：${inWords('zh')}` };
    }),
  );
}

function wrong(file: string, lines: readonly InBoth[]): SaidError {
  return new SaidError(
    linesIn([{ en: `CARRIER_FILE: ${file} cannot be used:`, zh: `CARRIER_FILE：${file} 无法使用：` }, ...lines]),
  );
}
