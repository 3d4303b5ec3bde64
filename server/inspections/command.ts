import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CONFIDENCE, finiteBounds } from '../../shared/bounds.ts';
import { sentenceOf, type ProblemReason } from '../../shared/problems/problems.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { readDrawExport, type Difference } from '../../shared/redraw.ts';
import { parseFrame, readSeed, takeFirst } from '../../shared/sample.ts';
import { makeCommand, numberOf, readArgs, type Talk } from '../command.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { drawOrder, frameSha256 } from './draw.ts';
import { drandFault, redraw, unlikeLedger } from './redraw.ts';

/** What a file or a seed is refused for. */
const refused = (reason: ProblemReason): SaidError =>
  new SaidError({ en: sentenceOf(reason, 'en') ?? reason.code, zh: sentenceOf(reason, 'zh') ?? reason.code });

const deeds: Record<string, (args: string[], talk: Talk) => number | Promise<number>> = {
  draw,
  bound,
  redraw: redrawFile,
};

export const sampleCommand = makeCommand(
  {
    name: 'sample',
    args: 'draw FRAME.tsv --plan ID --seed TEXT --take N [--by-stratum] | bound --of N --drawn n --false x --unanswered u [--confidence 0.95] | redraw FILE.ndjson [--ledger LEDGER.jsonl] [--drand ROUND.json]',
    purpose: {
      en: 'draw a sample, say what it proves, or draw an exported one again',
      zh: '抽取样本、给出样本能证明的范围，或重做导出的抽样',
    },
  },
  ([name, ...args], talk) => {
    const deed = name !== undefined && Object.hasOwn(deeds, name) ? deeds[name] : undefined;
    if (!deed)
      throw new UsageError({
        en: 'sample needs one of draw, bound and redraw',
        zh: 'sample 之后须写 draw、bound 或 redraw',
      });
    return deed(args, talk);
  },
);

function required(name: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError({ en: `--${name} is missing`, zh: `缺少 --${name}` });
  return text;
}

async function draw(args: string[], talk: Talk): Promise<number> {
  const { values, positionals } = readArgs(args, {
    plan: { type: 'string' },
    seed: { type: 'string' },
    take: { type: 'string' },
    'by-stratum': { type: 'boolean' },
  });
  const file = oneFile(positionals);
  const planId = required('plan', values.plan);
  const take = numberOf('take', required('take', values.take));
  if (!Number.isInteger(take) || take < 1)
    throw new UsageError({ en: '--take must be a whole number from 1', zh: '--take 应为不小于 1 的整数' });
  const seed = readSeed(required('seed', values.seed));
  if (seed === null)
    throw new SaidError({ en: '--seed must be 16 to 300 visible characters', zh: '--seed 应为 16 至 300 个可见字符' });
  const read = parseFrame(await readFile(file, 'utf8'));
  if ('fault' in read) throw refused(read.fault);
  if (take > read.items.length)
    throw new SaidError({
      en: `--take ${take} of only ${read.items.length} items`,
      zh: `--take ${take} 超出总数 ${read.items.length}`,
    });
  const picks = takeFirst(drawOrder(read.items, planId, seed), take, values['by-stratum'] === true);
  const answer = {
    frameSha256: frameSha256(read.items),
    picks: picks.map(({ id, stratum, ticket, rank }) => ({ id, stratum, ticket, rank })),
  };
  talk.stdout(`${JSON.stringify(answer)}\n`);
  return 0;
}

function oneFile(positionals: readonly string[]): string {
  if (positionals.length !== 1) throw new UsageError({ en: 'sample needs one file', zh: 'sample 需要一个文件' });
  return positionals[0]!;
}

