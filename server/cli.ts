import { pathToFileURL } from 'node:url';
import type { Language } from '../shared/problems/say.ts';
import type { Command, CommandIo } from './command.ts';
import { commandLanguage } from './config.ts';
import { UsageError } from './saidError.ts';

/** Every command of `npm run -s rounds -- COMMAND …`; loaded only when asked for, so that each starts fast. */
export const commands = {
  import: async () => {
    const [{ importCommand }, { rearrange }, { addUnit }, { organisationNamed }] = await Promise.all([
      import('./retailers/command.ts'),
      import('./maps/rearrange.ts'),
      import('./people/units.ts'),
      import('./people/organisationNamed.ts'),
    ]);
    return importCommand({ rearrange, addUnit, organisationNamed });
  },
  route: async () => (await import('./routes/command.ts')).routeCommand,
  calendar: async () => (await import('./calendar/command.ts')).calendarCommand,
  carriers: async () => (await import('./carriers/command.ts')).carriersCommand,
  sample: async () => (await import('./inspections/command.ts')).sampleCommand,
  territories: async () => (await import('./territories/command.ts')).territoriesCommand,
  backup: async () => (await import('./backup/command.ts')).backupCommand,
  restore: async () => (await import('./backup/command.ts')).restoreCommand,
  reports: async () => {
    const [{ reportsCommand }, { organisationNamed }] = await Promise.all([
      import('./reports/command.ts'),
      import('./people/organisationNamed.ts'),
    ]);
    return reportsCommand({ organisationNamed });
  },
  scores: async () => (await import('./scores/command.ts')).scoresCommand,
  ledger: async () => (await import('./ledger/command.ts')).ledgerCommand,
  evidence: async () => (await import('./visits/evidenceCommand.ts')).evidenceCommand,
  judge: async () => (await import('./visits/judgeCommand.ts')).judgeCommand,
  simulate: async () => (await import('./visits/simulateCommand.ts')).simulateCommand,
  'simulate load': async () => (await import('./load/command.ts')).loadCommand,
} satisfies Record<string, () => Promise<Command>>;
export type CommandName = keyof typeof commands;

/** `--lang zh` or `--lang en`, wherever it stands; the rest is the command's own. @throws UsageError */
function takeLanguage(argv: readonly string[]): { language: Language; argv: string[] } {
  const at = argv.indexOf('--lang');
  if (at < 0) return { language: commandLanguage(), argv: [...argv] };
  const said = argv[at + 1];
  if (said !== 'zh' && said !== 'en')
    throw new UsageError({ en: '--lang must be zh or en', zh: '--lang 只能是 zh 或 en' });
  return { language: said, argv: [...argv.slice(0, at), ...argv.slice(at + 2)] };
}

/** Runs the command that is named, in the language that is asked for. @returns the exit status */
export async function runRounds(said: readonly string[], io: Omit<CommandIo, 'language'>): Promise<number> {
  try {
    const { language, argv } = takeLanguage(said);
    const name = nameIn(argv);
    if (isCommand(name)) {
      const command = await commands[name]();
      return await command.run(argv.slice(name.split(' ').length), { ...io, language });
    }
    io.stderr(await help(name, language));
    return name === 'help' ? 0 : 2;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`rounds: ${error.said[commandLanguage()]}\n`);
    return 2;
  }
}

/** The first two words where they are a command together, else the first. */
function nameIn([first = '', second]: readonly string[]): string {
  const pair = `${first} ${second}`;
  return isCommand(pair) ? pair : first;
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

async function help(name: string, language: Language): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.map(({ usage }) => `  rounds ${usage[language]}\n`).join('');
  const unknown = { en: `rounds: no command '${name}'\n`, zh: `rounds: 没有命令“${name}”\n` }[language];
  return `${name === '' || name === 'help' ? '' : unknown}${language === 'zh' ? '命令：' : 'Commands:'}\n${lines}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // a reader such as `head` that has seen enough is no failure of ours
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await runRounds(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  });
}
