// Pure: the judge's answer as it was stored, by whatever version: what is there is shown, what is not is unknown.
import { z } from 'zod';
import { CoordinateTrust, PressNumbers, Verdict } from '../../shared/verdicts.ts';

const number = z.number().nullable().catch(null);
const Numbers = PressNumbers.pick({ distanceM: true, pStar: true, q: true }).partial().nullable().catch(null);

const Answer = z.object({
  verdict: Verdict.nullable().catch(null),
  requiredDwellS: number,
  thresholdM: number,
  retailerSigmaM: number,
  coordinate: CoordinateTrust.nullable().catch(null),
  start: Numbers,
  end: Numbers,
  flags: z.array(z.looseObject({ flag: z.string() })).catch([]),
  rule: z.string().nullable().catch(null),
});
export type Answer = z.infer<typeof Answer>;

export function readAnswer(stored: unknown): Answer | null {
  return Answer.safeParse(stored).data ?? null;
}
