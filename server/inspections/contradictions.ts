import {
  ANSWER_DAYS,
  maySettle,
  standsAs,
  type KnownContradiction,
  type MyContradiction,
  type NewAnswer,
  type NewSettlement,
  type RaisedContradiction,
} from '../../shared/settlements.ts';
import { isInTimeToTakeBack } from '../../shared/review.ts';
import type { Who } from '../auth.ts';
import type { Database, Queryable } from '../db.ts';
import { AppError } from '../errors.ts';
import { casesAsFound, type CaseFiled } from './casesAsFound.ts';
import { standingOf } from './caseStore.ts';
import { addAnswer, addSettlement, inspectorsOf, putTo, raise, raisedOne, type Raised } from './contradictionStore.ts';
import { holdCase } from './findingStore.ts';
import { plansIn } from './planStore.ts';
import { asksOf } from './result.ts';

const DAY_MS = 86_400_000;
const MOST_SETTLED = 200;
/** What can be settled first, then what nobody was asked about, then what waits for a word. */
const ORDER = ['answered', 'silent', 'found', 'asked', 'settled'] as const;

/** Contradictions of the caller's plans: those that wait for somebody, or the latest that are settled. */
export async function contradictionsIn(
  sql: Queryable,
  who: Who,
  which: 'open' | 'settled',
  now: Date,
): Promise<KnownContradiction[]> {
  const plans = (await plansIn(sql, who, null)).filter(
    ({ state, cases }) => (state === 'drawn' || state === 'closed') && cases.filed > 0,
  );
  const titles = new Map(plans.map(({ planId, title }) => [planId, title]));
  const cases = await casesAsFound(sql, who.orgId, { planIds: [...titles.keys()] });
  const all = cases.flatMap((one) => knownOf(one, titles.get(one.planId)!, who, now));
  if (which === 'settled')
    return all
      .filter(({ state }) => state === 'settled')
      .sort((a, b) => (a.settlement!.at < b.settlement!.at ? 1 : -1))
      .slice(0, MOST_SETTLED);
  return all
    .filter(({ state }) => state !== 'settled')
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.day < b.day ? -1 : 1));
}

/** The contradictions of one case, as the caller has them. */
function knownOf(one: CaseFiled, planTitle: string, who: Who, now: Date): KnownContradiction[] {
  const { planId, caseId, code, name, filed } = one;
  if (filed === null) return [];
  return asksOf(one).map(({ code: what, about, numbers, visitIds }): KnownContradiction => {
    const raised = one.raised.find((other) => other.code === what) ?? null;
    const settlement = raised?.settlement ?? null;
    return {
      contradictionId: raised?.contradictionId ?? null,
      ...{ planId, planTitle, caseId, findingId: filed.findingId, code, name, what, about, numbers, visitIds },
      day: raised?.day ?? dayOf(numbers, filed.askedDay),
      repName: raised?.repName ?? null,
      inspectorName: filed.inspectorName,
      state: standsAs(raised, now.getTime()),
      asked: raised?.until ? { name: raised.askedName!, until: raised.until } : null,
      answer: raised?.answer ?? null,
      settlement: settlement && {
        no: settlement.no,
        word: settlement.word,
        note: settlement.note,
        by: settlement.by,
        byMe: settlement.byId === who.personId,
        at: settlement.at,
      },
      isMine: isParty(raised, one.inspectorIds, who),
    };
  });
}

function dayOf({ claimed, said }: Record<string, string | number>, askedDay: string): string {
  return typeof claimed === 'string' ? claimed : typeof said === 'string' ? said : askedDay;
}

function isParty(raised: Raised | null, inspectorIds: ReadonlySet<string>, { personId }: Who): boolean {
  return inspectorIds.has(personId) || raised?.repId === personId || raised?.askedId === personId;
}

/** As the caller has it now, after something was done to it. */
async function known(sql: Queryable, who: Who, caseId: string, what: string, now: Date): Promise<KnownContradiction> {
  const [one] = await casesAsFound(sql, who.orgId, { caseId });
  const [plan] = await plansIn(sql, who, one!.planId);
  return knownOf(one!, plan!.title, who, now).find((other) => other.what === what)!;
}

