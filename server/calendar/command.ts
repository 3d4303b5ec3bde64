import { readFile } from 'node:fs/promises';
import type { CalendarReply, PeriodicReply } from '../../shared/calendar.ts';
import type { Stop } from '../../shared/stop.ts';
import { makeCommand, readArgs } from '../command.ts';
import { budgetOf, budgetOptions, cpuMs, withinSeconds } from '../searchCommand.ts';
import { readCordeau } from './cordeau.ts';
import { readRequest } from './rep/check.ts';
import { solveRep } from './rep/solveRep.ts';
import { solvePeriodic } from './solve/periodic.ts';

/** Enough for one rep's eight weeks. */
const DEFAULT_SECONDS = 10;

export const calendarCommand = makeCommand(
  {
    name: 'calendar',
    args: 'FILE.pvrp|FILE.json [--seconds S] [--seed N]',
    purpose: {
      en: "who is visited in which week and on which day: one rep's, or Cordeau's",
      zh: '排定走访周期：一名客户经理，或 Cordeau 算例',
    },
  },
  async (args, talk) => {
    const { values, positionals } = readArgs(args, budgetOptions);
    const { file, seconds, seed } = budgetOf('calendar', values, positionals, DEFAULT_SECONDS);
    const fromMs = cpuMs();
    const text = await readFile(file, 'utf8');
    const answer = text.trimStart().startsWith('{') ? oneRep : periodic;
    talk.stdout(`${JSON.stringify(answer(text, seed, seconds, fromMs))}\n`);
    return 0;
  },
);

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
