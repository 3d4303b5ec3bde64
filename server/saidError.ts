// Pure: what the program itself says to whoever runs it: on the command line, and when it cannot start.
import type { InBoth } from '../shared/problems/say.ts';

/** An error that a person is told of. Its message is the English sentence: programs and logs read that one. */
export class SaidError extends Error {
  override name = 'SaidError';
  readonly said: InBoth;
  constructor(said: InBoth, options?: ErrorOptions) {
    super(said.en, options);
    this.said = said;
  }
}

/** Several things said, a line each. */
export function linesIn(lines: readonly InBoth[]): InBoth {
  return { en: lines.map(({ en }) => en).join('\n'), zh: lines.map(({ zh }) => zh).join('\n') };
}

/** A command was called in a way it cannot be: its usage is shown. */
export class UsageError extends SaidError {
  override name = 'UsageError';
}
