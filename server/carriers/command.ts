import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { maskNumber, readNumber } from '../../shared/carriers.ts';
import { makeCommand, readArgs, type Talk } from '../command.ts';
import { commandConfig } from '../config.ts';
import { SaidError, UsageError } from '../saidError.ts';
import { createAsking } from './askCarrier.ts';
import { readCarriers } from './carrierFile.ts';
import type { Carrier } from './configuration.ts';
import { createOutbound } from './outbound.ts';
import { readAnswer } from './readAnswer.ts';
import type { Question, Reading } from './reading.ts';

/** A recorded answer is read as if it were of this number, unless another one is said. */
const ANY_NUMBER = '+8613800000000';

export const carriersCommand = makeCommand(
  {
    name: 'carriers',
    args: 'try NAME (--answer FILE [--at TIME] [--type CONTENT-TYPE] | --ask) [--number NUMBER]',
    purpose: {
      en: 'what a recorded answer of a carrier reads as, or one question',
      zh: '查看运营商应答的读取结果，或试查一次',
    },
  },
  async (args, talk) => {
    const text = { type: 'string' } as const;
    const options = { answer: text, number: text, at: text, type: text, ask: { type: 'boolean' } } as const;
    const { values, positionals } = readArgs(args, options);
    const [word, name, more] = positionals;
    if (
      word !== 'try' ||
      name === undefined ||
      more !== undefined ||
      (values.answer === undefined) !== (values.ask === true)
    )
      throw new UsageError({
        en: 'say try, a carrier, and either --answer or --ask',
        zh: '请写 try、运营商名称，以及 --answer 或 --ask 之一',
      });
    if (values.ask && values.number === undefined)
      throw new UsageError({ en: '--ask needs --number', zh: '--ask 须与 --number 同用' });
    const carriers = await readCarriers(commandConfig().carriers);
    const carrier = carriers.find((one) => one.name === name);
    if (!carrier) throw noCarrier(name, carriers);
    const question = questionOf(carrier, values.number, values.at);
    const reading =
      values.answer === undefined
        ? await askOnce(carrier, question)
        : readAnswer(
            carrier,
            { status: 200, contentType: values.type ?? null, bytes: await readFile(values.answer) },
            question,
          );
    return tell(talk, reading, question);
  },
);

function noCarrier(name: string, carriers: readonly Carrier[]): SaidError {
  const names = carriers.map((one) => one.name).join(', ') || '–';
  return new SaidError({
    en: `CARRIER_FILE names no carrier '${name}'; it has: ${names}`,
    zh: `CARRIER_FILE 中没有运营商“${name}”，现有：${names}`,
  });
}

function questionOf(carrier: Carrier, said = ANY_NUMBER, at?: string): Question {
  const number = readNumber(said);
  if (number === null) throw new UsageError({ en: `'${said}' is no telephone number`, zh: `“${said}”不是电话号码` });
  const askedAtMs = at === undefined ? Date.now() : Date.parse(at);
  if (Number.isNaN(askedAtMs))
    throw new UsageError({
      en: `--at must be a time such as 2026-05-06T10:00:00+08:00`,
      zh: '--at 应为时间，例如 2026-05-06T10:00:00+08:00',
    });
  const national = number.startsWith(`+${carrier.country}`)
    ? number.slice(1 + carrier.country.length)
    : number.slice(1);
  return { number, national, askId: randomUUID(), askedAtMs };
}

async function askOnce(carrier: Carrier, question: Question): Promise<Reading> {
  const outbound = createOutbound([carrier]);
  try {
    return (await createAsking(outbound, () => Date.now())(carrier, question)).reading;
  } finally {
    await outbound.close();
  }
}

/** The reading as a line of JSON, and why it is none in words; a failure ends with 1. */
function tell(talk: Talk, reading: Reading, { number }: Question): number {
  talk.stdout(`${JSON.stringify(reading)}\n`);
  if (!('failure' in reading)) return 0;
  talk.note({
    en: `no position of ${maskNumber(number)}: ${reading.failure}`,
    zh: `未得到 ${maskNumber(number)} 的位置：${reading.failure}`,
  });
  return 1;
}
