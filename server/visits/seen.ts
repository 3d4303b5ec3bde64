import { z } from 'zod';
import type { VisitSummary } from '../../shared/visits.ts';
import { seenIn, type Seen } from '../looks.ts';

/** The reps whose presses' positions are in these visits, and from the first to the last. */
export function seenInVisits(visits: readonly VisitSummary[]): Seen[] {
  const placed = visits.filter(({ startPosition, endPosition }) => startPosition !== null || endPosition !== null);
  return seenIn(placed.map(({ repId, startedAt, endedAt }) => ({ repId, at: startedAt, untilAt: endedAt })));
}

const WithTrack = z.object({ track: z.array(z.object({ fixAt: z.string() })) });

/** The rep of a visit, from the first to the last position of its presses and of the tracks that its evidence holds. */
export function seenInCase(found: {
  repId: string;
  presses: readonly { pressedAt: string }[];
  verdicts: readonly { evidence?: unknown }[];
}): Seen[] {
  const times = [
    ...found.presses.map(({ pressedAt }) => pressedAt),
    ...found.verdicts
      .flatMap(({ evidence }) => WithTrack.safeParse(evidence).data?.track ?? [])
      .map(({ fixAt }) => new Date(fixAt).toISOString()),
  ];
  return seenIn(times.map((at) => ({ repId: found.repId, at })));
}