/** Puts a contradiction to the rep, or where it is about the inspection to the inspector: as it stands now, whatever is judged later. */
export async function raiseContradiction(
  db: Database,
  who: Who,
  caseId: string,
  { findingId, what }: RaisedContradiction,
  now: Date,
): Promise<KnownContradiction> {
  return db.transaction(async (tx) => {
    await holdCase(tx, who.orgId, caseId);
    const standing = await standingOf(tx, who.orgId, caseId);
    if (!standing || standing.isVoid || !who.unitIds.includes(standing.unitId)) throw new AppError('NO_SUCH_CASE');
    const [one] = await casesAsFound(tx, who.orgId, { caseId });
    if (one?.filed && one.filed.findingId !== findingId.toLowerCase()) throw new AppError('FILED_ANEW');
    const found = one && asksOf(one).find(({ code }) => code === what);
    if (!found || !one.filed) throw new AppError('NO_SUCH_CONTRADICTION');
    const { code, about, numbers, visitIds } = found;
    const isOfRep = about === 'repAgainst' || about === 'repFor';
    const repId = isOfRep ? repOf(one, visitIds) : null;
    const askedId = about === 'inspection' ? one.filed.inspectorId : repId;
    await raise(tx, who, {
      ...{ caseId, findingId, code, about, numbers, visitIds, repId, askedId },
      day: dayOf(numbers, one.filed.askedDay),
      until: askedId === null ? null : new Date(now.getTime() + ANSWER_DAYS * DAY_MS),
    });
    return known(tx, who, caseId, what, now);
  });
}

/** Whose claims they are: the last one's; without any, who looks after the shop. */
function repOf({ claims, repId }: CaseFiled, visitIds: readonly string[]): string | null {
  return claims.filter(({ visitId }) => visitIds.includes(visitId)).at(-1)?.repId ?? repId;
}

/** A third person's word, after the word of whoever is asked or the end of the term. The same sent again answers the same. */
export async function settleContradiction(
  db: Database,
  who: Who,
  contradictionId: string,
  body: NewSettlement,
  now: Date,
): Promise<KnownContradiction> {
  return db.transaction(async (tx) => {
    const raised = await heldContradiction(tx, who, contradictionId);
    if (!who.unitIds.includes(raised.unitId)) throw new AppError('NO_SUCH_CONTRADICTION');
    if (raised.isOvertaken) throw new AppError('FILED_ANEW');
    if (isParty(raised, await inspectorsOf(tx, who.orgId, raised.caseId), who)) throw new AppError('OWN_CONTRADICTION');
    if (!isSame(raised, who, body)) {
      checkSettlement(raised, who, body, now);
      await addSettlement(tx, who, contradictionId, body);
    }
    return known(tx, who, raised.caseId, raised.code, now);
  });
}

function isSame({ settlement }: Raised, { personId }: Who, { word, note, settlementNo }: NewSettlement): boolean {
  if (settlement?.no !== settlementNo + 1 || settlement.byId !== personId) return false;
  return (settlement.word ?? 'reopened') === word && settlement.note === note;
}

/** @throws AppError where this cannot be said of it now */
function checkSettlement(raised: Raised, who: Who, { word, settlementNo }: NewSettlement, now: Date): void {
  const { settlement, until } = raised;
  if ((settlement?.no ?? 0) !== settlementNo) throw new AppError('SETTLED_ALREADY');
  const state = standsAs(raised, now.getTime());
  if (word !== 'reopened') {
    if (state === 'settled') throw new AppError('SETTLED_ALREADY');
    if (!maySettle(state)) throw new AppError('STILL_ASKED', { until: until! });
    return;
  }
  if (state !== 'settled' || settlement!.byId !== who.personId || !isInTimeToTakeBack(settlement!, now.getTime()))
    throw new AppError('NOT_YOUR_SETTLEMENT');
}

/** The word of whoever is asked, once; it is kept whenever it comes, for it may have waited on a phone. */
export async function answerContradiction(
  db: Database,
  who: Who,
  contradictionId: string,
  body: NewAnswer,
): Promise<MyContradiction> {
  return db.transaction(async (tx) => {
    const { askedId, answer } = await heldContradiction(tx, who, contradictionId);
    if (askedId !== who.personId) throw new AppError('NO_SUCH_CONTRADICTION');
    if (answer !== null && answer.note !== body.note) throw new AppError('ANSWERED_ALREADY');
    if (answer === null) await addAnswer(tx, who, contradictionId, body);
    return (await putTo(tx, who, contradictionId))[0]!;
  });
}

/** Under the lock of its case. @throws NO_SUCH_CONTRADICTION */
async function heldContradiction(tx: Queryable, who: Who, contradictionId: string): Promise<Raised> {
  const before = await raisedOne(tx, who.orgId, contradictionId);
  if (!before) throw new AppError('NO_SUCH_CONTRADICTION');
  await holdCase(tx, who.orgId, before.caseId);
  return (await raisedOne(tx, who.orgId, contradictionId))!;
}
