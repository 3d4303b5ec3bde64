import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { InBoth, Language } from '../shared/problems/say.ts';
import { errorSentence, isInputRefused } from './errorSentence.ts';
import { UsageError } from './saidError.ts';

/** What a command of the `rounds` program may use of the outside world; tests hand in their own. */
export interface CommandIo {
  /** The text of standard input, in chunks. */
  stdin: AsyncIterable<string | Uint8Array>;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Absent: English. */
  language?: Language;
}

/** One command of the `rounds` program. A feature keeps its commands in its own `command.ts`. */
export interface Command {
  /** One line for `rounds help`, without the program's name: the arguments, and what it is for. */
  usage: InBoth;
  /** Resolves to the exit status: 0 done, 1 the input was bad (said on stderr), 2 wrong usage. */
  run(args: string[], io: CommandIo): Promise<number>;
}

/** The same for the command itself: what it tells a person exists in both languages, its results go out as they are. */
export interface Talk extends Required<CommandIo> {
  /** A line on standard output. */
  tell(line: InBoth): void;
  /** A line on standard error: how it goes on, and what else should be known. */
  note(line: InBoth): void;
}

interface CommandText {
  /** `backup`. */
  name: string;
  /** `FILE.gz [--option VALUE]`. */
  args: string;
  purpose: InBoth;
}

/** A command whose errors are said in the language of the command line; what only a programmer can mend is thrown on. */
export function makeCommand(
  { name, args: shown, purpose }: CommandText,
  act: (args: string[], talk: Talk) => number | Promise<number>,
): Command {
  const usage: InBoth = { en: `${name} ${shown}    ${purpose.en}`, zh: `${name} ${shown}    ${purpose.zh}` };
  return {
    usage,
    run: async (args, io) => {
      const language = io.language ?? 'en';
      try {
        return await act(args, {
          ...io,
          language,
          tell: (line) => io.stdout(`${line[language]}\n`),
          note: (line) => io.stderr(`${line[language]}\n`),
        });
      } catch (error) {
        const sentence = errorSentence(error, language);
        if (sentence === null) throw error;
        io.stderr(`rounds ${name}: ${sentence}\n`);
        if (error instanceof UsageError) io.stderr(`${usageWord[language]}rounds ${usage[language]}\n`);
        return error instanceof UsageError || isInputRefused(error) ? 2 : 1;
      }
    },
  };
}

const usageWord: InBoth = { en: 'usage: ', zh: '用法：' };

/** The arguments of a command. @throws UsageError */
export function readArgs<const O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const option = /'(-[^' ]+)/.exec(message)?.[1] ?? '';
    throw new UsageError({ en: message, zh: wrongArgument(code, option, message) }, { cause: error });
  }
}

function wrongArgument(code: string | undefined, option: string, message: string): string {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有选项 ${option}`;
  return message.includes('does not take an argument') ? `选项 ${option} 不带取值` : `选项 ${option} 缺少取值`;
}

/** Of a command whose arguments are options only. @throws UsageError */
export function noMore([first]: readonly string[]): void {
  if (first !== undefined) throw new UsageError({ en: `unexpected argument '${first}'`, zh: `多余的参数“${first}”` });
}

/** A number that was given to an option. @throws UsageError */
export function numberOf(name: string, text: string): number;
export function numberOf(name: string, text: string | undefined): number | undefined;
export function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value))
    throw new UsageError({
      en: `--${name} must be a number, got '${text}'`,
      zh: `--${name} 应为数字，现为“${text}”`,
    });
  return value;
}
