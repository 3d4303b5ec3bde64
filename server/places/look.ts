import type { FrameReading } from '../../shared/placeProposals.ts';
import { distanceM } from '../../shared/geo.ts';
import type { z } from 'zod';
import type { Database, Queryable } from '../db.ts';
import type { Log } from '../log.ts';
import { startLoop, type Loop } from '../loop.ts';
import { frameMixUp } from './learn/frames.ts';
import { taughtTogether } from './learn/onePlace.ts';
import { findPlace, type Finding, type PersonsWitness } from './learn/people.ts';
import { learnPlace } from './learn/place.ts';
import {
  inspectedShops,
  keepFound,
  keepOnePlace,
  learnedOfFile,
  lookOn,
  orgsToLookAt,
  shopsNear,
  takeLook,
  visitedShops,
  type VisitedShop,
} from './foundStore.ts';
import { movedSince } from './movedSince.ts';
import { addOvertaken, addProposal, standingFrames, standingPlaces, type StandingPlace } from './proposalStore.ts';
import { witnessOf } from './witness.ts';

/** Nobody waits for a proposal: places move in weeks. */
const LOOK_MS = 5 * 60_000;
/** What was judged so long ago is committed, whatever its time says. */
const SETTLED_MS = 60_000;
/** Some 300 shops in a transaction: a second or two of one connection. */
const DAYS_AT_ONCE = 10;
const SHOPS_AT_ONCE = 50;
const MOST_WITNESSES = 24;
/** A place that is learned anew this near to the one that was proposed says the same. */
const SAME_PLACE_M = 15;
/** What was refused is proposed again when visits say another place than that, by so much. */
const OTHER_PLACE_M = 30;
/** An inspector at the door, where nothing else is said. */
const STAND_SIGMA_M = 8;

export const LEARN_RULE = 'rounds-place/2';

/** Looks at the visits that were judged since, from now until it is stopped. */
export function startLearning(db: Database, log: Log): Loop {
  return startLoop({
    everyMs: LOOK_MS,
    look: async (signal) => {
      if (await learnPlaces(db, new Date(Date.now() - SETTLED_MS), signal)) return 'again';
      return undefined;
    },
    onError: (error) => log.error({ err: error }, 'what visits say of places could not be read; trying again'),
  });
}

/** One bounded look at each organisation's days that were judged before a moment. Whether there is more. */
export async function learnPlaces(db: Database, before: Date, signal?: AbortSignal): Promise<boolean> {
  let hasMore = false;
  for (const orgId of await orgsToLookAt(db, before)) {
    if (signal?.aborted) break;
    hasMore = (await db.transaction((tx) => lookAt(tx, orgId, before))) || hasMore;
  }
  return hasMore;
}

async function lookAt(tx: Queryable, orgId: number, before: Date): Promise<boolean> {
  if (!(await takeLook(tx, orgId))) return false;
  const visited = await lookOn(tx, orgId, before, DAYS_AT_ONCE);
  const inspected = await inspectedShops(tx, orgId, before, SHOPS_AT_ONCE);
  const retailerIds = [...new Set([...visited.retailerIds, ...inspected])];
  const imports = new Set<string>();
  for (let at = 0; at < retailerIds.length; at += SHOPS_AT_ONCE) {
    const shops = await visitedShops(tx, orgId, retailerIds.slice(at, at + SHOPS_AT_ONCE), MOST_WITNESSES);
    await learnShops(tx, orgId, shops, before);
    for (const { importId } of shops) if (importId) imports.add(importId);
  }
  for (const importId of [...imports].sort()) await learnFile(tx, orgId, importId);
  return visited.hasMore || inspected.length === SHOPS_AT_ONCE;
}

async function learnShops(tx: Queryable, orgId: number, shops: readonly VisitedShop[], now: Date): Promise<void> {
  const learned = shops.map((shop) => {
    const witnesses = witnessesOf(shop);
    const finding = findPlace(shop, witnesses);
    const place = finding.is === 'proposed' ? finding.place : learnPlace(witnesses);
    return { shop, finding, found: { retailerId: shop.retailerId, finding: finding.is, place, witnesses } };
  });
  await keepFound(
    tx,
    orgId,
    learned.map(({ found }) => found),
    now,
  );
  const together = await keepTogether(
    tx,
    orgId,
    shops.map(({ retailerId }) => retailerId),
  );
  const known = new Set([...together, ...shops.map(({ retailerId }) => retailerId)]);
  const standing = new Map((await standingPlaces(tx, orgId, [...known])).map((one) => [one.retailerId, one]));
  for (const { shop, finding, found } of learned) {
    const said: Finding = together.has(shop.retailerId) ? { is: 'onePlace' } : finding;
    await propose(tx, orgId, shop, found.witnesses, said, standing.get(shop.retailerId));
    together.delete(shop.retailerId);
  }
  for (const retailerId of together) {
    const one = standing.get(retailerId); // of a look before this one
    if (one?.state === 'open') await addOvertaken(tx, orgId, one.proposalId);
  }
}

