import { pathToFileURL } from 'node:url';
import { parseJson } from '../../server/json.ts';
import { credentials } from '../../server/positions/protocols/credentials.ts';
import { readRequest } from '../../server/positions/protocols/detect.ts';
import type { ReadingRequest } from '../../server/positions/protocols/reading.ts';

/**
 * `npm run bench:doors`: what a body costs the server's own thread before anything of it is stored, for the worst shapes that are
 * known, at two sizes: CPU a megabyte, and how it grows when the size is doubled (2 is linear). Each figure is the least of three.
 */
const MB = 1_000_000;
const SIZES = [2.4 * MB, 4.8 * MB] as const;
const RUNS = 3;

/** A beginning, what is repeated, and an end. */
const shapes: Record<string, readonly [string, string, string]> = {
  numbers: ['[1', ',1', ']'],
  'numbers with exponents': ['[1e1', ',1e1', ']'],
  'empty texts': ['[""', ',""', ']'],
  nulls: ['[null', ',null', ']'],
  'short lists': ['[[1]', ',[1,2,3]', ']'],
  'short records': ['[{"a":1}', ',{"a":1}', ']'],
  'fixes that are numbers': ['{"fixes":[1', ',1', ']}'],
  'locations that are numbers': ['{"locations":[1', ',1', ']}'],
  'a point of a million numbers': ['{"locations":[{"geometry":{"coordinates":[1', ',1', ']}}]}'],
  'a field of numbers': ['{"_type":"location","lat":[1', ',1', ']}'],
  'numbers that never end': ['[1', ',1', ''],
  'colons to mend': ['{"a":', ':', ''],
  'commas to mend': ['[', ',', ''],
  'quotes that never close': ['["', '\\"', ''],
  'one name a million times': ['{"_type":"location"', ',"lat":1', '}'],
  'pairs of a form': ['a=1', '&a=1', ''],
  'escapes of a form': ['a=', '%41', ''],
  'one long number': ['[1', '1', ']'],
  spaces: ['[', ' ', ']'],
  'not UTF-8': ['[', '\u00ff', ''],
  'plain text': ['x', 'x', ''],
};

function bodyOf([begin, again, end]: readonly [string, string, string], bytes: number): Buffer {
  const times = Math.floor((bytes - begin.length - end.length) / Buffer.byteLength(again));
  return Buffer.from(begin + again.repeat(times) + end);
}

/** Milliseconds of CPU from the bytes of a body to what is kept of it. */
function cpuOf(bytes: Buffer): number {
  const from = process.cpuUsage();
  const json = parseJson(bytes);
  const request: ReadingRequest = {
    method: 'POST',
    path: '/pub',
    query: {},
    headers: { authorization: 'Bearer x' },
    contentType: null,
    body: json.ok ? json.value : bytes.toString('utf8').replaceAll('\0', '\ufffd'),
  };
  credentials(request);
  readRequest(request);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

function main(): void {
  console.log('| body | CPU ms a MB | when doubled × |\n| --- | --- | --- |');
  for (const [name, shape] of Object.entries(shapes)) {
    const [half, whole] = SIZES.map((size) => {
      const bytes = bodyOf(shape, size);
      return Math.min(...Array.from({ length: RUNS }, () => cpuOf(bytes)));
    }) as [number, number];
    console.log(`| ${name} | ${(whole / (SIZES[1] / MB)).toFixed(1)} | ${(whole / Math.max(half, 1)).toFixed(1)} |`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
