import { z } from 'zod';
import { contract } from './contract.ts';
import { Frame } from './frames.ts';
import type { LookWay } from './looks.ts';
import type { Action } from './people.ts';
import { TableFormat, TableLanguage } from './tables/table.ts';

/** What every export can be asked for, beside the filters of its list. */
export const AsFile = {
  format: TableFormat.default('csv'),
  /** Of all coordinates in the file, which says so. */
  frame: Frame.default('wgs84'),
  /** Headings and words in a language; without it field names and codes, for programs. */
  lang: TableLanguage.optional(),
};

/** A list of the API as a file: CSV, XLSX or GeoJSON, in the same scope and with the same filters. */
/* @__NO_SIDE_EFFECTS__ */
export function exportContract<Filter extends z.ZodRawShape, const Shows extends LookWay | undefined = undefined>(of: {
  path: `${string}/export`;
  summary: string;
  action: Action;
  filter: Filter;
  shows?: Shows;
}) {
  return contract({
    method: 'get',
    path: of.path,
    summary: of.summary,
    action: of.action,
    shows: of.shows as Shows,
    query: z.strictObject({ ...of.filter, ...AsFile }),
    reply: { contentType: 'application/octet-stream' },
    isLong: true,
  });
}
