import { z } from 'zod';
import { contract } from './contract.ts';
import { exportContract } from './exports.ts';
import { Frame } from './frames.ts';
import { LngLat } from './geo.ts';
import { tellMoved } from './placeTold.ts';
import { items, Day, text } from './text.ts';
import { CoordinateTrust } from './retailers.ts';
import { VerdictWord } from './visits.ts';

/** By whom a place is proposed: by the visits to one shop, by those to the shops of a file, or by a rep who says that a shop has moved. */
export const ProposalKind = z.enum(['learned', 'frame', 'told']);
export type ProposalKind = z.infer<typeof ProposalKind>;

/** What became of a proposal; `overtaken`: what it rested on has changed, and nobody need answer it. */
export const ProposalState = z.enum(['open', 'corrected', 'moved', 'refused', 'inspect', 'overtaken']);
export type ProposalState = z.infer<typeof ProposalState>;

/** What can be said of one. `inspect`: somebody is to stand there first. */
export const AnswerWord = z.enum(['corrected', 'moved', 'refused', 'inspect']);
export type AnswerWord = z.infer<typeof AnswerWord>;

/** Numbers of a file that are in one frame and were taken for another. */
export const FrameReading = z.object({ numbersIn: Frame, takenFor: Frame });

export const ProposalSummary = z.object({
  proposalId: z.uuid(),
  kind: ProposalKind,
  state: ProposalState,
  unitId: z.uuid(),
  /** The shop; null: a whole file. */
  retailerId: z.uuid().nullable(),
  code: z.string().nullable(),
  /** Of the shop, or the file. */
  name: z.string(),
  /** How many retailers would be moved. */
  retailers: z.number().int(),
  /** On average, metres; null: nobody said where to. */
  movedM: z.number().nullable(),
  witnesses: z.number().int(),
  people: z.number().int(),
  madeAt: z.string(),
});
export type ProposalSummary = z.infer<typeof ProposalSummary>;

/** A visit, or an inspector's stand, that says where the shop is. */
export const ShownWitness = z.object({
  visitId: z.uuid().nullable(),
  personId: z.uuid(),
  /** Null: somebody of a unit that is not the reader's. */
  personName: z.string().nullable(),
  day: z.string(),
  at: LngLat,
  sigmaM: z.number(),
  /** Whoever gains nothing by a shop that comes nearer. */
  isAnchor: z.boolean(),
});
export type ShownWitness = z.infer<typeof ShownWitness>;

export const ProposalAnswer = z.object({
  answerNo: z.number().int(),
  word: z.enum([...AnswerWord.options, 'overtaken', 'undone']),
  fromDay: z.string().nullable(),
  reason: z.string().nullable(),
  byName: z.string().nullable(),
  at: z.string(),
});
export type ProposalAnswer = z.infer<typeof ProposalAnswer>;

export const Proposal = ProposalSummary.extend({
  /** Where the shop is stored now, and the radius in which visits count. */
  stored: LngLat.nullable(),
  thresholdM: z.number().nullable(),
  trust: CoordinateTrust.nullable(),
  /** Where it is said to be, with its standard error. */
  position: LngLat.nullable(),
  sigmaM: z.number().nullable(),
  /** The first day on which it seems to have been there: what a move could begin with. */
  fromDay: z.string().nullable(),
  reading: FrameReading.nullable(),
  /** Shops that are stored at the very same point: a geocoder's fallback. */
  sharedWith: z.number().int(),
  witnessed: z.array(ShownWitness),
  /** Of a file: some of its shops, where they are stored and where they would be. */
  moves: z.array(z.object({ name: z.string(), from: LngLat, to: LngLat })),
  toldBy: z.string().nullable(),
  note: z.string().nullable(),
  answers: z.array(ProposalAnswer),
});
export type Proposal = z.infer<typeof Proposal>;

/** What the judge would say of the visits that are judged by the place which would be replaced. */
export const Consequences = z.object({
  visits: z.number().int(),
  /** So many of the newest were judged; of more the answer would take too long. */
  judged: z.number().int(),
  changes: z.array(z.object({ from: VerdictWord, to: VerdictWord, visits: z.number().int() })),
});
export type Consequences = z.infer<typeof Consequences>;

/** Where somebody is to stand, and which shops' doubts that settles. */
export const Stand = z.object({
  no: z.number().int(),
  at: LngLat,
  retailers: z.array(
    z.object({
      retailerId: z.uuid(),
      code: z.string(),
      name: z.string(),
      why: z.enum(['disagreement', 'noAnchor', 'onePersonOnly', 'onePlace', 'unclear', 'inspect', 'shared']),
      undecided: z.number().int(),
    }),
  ),
  undecided: z.number().int(),
  /** From the stand before it, in a straight line. */
  metres: z.number(),
});
export type Stand = z.infer<typeof Stand>;

