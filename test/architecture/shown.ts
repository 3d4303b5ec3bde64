import { z } from 'zod';
import { fullPath, isSchema, type Contract } from '../../shared/contract.ts';

/** Where in a reply there is a position, by the names on the way to it; `*` for bytes, which may hold anything. */
export function positionsIn({ reply }: Contract): string[] {
  if (!isSchema(reply)) return ['*'];
  const found = new Set<string>();
  walk(z.toJSONSchema(reply, { unrepresentable: 'any', io: 'output', reused: 'inline' }), '', found);
  return [...found];
}

function walk(schema: unknown, path: string, found: Set<string>): void {
  if (Array.isArray(schema)) return schema.forEach((one) => walk(one, path, found));
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key !== 'properties') walk(value, path, found);
    else {
      const names = Object.keys(value as object);
      if (names.includes('lng') && names.includes('lat')) found.add(path);
      for (const name of names) walk((value as Record<string, unknown>)[name], `${path}.${name}`, found);
    }
  }
}

export const nameOf = (contract: Contract): string => `${contract.method} ${fullPath(contract)}`;

/** Positions that are no person's, by where they stand: of retailers, of the two ends of a plan, of drafts and barriers; and bytes that hold none. */
const PLACES = [
  /\/retailers(\/:retailerId(\/places)?|\/import\/preview)?: (\.items|\.sample)?\.(position|original)$/,
  /\/retailers\/points: $/,
  /\/plans[^ ]*: [.\w]*\.(stops\.position|frame\.(start|end))$/,
  /\/plans\/:repId\/:day\/due: \.items\.position$/,
  /\/calendars\/reps\/:repId: \.(published|draft)\.retailers\.position$/,
  /\/reports\/rows: \.items\.retailerPosition$/,
  /\/inspections\/(:planId|cases\/:caseId)(\/(cases|changes))?: (\.items)?\.position$/,
  /\/me\/inspections: \.items\.position$/,
  /\/inspections\/(:planId\/draw\/export|photos\/:sha256): \*$/,
  /\/scores\/(export|:unitId\/:month\/record): \*$/,
  /\/places\/stands(: \.items\.at|\/export: \*)$/,
  /\/scenarios[^ ]*: \.territories\.base$/,
  /\/scenarios\/:scenarioId\/units: $/,
  /\/barriers[^ ]*: (\.items)?\.lines$/,
  /\/(retailers|people|plans|plans\/:repId\/:day|reports\/rows|questionnaires\/:questionnaireId\/:version)\/export: \*$/,
  /\/(pub|retailers\/columns|tiles\/:version\/:z\/:x\/:y): \*$/,
];

/** Where answers may show a position and say neither by which way it leaves nor that it is no person's. */
export function unguarded(contracts: readonly Contract[]): string[] {
  return contracts
    .filter(({ shows }) => shows === undefined)
    .flatMap((one) => positionsIn(one).map((path) => `${nameOf(one)}: ${path}`))
    .filter((where) => !PLACES.some((place) => place.test(where)));
}
