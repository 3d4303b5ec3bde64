import type { Language } from '../shared/problems/say.ts';

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
  /** One line for `rounds help`: the arguments, without the program's name. */
  usage: string;
  /** Resolves to the exit status: 0 done, 1 the input was bad (said on stderr), 2 wrong usage. */
  run(args: string[], io: CommandIo): Promise<number>;
}