const OneProposal = z.strictObject({ proposalId: z.uuid() });
const OfUnit = { unitId: z.uuid().optional() };

export const listProposals = contract({
  method: 'get',
  path: '/places/proposals',
  summary: 'Places that are proposed: learned from visits, files in a wrong frame, shops that moved',
  action: 'retailers.correct',
  query: z.strictObject({ ...OfUnit, state: z.enum(['open', 'answered']).default('open') }),
  reply: items(ProposalSummary),
});

export const readProposal = contract({
  method: 'get',
  path: '/places/proposals/:proposalId',
  summary: 'A proposed place with its witnesses and what was answered',
  action: 'retailers.correct',
  shows: 'visits',
  params: OneProposal,
  query: z.strictObject({}),
  reply: Proposal,
});

export const readConsequences = contract({
  method: 'get',
  path: '/places/proposals/:proposalId/consequences',
  summary: 'What the judge would say of the visits if a proposed place counted, as a correction or from a day on',
  action: 'retailers.correct',
  params: OneProposal,
  query: z.strictObject({ fromDay: Day.optional() }),
  reply: Consequences,
});

export const answerProposal = contract({
  method: 'post',
  path: '/places/proposals/:proposalId/answer',
  summary:
    'Accept a proposed place as a correction or as a move from a day on, refuse it, or send somebody there; visits are judged again',
  action: 'retailers.correct',
  shows: 'visits',
  params: OneProposal,
  body: z.strictObject({ word: AnswerWord, fromDay: Day.nullish(), reason: text(500).nullish() }),
  reply: Proposal,
});

/** So many are answered at once: what a person can have looked at. */
export const MOST_AT_ONCE = 200;
const Several = z.array(z.uuid()).min(1).max(MOST_AT_ONCE);

/** Why one of several was left as it is. `few`: corrected at once is only what eight visits say. */
export const LeftWhy = z.enum(['unknown', 'answered', 'own', 'few', 'overtaken']);
export type LeftWhy = z.infer<typeof LeftWhy>;

/** What became of several: those that were answered, or whose answer was taken back, and those that were left. */
export const SeveralAnswered = z.object({
  answered: z.array(z.object({ proposalId: z.uuid(), answerNo: z.number().int() })),
  left: z.array(z.object({ proposalId: z.uuid(), name: z.string().nullable(), why: LeftWhy })),
});
export type SeveralAnswered = z.infer<typeof SeveralAnswered>;

export const answerProposals = contract({
  method: 'post',
  path: '/places/proposals/answers',
  summary:
    'Answer several places that were learned from visits at once, for one reason; what cannot be is left and named',
  action: 'retailers.correct',
  body: z.strictObject({
    proposalIds: Several,
    word: AnswerWord.exclude(['moved']),
    reason: text(500).nullish(),
  }),
  reply: SeveralAnswered,
});

export const undoAnswers = contract({
  method: 'post',
  path: '/places/proposals/undo',
  summary: 'Take the last answers to several proposed places back',
  action: 'retailers.correct',
  body: z.strictObject({
    answers: z
      .array(z.strictObject({ proposalId: z.uuid(), answerNo: z.number().int().positive() }))
      .min(1)
      .max(MOST_AT_ONCE),
    reason: text(500).nullish(),
  }),
  reply: SeveralAnswered,
});

export const readSeveralConsequences = contract({
  method: 'post',
  path: '/places/proposals/consequences',
  summary: 'What the judge would say of all visits if several proposed places counted, as corrections',
  action: 'retailers.correct',
  body: z.strictObject({ proposalIds: Several }),
  reply: Consequences,
});

export const undoAnswer = contract({
  method: 'post',
  path: '/places/proposals/:proposalId/undo',
  summary: 'Take the last answer to a proposed place back: the place before it counts again',
  action: 'retailers.correct',
  shows: 'visits',
  params: OneProposal,
  body: z.strictObject({ answerNo: z.number().int().positive(), reason: text(500).nullish() }),
  reply: Proposal,
});

export const readStands = contract({
  method: 'get',
  path: '/places/stands',
  summary: 'Where an inspector is to stand to settle most doubts, in the order of a route',
  action: 'retailers.correct',
  query: z.strictObject(OfUnit),
  reply: items(Stand),
});

export const exportStands = exportContract({
  path: '/places/stands/export',
  summary: 'Where an inspector is to stand, in the order of a route, as a file: CSV, XLSX or GeoJSON',
  action: 'retailers.correct',
  filter: OfUnit,
});

export const proposalContracts = {
  listProposals,
  readProposal,
  readConsequences,
  readSeveralConsequences,
  answerProposal,
  answerProposals,
  undoAnswer,
  undoAnswers,
  readStands,
  exportStands,
  tellMoved,
};