function bound(args: string[], talk: Talk): number {
  const { values, positionals } = readArgs(args, {
    of: { type: 'string' },
    drawn: { type: 'string' },
    false: { type: 'string' },
    unanswered: { type: 'string' },
    confidence: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageError({ en: 'sample bound takes no file', zh: 'sample bound 不带文件' });
  const number = (name: 'of' | 'drawn' | 'false' | 'unanswered') => numberOf(name, required(name, values[name]));
  const confidence = numberOf('confidence', values.confidence) ?? CONFIDENCE;
  if (!(confidence > 0 && confidence < 1))
    throw new UsageError({ en: '--confidence must lie between 0 and 1', zh: '--confidence 应在 0 与 1 之间' });
  const drawn = { of: number('of'), drawn: number('drawn'), false: number('false'), unknown: number('unanswered') };
  const bounds = boundsOf(drawn, confidence);
  talk.stdout(`${JSON.stringify(bounds)}\n`);
  return 0;
}

function boundsOf(drawn: Parameters<typeof finiteBounds>[0], confidence: number): ReturnType<typeof finiteBounds> {
  try {
    return finiteBounds(drawn, confidence);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const zh = '这些数字不是一次抽样的：均须为不小于 0 的整数，抽取数不超过总数，不实与未答之和不超过抽取数';
    throw new SaidError({ en: cause.message, zh }, { cause });
  }
}

const Round = z.looseObject({ randomness: z.string(), signature: z.string().regex(/^[0-9a-f]+$/i) });

function readRound(text: string): z.infer<typeof Round> {
  try {
    return Round.parse(JSON.parse(text));
  } catch (cause) {
    throw new SaidError({ en: 'this file holds no round of drand', zh: '文件中没有 drand 的随机数' }, { cause });
  }
}

/** 0: the same; 1: names what differs, a line each. */
async function redrawFile(args: string[], talk: Talk): Promise<number> {
  const { values, positionals } = readArgs(args, { ledger: { type: 'string' }, drand: { type: 'string' } });
  const given = readDrawExport(await readFile(oneFile(positionals), 'utf8'));
  if (!given) throw refused({ code: 'NOT_A_DRAW_EXPORT' });
  const found = redraw(given);
  if (values.ledger !== undefined) found.push(...unlikeLedger(given, await readFile(values.ledger, 'utf8')));
  if (values.drand !== undefined) {
    const round = readRound(await readFile(values.drand, 'utf8'));
    const last = given.frames.at(-1);
    if (!last?.draw || drandFault(last.draw.seed, round))
      found.push({ frameNo: last?.frame.frameNo ?? null, code: 'DRAND', what: '' });
  }
  for (const difference of found) talk.tell(differenceOf(difference));
  if (found.length > 0) return 1;
  const drawn = given.frames.filter((one) => one.draw !== null).length;
  const picks = given.frames.reduce((sum, one) => sum + one.picks.length, 0);
  talk.tell({
    en: `the same: ${drawn} draws, ${picks} picks`,
    zh: `一致：${drawn} 次抽样，共 ${picks} 个对象`,
  });
  return 0;
}

const words: Record<Difference['code'], InBoth> = {
  UNREADABLE: { en: 'a line cannot be read', zh: '有一行无法读取' },
  FILE_CHANGED: { en: 'the file is not as it was exported', zh: '文件与导出时不一致' },
  FRAMES_MISSING: { en: 'a frame is missing or out of order', zh: '抽样框缺失或次序不对' },
  NOT_VOIDED: { en: 'another frame follows, and this one was not voided', zh: '之后另有抽样框，但本框未作废' },
  FRAME_HASH: { en: 'the lines have another hash', zh: '抽样框内容的校验值不同' },
  FRAME_LINES: { en: 'the lines are not in their order, or not as many', zh: '抽样框各行次序或数量不对' },
  SEED_BEFORE_FRAME: { en: 'the seed is not younger than the frame', zh: '种子早于抽样框' },
  COMMITMENT: { en: 'what was revealed is not what was committed to', zh: '公开的内容与承诺不符' },
  PARTIES_SEED: { en: 'the seed is not that of the two parties', zh: '种子并非由双方数字得出' },
  DRAWN_TWICE: { en: 'it was drawn twice', zh: '被抽取了两次' },
  PICKS: { en: 'the picks differ', zh: '抽中的对象不同' },
  NOT_ON_LEDGER: { en: 'the ledger says otherwise', zh: '与存证账本不符' },
  DRAND: { en: 'the seed is not that round of drand', zh: '种子与该轮 drand 随机数不符' },
};

function differenceOf({ frameNo, code, what }: Difference): InBoth {
  const { [code]: said } = words;
  const beside = what === '' ? '' : ` (${what})`;
  return {
    en: `${frameNo === null ? '' : `frame ${frameNo}: `}${said.en}${beside}`,
    zh: `${frameNo === null ? '' : `第 ${frameNo} 个抽样框：`}${said.zh}${beside}`,
  };
}
