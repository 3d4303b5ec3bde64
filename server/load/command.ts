import { readMe } from '../../shared/sessions.ts';
import type { ApiClient } from '../apiClient.ts';
import { makeCommand, noMore, readArgs, type Talk } from '../command.ts';
import { commandConfig } from '../config.ts';
import { ownerClient } from '../ownerClient.ts';
import { findServer } from '../runningServer.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { drive } from './drive.ts';
import { makePhones } from './phones.ts';

/** Longer or wider than this is no trial any more; the phones' fixes stay in the database until they expire. */
const LIMITS = { seconds: 600, phones: 5_000, fixes: 1_000 };

/** `simulate load`: phones that send positions to the server that runs here, as fast as it answers or at a given rate. */
export const loadCommand = makeCommand(
  {
    name: 'simulate load',
    args: '[--seconds 10] [--phones 100] [--fixes 20] [--rate REQUESTS_A_SECOND] [--org NAME] [--into-real-data]',
    purpose: { en: 'phones that send to the running server', zh: '模拟手机向运行中的服务器上报' },
  },
  async (args, talk) => {
    const options = readOptions(args);
    const server = await findServer(commandConfig().dataDir);
    if (!server)
      throw new SaidError({
        en: 'no server runs on this data folder: start it with npm start',
        zh: '这个数据目录上没有运行中的服务器，请先执行 npm start',
      });
    return trial(await ownerClient(server, options.org), server.url, options, talk);
  },
);

async function trial(owner: ApiClient, url: string, options: Options, talk: Talk): Promise<number> {
  const { org } = await owner.call(readMe);
  if (!org.synthetic && !options.intoRealData)
    throw new SaidError({
      en: `'${org.name}' is a real organisation: the trial would add a unit, reps and positions to it. Add --into-real-data to do so.`,
      zh: `“${org.name}”是真实单位：压测会新增单位、客户经理和定位点。确要进行，请加 --into-real-data。`,
    });
  talk.note({ en: `${options.phones} phones are being made …`, zh: `正在创建 ${options.phones} 部手机……` });
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
  talk.stdout(`${JSON.stringify(report)}\n`);
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

function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = readArgs(args, {
    seconds: text,
    phones: text,
    fixes: text,
    rate: text,
    org: text,
    'into-real-data': { type: 'boolean' },
  });
  noMore(positionals);
  const numbers = {
    seconds: Number(values.seconds ?? 10),
    phones: Number(values.phones ?? 100),
    fixes: Number(values.fixes ?? 20),
  };
  for (const [name, value] of Object.entries(numbers)) {
    const limit = LIMITS[name as keyof typeof LIMITS];
    if (!Number.isInteger(value) || value < 1 || value > limit)
      throw new UsageError({
        en: `--${name} must be a whole number from 1 to ${limit}`,
        zh: `--${name} 应为 1 到 ${limit} 的整数`,
      });
  }
  const rate = values.rate === undefined ? undefined : Number(values.rate);
  if (rate !== undefined && !(rate > 0 && rate <= 100_000))
    throw new UsageError({
      en: '--rate must be a number of requests a second, at most 100000',
      zh: '--rate 应为每秒请求数，最多 100000',
    });
  return { ...numbers, rate, org: values.org, intoRealData: values['into-real-data'] ?? false };
}
