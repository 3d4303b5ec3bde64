import type { Queryable } from '../db.ts';
import { casesOf, type WhichCases } from './caseStore.ts';
import { raisedIn, type Raised } from './contradictionStore.ts';
import { findingsOf } from './filedStore.ts';
import type { CaseAsFound } from './result.ts';
import { askedOn, claimsOf, toldBy } from './resultStore.ts';

/** A case with what its finding is held against, and who made it. */
export interface CaseFiled extends CaseAsFound {
  planId: string;
  raised: readonly Raised[];
  /** The finding that counts; null: none. */
  filed: { findingId: string; inspectorId: string; inspectorName: string; askedDay: string } | null;
  /** Everybody who filed something for it. */
  inspectorIds: ReadonlySet<string>;
  /** Who looks after the shop, or made the visit. */
  repId: string | null;
}

/** Cases as they stand: the last finding that was not late, what was claimed, and what of it was put to somebody. */
export async function casesAsFound(sql: Queryable, orgId: number, which: WhichCases): Promise<CaseFiled[]> {
  const cases = await casesOf(sql, orgId, which);
  const caseIds = cases.map(({ caseId }) => caseId);
  const findings = await findingsOf(sql, orgId, caseIds);
  const claims = await claimsOf(sql, orgId, caseIds);
  const asked = await askedOn(sql, orgId, caseIds);
  const raised = await raisedIn(sql, orgId, caseIds);
  return cases.map(({ caseId, planId, code, name, origin, stratum, visitId, state }) => {
    const own = findings.get(caseId) ?? [];
    const last = own.find(({ isLate }) => !isLate) ?? null;
    const when = last && asked.get(last.findingId)!;
    return {
      caseId,
      planId,
      code,
      name,
      isDrawn: origin === 'drawn',
      stratum: stratum ?? '',
      visitId,
      isRemoved: state === 'removed',
      claims: claims.get(caseId) ?? [],
      told: last && toldBy(last, when!),
      raised: raised.get(caseId) ?? [],
      filed: last && { ...last, askedDay: when!.askedDay },
      inspectorIds: new Set(own.map(({ inspectorId }) => inspectorId)),
      repId: when?.repId ?? null,
    };
  });
}
