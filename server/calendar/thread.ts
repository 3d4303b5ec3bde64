import type { CalendarReply, CalendarRequest } from '../../shared/calendar.ts';
import { cancelled, deadline, firstOf } from '../../shared/stop.ts';
import type { Solved, SolverLine } from '../solvers.ts';
import { solveRep } from './rep/solveRep.ts';

/** One rep's calendar, in a thread of its own. The request has been checked. */
export function findCalendar(
  { request, seed, seconds }: { request: CalendarRequest; seed: number; seconds: number },
  line: SolverLine,
): Solved<Omit<CalendarReply, 'cpuMs'>> {
  const share = (of: number) => firstOf(deadline(seconds * of * 1_000, line.nowMs), cancelled(line.isStopped));
  return { answer: solveRep(request, { seed, share }) };
}