/** The shops that are taught at one place with others: nobody is asked to accept that, somebody is to stand there. */
async function keepTogether(tx: Queryable, orgId: number, retailerIds: readonly string[]): Promise<Set<string>> {
  const near = await shopsNear(tx, orgId, retailerIds);
  const together = new Set(near.flatMap((one) => taughtTogether(one.near)));
  if (together.size > 0) await keepOnePlace(tx, orgId, [...together]);
  return together;
}

/** What visits and inspectors say of a shop, an inspector's stand as an anchor. */
function witnessesOf({ visits, stands }: VisitedShop): (PersonsWitness & { visitId: string | null })[] {
  const made = visits.flatMap(({ presses, ...visit }) => {
    const witness = witnessOf(presses);
    return witness ? [{ ...visit, ...witness, isAnchor: false }] : [];
  });
  const stood = stands.map(({ sigmaM, ...stand }) => ({
    ...stand,
    visitId: null,
    sigmaM: Math.max(STAND_SIGMA_M, sigmaM ?? 0),
    wifiShare: 0,
    isAnchor: true,
  }));
  return [...made, ...stood];
}

async function propose(
  tx: Queryable,
  orgId: number,
  shop: VisitedShop,
  witnesses: readonly PersonsWitness[],
  finding: Finding,
  standing: StandingPlace | undefined,
): Promise<void> {
  const apartM =
    finding.is === 'proposed' && standing ? distanceM(finding.place.at, standing.position) : Number.POSITIVE_INFINITY;
  if (standing?.state === 'open' && apartM <= SAME_PLACE_M) return;
  if (standing?.state === 'open') await addOvertaken(tx, orgId, standing.proposalId);
  if (finding.is !== 'proposed') return;
  const wasInspected = standing?.state === 'inspect' && standing.isInspected;
  if (wasInspected) await addOvertaken(tx, orgId, standing.proposalId);
  const wasAnswered = standing?.state === 'refused' || (standing?.state === 'inspect' && !wasInspected);
  if (wasAnswered && apartM <= OTHER_PLACE_M) return;
  await addProposal(tx, orgId, {
    kind: 'learned',
    retailerId: shop.retailerId,
    importId: null,
    position: finding.place.at,
    sigmaM: finding.place.sigmaM,
    fromDay: movedSince(witnesses, shop.stored, finding.place.at),
    rule: LEARN_RULE,
    evidence: {
      witnesses,
      movedM: distanceM(shop.stored, finding.place.at),
      fromRegisteredM: finding.movedM,
      stored: shop.stored,
      registered: shop.registered,
      thresholdM: shop.thresholdM,
      sharedWith: shop.sharedWith,
    },
  });
}

/** Whether the shops of a file are where its numbers are in another frame than they were taken for. */
async function learnFile(tx: Queryable, orgId: number, importId: string): Promise<void> {
  const places = await learnedOfFile(tx, orgId, importId);
  const reading: z.infer<typeof FrameReading> | null = frameMixUp(places);
  const standing = await standingFrames(tx, orgId, importId);
  const says = (one: { reading: z.infer<typeof FrameReading> }): boolean =>
    one.reading.numbersIn === reading?.numbersIn && one.reading.takenFor === reading?.takenFor;
  for (const one of standing) if (one.state === 'open' && !says(one)) await addOvertaken(tx, orgId, one.proposalId);
  if (!reading || standing.some((one) => says(one) && one.state !== 'overtaken')) return;
  await addProposal(tx, orgId, {
    kind: 'frame',
    retailerId: null,
    importId,
    position: null,
    sigmaM: null,
    fromDay: null,
    rule: LEARN_RULE,
    evidence: { reading, shops: places.length },
  });
}
