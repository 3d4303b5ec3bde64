import type { AnswerWord, Consequences } from '../../shared/placeProposals.ts';
import { distanceM } from '../../shared/geo.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import type { Given, PlaceToKeep, PlaceToTry } from '../given.ts';
import { addAnswer, bookedShop, shopsOfFile, type BookedShop } from './answerStore.ts';
import { readAs } from './learn/frames.ts';
import { overtakeOthers, proposalIn, type StoredProposal } from './proposalStore.ts';

export interface PlaceDeps {
  db: Database;
  given: Pick<Given, 'keepPlaces' | 'withdrawPlaces' | 'judgeElsewhere'>;
}

/** A shop's place as a proposal would have it, with the one that stands now. */
export interface Move {
  shop: BookedShop;
  to: PlaceToKeep;
}

/** A file is corrected: its shops did not move on one day. */
const ofFile: readonly AnswerWord[] = ['corrected', 'refused'];

export interface Answer {
  word: AnswerWord;
  fromDay: string | null;
  reason: string | null;
}

/** The places that a proposal would put in place of those that stand. @throws AppError where a part of that is not known */
export async function movesOf(
  sql: Queryable,
  who: Who,
  proposal: StoredProposal,
  fromDay: string | null,
): Promise<Move[]> {
  const { importId, retailerId, evidence, position, sigmaM } = proposal;
  const reading = evidence.reading;
  if (importId !== null && reading) {
    return (await shopsOfFile(sql, who, importId)).map((shop) => ({
      shop,
      to: {
        retailerId: shop.retailerId,
        kind: 'frame',
        position: readAs(shop.position, reading),
        fromDay: null,
        trust: null,
        sigmaM: null,
        frame: reading.numbersIn,
      },
    }));
  }
  const shop = await bookedShop(sql, who, retailerId!, fromDay);
  if (!shop) throw new AppError('NO_SUCH_PROPOSAL');
  if (fromDay !== null && fromDay > shop.today) throw badField('body.fromDay', 'PLACE_DAY_AHEAD');
  if (!position) throw new AppError('PROPOSAL_WITHOUT_PLACE');
  const kind = fromDay === null ? 'learned' : 'move';
  return [
    { shop, to: { retailerId: shop.retailerId, kind, position, fromDay, trust: 'confirmed', sigmaM, frame: null } },
  ];
}

export async function consequencesOf(
  { db, given }: PlaceDeps,
  who: Who,
  proposalId: string,
  fromDay: string | null,
): Promise<Consequences> {
  const proposal = await proposalIn(db, who, proposalId);
  if (!proposal) throw new AppError('NO_SUCH_PROPOSAL');
  const moves = await movesOf(db, who, proposal, fromDay);
  return given.judgeElsewhere(
    db,
    who.orgId,
    moves.map(({ shop: { begins, ends }, to }): PlaceToTry => ({ ...to, begins, ends })),
  );
}

/**
 * Answers once; whoever visited the shop, or said that it moved, is no judge of it. Visits that the new place concerns are then judged
 * again by themselves.
 * @throws AppError PROPOSAL_ANSWERED, PROPOSAL_OWN, PROPOSAL_WITHOUT_PLACE
 */
export function answer(deps: PlaceDeps, who: Who, proposalId: string, said: Answer): Promise<void> {
  return deps.db.transaction(async (tx) => {
    const proposal = await heldProposal(tx, who, proposalId);
    if (!isWaiting(proposal)) throw new AppError('PROPOSAL_ANSWERED', { word: proposal.state as AnsweredWord });
    if (isOwn(proposal, who)) throw new AppError('PROPOSAL_OWN');
    await keepAnswer(tx, deps, who, proposal, said);
  });
}

type AnsweredWord = Exclude<StoredProposal['state'], 'open' | 'inspect'>;

export function isWaiting({ state }: StoredProposal): boolean {
  return state === 'open' || state === 'inspect';
}

export function isOwn({ evidence, madeBy }: StoredProposal, { personId }: Who): boolean {
  const hasVisited = evidence.witnesses?.some((witness) => witness.personId === personId && !witness.isAnchor) ?? false;
  return hasVisited || madeBy === personId;
}

/** Puts an answer on record, and the places that it changes. @throws AppError PROPOSAL_WITHOUT_PLACE, or what is wrong with a move */
export async function keepAnswer(
  tx: Queryable,
  { given }: PlaceDeps,
  who: Who,
  proposal: StoredProposal,
  { word, fromDay: saidDay, reason }: Answer,
): Promise<number> {
  const { proposalId, importId } = proposal;
  const isMove = word === 'moved';
  if (isMove && importId !== null) throw badField('body.word', 'NOT_ONE_OF', { values: ofFile });
  if (isMove && saidDay === null) throw badField('body.fromDay', 'MOVE_NEEDS_DAY');
  const fromDay = isMove ? saidDay : null;
  if (word === 'corrected' || isMove) {
    const moves = await movesOf(tx, who, proposal, fromDay);
    const changed = moves
      .filter(({ shop, to }) => distanceM(shop.position, to.position) > 0.001 || to.trust !== null)
      .map(({ to }) => to);
    await given.keepPlaces(tx, who, { proposalId, reason }, changed);
    await overtakeOthers(
      tx,
      who.orgId,
      proposalId,
      changed.map(({ retailerId }) => retailerId),
    );
  }
  return addAnswer(tx, who, proposalId, { word, fromDay, reason });
}

/**
 * Takes the last answer back, by further versions where places were changed.
 * @throws AppError PROPOSAL_NOT_ANSWERED, PROPOSAL_OVERTAKEN where something was said of the place since
 */
export function undo(
  deps: PlaceDeps,
  who: Who,
  proposalId: string,
  { answerNo, reason }: { answerNo: number; reason: string | null },
): Promise<void> {
  return deps.db.transaction(async (tx) => {
    const proposal = await heldProposal(tx, who, proposalId);
    if (!isLastAnswer(proposal, answerNo)) throw new AppError('PROPOSAL_NOT_ANSWERED');
    if ((await takeBack(tx, deps, who, proposal, reason)) === null) throw new AppError('PROPOSAL_OVERTAKEN');
  });
}

export function isLastAnswer({ state, answerNo: last }: StoredProposal, answerNo: number): boolean {
  return state !== 'open' && state !== 'overtaken' && last === answerNo;
}

/** The number of the answer that takes the last one back; null where something was said of the place since. */
export async function takeBack(
  tx: Queryable,
  { given }: PlaceDeps,
  who: Who,
  { proposalId, state }: StoredProposal,
  reason: string | null,
): Promise<number | null> {
  if (state === 'corrected' || state === 'moved') {
    const withdrawn = await given.withdrawPlaces(tx, who, { proposalId, reason });
    if (withdrawn === 0) return null;
  }
  return addAnswer(tx, who, proposalId, { word: 'undone', fromDay: null, reason });
}

async function heldProposal(tx: Queryable, who: Who, proposalId: string): Promise<StoredProposal> {
  const proposal = await proposalIn(tx, who, proposalId, true);
  if (!proposal) throw new AppError('NO_SUCH_PROPOSAL');
  return proposal;
}
