// Pure: the judge's answer as it was stored, by whatever version: what is there is shown, what is not is unknown.
import { z } from 'zod';
import { SaidFlag } from '../../shared/flags.ts';
import { CoordinateTrust } from '../../shared/retailers.ts';
import { PressNumbers, Verdict } from '../../shared/verdicts.ts';

const number = z.number().nullable().catch(null);
const Numbers = PressNumbers.pick({ distanceM: true, pStar: true, q: true, picked: true })
  .partial()
  .nullable()
  .catch(null);

const Answer = z.object({
  verdict: Verdict.nullable().catch(null),
  requiredDwellS: number,
  thresholdM: number,
  retailerSigmaM: number,
  coordinate: CoordinateTrust.nullable().catch(null),
  start: Numbers,
  end: Numbers,
  together: z.object({ distanceM: z.number(), pStar: z.number() }).nullable().catch(null),
  track: z
    .object({ fixes: z.number(), near: z.number(), nearS: z.number(), elsewhere: z.number() })
    .nullable()
    .catch(null),
  flags: z.array(SaidFlag).catch([]),
  rule: z.string().nullable().catch(null),
});
export type Answer = z.infer<typeof Answer>;

const Place = z.object({ lng: z.number(), lat: z.number() });
const Evidence = z.object({ track: z.array(z.unknown()).nullish() });

/** The positions of the track that the machine was given, in their order; those that cannot be drawn are left out. */
export function readTrack(evidence: unknown): { lng: number; lat: number }[] {
  return (Evidence.safeParse(evidence).data?.track ?? []).flatMap((fix) => Place.safeParse(fix).data ?? []);
}

export function readAnswer(stored: unknown): Answer | null {
  return Answer.safeParse(stored).data ?? null;
}
