// A contradiction that is put to whom it speaks of, their word, and what a third person settles of it. It never changes a verdict.
import { z } from 'zod';
import { About, Contradiction } from './contradictions.ts';
import { contract } from './contract.ts';
import { plain } from './problems/because.ts';
import { Day, Instant, items, requiredText, text } from './text.ts';

/** `withdrawn`: inspection or data were wrong, so that nothing is known. */
export const SettlementWord = z.enum(['upheld', 'notUpheld', 'withdrawn']);
export type SettlementWord = z.infer<typeof SettlementWord>;

/** `found`: nobody was asked. `silent`: the term is over without a word, or there is nobody to ask. */
export const ContradictionState = z.enum(['found', 'asked', 'answered', 'silent', 'settled']);
export type ContradictionState = z.infer<typeof ContradictionState>;

/** So long somebody who was asked may take; a word that comes later is kept and marked. */
export const ANSWER_DAYS = 3;

/** What the page may offer and the server takes: a word, or the term's end, comes before a settlement. */
export function maySettle(state: ContradictionState): boolean {
  return state === 'answered' || state === 'silent';
}

/** How a contradiction that was put to somebody stands now. */
export function standsAs(
  raised: {
    until: string | null;
    answer: unknown;
    settlement: { word: SettlementWord | null } | null;
  } | null,
  nowMs: number,
): ContradictionState {
  if (raised === null) return 'found';
  if (raised.settlement?.word) return 'settled';
  if (raised.answer !== null) return 'answered';
  return raised.until === null || Date.parse(raised.until) <= nowMs ? 'silent' : 'asked';
}

const Answer = z.object({ note: z.string(), saidAt: z.iso.datetime(), isLate: z.boolean() });
const Numbers = z.record(z.string(), z.union([z.string(), z.number()]));

/** A contradiction as the desk has it. */
export const KnownContradiction = z.object({
  /** Null: it was put to nobody. */
  contradictionId: z.uuid().nullable(),
  planId: z.uuid(),
  planTitle: z.string(),
  caseId: z.uuid(),
  findingId: z.uuid(),
  code: z.string(),
  name: z.string(),
  what: Contradiction,
  about: About,
  numbers: Numbers,
  /** The claims that it speaks of. */
  visitIds: z.array(z.uuid()),
  /** The day that it is about. */
  day: Day,
  repName: z.string().nullable(),
  inspectorName: z.string(),
  state: ContradictionState,
  /** Whom it was put to, and until when they may answer; null: nobody, or not yet. */
  asked: z.object({ name: z.string(), until: z.iso.datetime() }).nullable(),
  answer: Answer.nullable(),
  settlement: z
    .object({
      no: z.number().int(),
      /** Null: it was taken back. */
      word: SettlementWord.nullable(),
      note: z.string(),
      by: z.string(),
      byMe: z.boolean(),
      at: z.iso.datetime(),
    })
    .nullable(),
  /** The caller filed it, or is whom it speaks of: somebody else settles it. */
  isMine: z.boolean(),
});
export type KnownContradiction = z.infer<typeof KnownContradiction>;

/** As whoever is asked has it. */
export const MyContradiction = KnownContradiction.pick({
  code: true,
  name: true,
  what: true,
  about: true,
  numbers: true,
  day: true,
  answer: true,
}).extend({
  contradictionId: z.uuid(),
  askedAt: z.iso.datetime(),
  until: z.iso.datetime(),
  settled: z.object({ word: SettlementWord, note: z.string(), at: z.iso.datetime() }).nullable(),
});
export type MyContradiction = z.infer<typeof MyContradiction>;

export const RaisedContradiction = z.strictObject({ findingId: z.uuid(), what: Contradiction });
export type RaisedContradiction = z.infer<typeof RaisedContradiction>;

export const NewAnswer = z.strictObject({ note: requiredText(1_000), saidAt: Instant });
export type NewAnswer = z.infer<typeof NewAnswer>;

/** `settlementNo`: the last one that the caller saw, 0 where there is none. `reopened` takes one's own back, within a day. */
export const NewSettlement = z
  .strictObject({
    word: z.enum([...SettlementWord.options, 'reopened']),
    note: text(1_000).default(''),
    settlementNo: z.number().int().min(0).max(1e6),
  })
  .refine(({ word, note }) => note !== '' || word === 'notUpheld' || word === 'reopened', {
    path: ['note'],
    error: plain('SAY_WHY'),
  });
export type NewSettlement = z.infer<typeof NewSettlement>;

const ContradictionPath = z.strictObject({ contradictionId: z.uuid() });

export const listContradictions = contract({
  method: 'get',
  path: '/inspections/contradictions',
  summary:
    'Contradictions of my scope that wait for somebody, what can be settled first; or the latest that are settled',
  action: 'inspections.settle',
  query: z.strictObject({ state: z.enum(['open', 'settled']).default('open') }),
  reply: items(KnownContradiction),
});

export const raiseContradiction = contract({
  method: 'post',
  path: '/inspections/cases/:caseId/contradictions',
  summary: 'Put a contradiction to whom it speaks of: the rep, or the inspector where it is about the inspection',
  action: 'inspections.settle',
  params: z.strictObject({ caseId: z.uuid() }),
  body: RaisedContradiction,
  reply: KnownContradiction,
  status: 201,
});

export const settleContradiction = contract({
  method: 'post',
  path: '/inspections/contradictions/:contradictionId/settlement',
  summary: 'Settle a contradiction once whoever is asked has answered or the term is over; not one’s own',
  action: 'inspections.settle',
  params: ContradictionPath,
  body: NewSettlement,
  reply: KnownContradiction,
  status: 201,
});

export const listMyContradictions = contract({
  method: 'get',
  path: '/me/contradictions',
  summary: 'Contradictions that were put to me, what waits for my word first',
  action: 'inspections.reply',
  reply: items(MyContradiction),
});

export const answerContradiction = contract({
  method: 'post',
  path: '/me/contradictions/:contradictionId/answer',
  summary: 'My word on a contradiction, once; the same sent again is the same, a late one is kept and marked',
  action: 'inspections.reply',
  params: ContradictionPath,
  body: NewAnswer,
  reply: MyContradiction,
  status: 201,
});

export const settlementContracts = {
  listContradictions,
  raiseContradiction,
  settleContradiction,
  listMyContradictions,
  answerContradiction,
};
