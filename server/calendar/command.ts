import { readFile } from 'node:fs/promises';
import type { CalendarReply, PeriodicReply } from '../../shared/calendar.ts';
import type { Stop } from '../../shared/stop.ts';
import type { Command } from '../command.ts';
import { budgetOf, budgetOptions, cpuMs, readArgs, refuse, withinSeconds } from '../searchCommand.ts';
import { CalendarError } from './calendarError.ts';
import { readCordeau } from './cordeau.ts';
import { readRequest } from './rep/check.ts';
import { solveRep } from './rep/solveRep.ts';
import { solvePeriodic } from './solve/periodic.ts';

const USAGE = 'calendar FILE.pvrp|FILE.json [--seconds S] [--seed N]';
/** Enough for one rep's eight weeks. */
const DEFAULT_SECONDS = 10;

export const calendarCommand: Command = {
  usage: USAGE,
  async run(args, io) {
    try {
      const { values, positionals } = readArgs(args, budgetOptions);
      const { file, seconds, seed } = budgetOf('calendar', values, positionals, DEFAULT_SECONDS);
      const fromMs = cpuMs();
      const text = await readFile(file, 'utf8');
      const answer = text.trimStart().startsWith('{') ? oneRep : periodic;
      io.stdout(`${JSON.stringify(answer(text, seed, seconds, fromMs))}\n`);
      return 0;
    } catch (error) {
      const language = io.language ?? 'en';
      return refuse(error, USAGE, io, (one) => (one instanceof CalendarError ? one.say(language) : null));
    }
  },
};

function periodic(text: string, seed: number, seconds: number, fromMs: number): PeriodicReply {
  const problem = readCordeau(text);
  const share = (of: number): Stop => withinSeconds(seconds * of);
  const { length, lowerBound, routes, missed } = solvePeriodic(problem, { seed, share });
  const { n, days } = problem;
  return { n, days, length, lowerBound, routes, missed, cpuMs: Math.round(cpuMs() - fromMs) };
}

function oneRep(text: string, seed: number, seconds: number, fromMs: number): CalendarReply {
  const request = readRequest(text);
  const answer = solveRep(request, { seed, share: (of) => withinSeconds(seconds * of) });
  return { ...answer, cpuMs: Math.round(cpuMs() - fromMs) };
}
