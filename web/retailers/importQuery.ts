import type { Frame } from '../../shared/frames.ts';

/** What is said of a file of retailers beside its bytes. */
export interface ImportChoice {
  fileName: string;
  frame: Frame;
  unitId: string;
  /** Column → field; undefined lets the server guess. */
  mapping?: Record<string, string> | undefined;
  /** The sheet of a workbook and the line of the header; undefined lets the server find them. */
  sheet?: string | undefined;
  headerLine?: number | undefined;
}

export function importQuery({ mapping, ...rest }: ImportChoice) {
  return { ...rest, mapping: mapping && JSON.stringify(mapping) };
}
