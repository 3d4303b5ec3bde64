// What an inspection proves: bounds with the worst case for what is missing, the judge against the inspector, and the answers.
import { z } from 'zod';
import { About, Contradiction } from './contradictions.ts';
import { contract } from './contract.ts';
import { Outcome } from './findings.ts';
import { PlanPath } from './inspections.ts';
import { SettlementWord } from './settlements.ts';

const whole = z.number().int();

/** `upheld`: a person settled that a claim is false. `open`: it is contradicted, and nobody settled it. `unknown`: not filed, removed, not told or not proved. */
export const Proved = z.object({
  of: whole,
  drawn: whole,
  upheld: whole,
  open: whole,
  unknown: whole,
  /** At 95 %: more than so many are not false; what is open or unknown counts as the worst. */
  atMost: whole,
  /** At 95 %: so many at least are false, by what is upheld. */
  atLeast: whole,
});
export type Proved = z.infer<typeof Proved>;

const Words = z.object({ seen: whole, notSeen: whole, unknown: whole });
const Share = z.object({ low: z.number(), high: z.number() });

export const AnswersOf = z.object({
  key: z.string(),
  answered: whole,
  notApplicable: whole,
  /** How often each was said: an option's key, `true` and `false`, a step of a scale. */
  values: z.array(z.object({ value: z.string(), n: whole })),
  mean: z.number().nullable(),
});
export type AnswersOf = z.infer<typeof AnswersOf>;

/** It asks, and decides nothing. */
export const Asked = z.object({
  caseId: z.uuid(),
  code: z.string(),
  name: z.string(),
  what: Contradiction,
  about: About,
  numbers: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Null: nobody settled it. */
  word: SettlementWord.nullable(),
});
export type Asked = z.infer<typeof Asked>;

export const InspectionResult = z.object({
  whole: Proved,
  /** Of each stratum by itself, where the frame has several; a bound of one says nothing of all at once. */
  strata: z.array(Proved.extend({ stratum: z.string() })),
  filed: whole,
  /** Filed at the desk, where the inspector was being unknown. */
  withoutPosition: whole,
  outcomes: z.array(z.object({ outcome: Outcome, n: whole })),
  /** Every claim on the days asked about, of drawn cases that are filed: the judge's word by the retailer's, where they differ once it is settled. */
  judge: z.object({ valid: Words, doubted: Words }),
  /** Of claims judged valid, which share was not seen; of doubted ones, which was seen: at 95 %, two-sided. Null: none is known. */
  errors: z.object({ validNotSeen: Share.nullable(), doubtedSeen: Share.nullable() }),
  contradictions: z.array(Asked),
  answers: z.array(AnswersOf),
  /** Mean share of the points that could be had; null where there are none. */
  points: z.number().nullable(),
});
export type InspectionResult = z.infer<typeof InspectionResult>;

export const readResult = contract({
  method: 'get',
  path: '/inspections/:planId/result',
  summary: 'What the sample proves so far; of an inspected unit only when the plan is closed',
  action: 'inspections.read',
  params: PlanPath,
  reply: InspectionResult,
});

export const resultContracts = { readResult };
