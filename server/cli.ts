import type { Language } from '../shared/problems/say.ts';
import type { Command } from './command.ts';
import { commandLanguage } from './config.ts';

/** Every command of `npm run -s rounds -- COMMAND …`; loaded only when asked for, so that each starts fast. */
const commands: Record<string, () => Promise<Command>> = {
  import: async () => {
    const [{ importCommand }, { rearrange }, { addUnit }] = await Promise.all([
      import('./retailers/command.ts'),
      import('./maps/rearrange.ts'),
      import('./people/units.ts'),
    ]);
    return importCommand({ rearrange, addUnit });
  },
  route: async () => (await import('./routes/command.ts')).routeCommand,
  calendar: async () => (await import('./calendar/command.ts')).calendarCommand,
  territories: async () => (await import('./territories/command.ts')).territoriesCommand,
  backup: async () => (await import('./backup/command.ts')).backupCommand,
  restore: async () => (await import('./backup/command.ts')).restoreCommand,
  ledger: async () => (await import('./ledger/command.ts')).ledgerCommand,
  evidence: async () => (await import('./visits/evidenceCommand.ts')).evidenceCommand,
  judge: async () => (await import('./visits/judgeCommand.ts')).judgeCommand,
  simulate: async () => (await import('./visits/simulateCommand.ts')).simulateCommand,
  'simulate load': async () => (await import('./load/command.ts')).loadCommand,
};

/** `--lang zh` or `--lang en`, wherever it stands; the rest is the command's own. */
function takeLanguage(argv: readonly string[]): { language: Language; argv: string[] } {
  const at = argv.indexOf('--lang');
  const said = argv[at + 1];
  if (at < 0 || (said !== 'zh' && said !== 'en')) return { language: commandLanguage(), argv: [...argv] };
  return { language: said, argv: [...argv.slice(0, at), ...argv.slice(at + 2)] };
}

async function main(said: readonly string[]): Promise<number> {
  const { language, argv } = takeLanguage(said);
  const isPair = commands[argv.slice(0, 2).join(' ')] !== undefined;
  const name = isPair ? argv.slice(0, 2).join(' ') : argv[0];
  const args = argv.slice(isPair ? 2 : 1);
  const load = name === undefined ? undefined : commands[name];
  if (!load) {
    const lines = await Promise.all(Object.values(commands).map(async (c) => `  rounds ${(await c()).usage}`));
    process.stderr.write(
      `${name && name !== 'help' ? `rounds: no command '${name}'\n` : ''}Commands:\n${lines.join('\n')}\n`,
    );
    return name === 'help' ? 0 : 2;
  }
  const command = await load();
  return command.run(args, {
    stdin: process.stdin,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    language,
  });
}

// a reader such as `head` that has seen enough is no failure of ours
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));
