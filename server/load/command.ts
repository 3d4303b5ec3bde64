import { parseArgs } from 'node:util';
import { readMe } from '../../shared/sessions.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import type { ApiClient } from '../apiClient.ts';
import type { Command, CommandIo } from '../command.ts';
import { commandConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import { ownerClient } from '../ownerClient.ts';
import { findServer } from '../runningServer.ts';
import { drive } from './drive.ts';
import { makePhones } from './phones.ts';

/** Longer or wider than this is no trial any more; the phones' fixes stay in the database until they expire. */
const LIMITS = { seconds: 600, phones: 5_000, fixes: 1_000 };

/** `simulate load`: phones that send positions to the server that runs here, as fast as it answers or at a given rate. */
export const loadCommand: Command = {
  usage:
    'simulate load [--seconds 10] [--phones 100] [--fixes 20] [--rate REQUESTS_A_SECOND] [--org NAME] [--into-real-data]    phones that send to the running server',
  async run(args, io) {
    const options = readOptions(args);
    if (typeof options === 'string') {
      io.stderr(`rounds simulate load: ${options}\n`);
      return 2;
    }
    const server = await findServer(commandConfig().dataDir);
    if (!server) {
      io.stderr('rounds simulate load: no server runs on this data folder: start it with npm start\n');
      return 1;
    }
    try {
      return await trial(await ownerClient(server, options.org), server.url, options, io);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      io.stderr(`rounds simulate load: ${sentenceOf(error.reason, io.language ?? 'en')}\n`);
      return 1;
    }
  },
};

async function trial(owner: ApiClient, url: string, options: Options, io: CommandIo): Promise<number> {
  const { org } = await owner.call(readMe);
  if (!org.synthetic && !options.intoRealData) {
    io.stderr(
      `rounds simulate load: '${org.name}' is a real organisation: the trial would add a unit, reps and positions to it. Add --into-real-data to do so.\n`,
    );
    return 1;
  }
  io.stderr(`${options.phones} phones are being made …\n`);
  const { tokens } = await makePhones(owner, options.phones);
  const report = await drive({
    url,
    tokens,
    fixesARequest: options.fixes,
    atOnce: Math.min(options.phones, 100),
    seconds: options.seconds,
    perSecond: options.rate,
    firstFixAt: new Date(Date.now() - 6 * 3_600_000),
  });
  io.stdout(`${JSON.stringify(report)}\n`);
  return 0;
}

interface Options {
  seconds: number;
  phones: number;
  fixes: number;
  rate: number | undefined;
  /** Needed where there are several organisations. */
  org: string | undefined;
  intoRealData: boolean;
}

function readOptions(args: string[]): Options | string {
  let values: Partial<Record<'seconds' | 'phones' | 'fixes' | 'rate' | 'org', string>> & { 'into-real-data'?: boolean };
  try {
    const text = { type: 'string' } as const;
    values = parseArgs({
      args,
      options: {
        seconds: text,
        phones: text,
        fixes: text,
        rate: text,
        org: text,
        'into-real-data': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const numbers = {
    seconds: Number(values.seconds ?? 10),
    phones: Number(values.phones ?? 100),
    fixes: Number(values.fixes ?? 20),
  };
  for (const [name, value] of Object.entries(numbers)) {
    const limit = LIMITS[name as keyof typeof LIMITS];
    if (!Number.isInteger(value) || value < 1 || value > limit)
      return `--${name} must be a whole number from 1 to ${limit}`;
  }
  const rate = values.rate === undefined ? undefined : Number(values.rate);
  if (rate !== undefined && !(rate > 0 && rate <= 100_000))
    return '--rate must be a number of requests a second, at most 100000';
  return { ...numbers, rate, org: values.org, intoRealData: values['into-real-data'] ?? false };
}
