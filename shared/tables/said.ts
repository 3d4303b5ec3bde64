import { enCoded } from './enCoded.ts';
import type { Saying, TableLanguage } from './table.ts';
import { worded } from './table.ts';
import type { Coded } from './coded.ts';
import { zhCoded } from './zhCoded.ts';

/** The name of a unit of the caller's scope. */
export type UnitName = (unitId: string) => string | null;

const coded: Record<TableLanguage, Coded> = { zh: zhCoded, en: enCoded };

/** A code of a closed list in words, or the code itself for programs. */
export function said<List extends keyof Coded>(
  list: List,
  code: (keyof Coded[List] & string) | null | undefined,
  say: Saying,
): string | null {
  return worded(
    code,
    { zh: coded.zh[list] as Record<string, string>, en: coded.en[list] as Record<string, string> },
    say,
  );
}

/** Several codes, in words one after the other. */
export function saidAll<List extends keyof Coded>(list: List, codes: readonly string[], say: Saying): string | null {
  return codes.length === 0 ? null : codes.map((code) => said(list, code as keyof Coded[List] & string, say)).join(' ');
}
