import type { KnownContradiction, MyContradiction } from '../../shared/settlements.ts';
import { giveTerritory } from '../calendar/drafts.ts';
import type { TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { published } from './asked.ts';
import { casesOf, drawn, file, finding } from './plans.ts';

const given = new WeakSet<TestServer>();

/** A case in which the shop saw the rep today, who pressed nothing: it speaks for the rep. */
export async function seenCase(server: TestServer): Promise<{ caseId: string; planId: string; findingId: string }> {
  if (!given.has(server)) await giveTerritory(server);
  given.add(server);
  const { planId } = await drawn(server, { take: 1 });
  const [one] = await casesOf(server, { planId });
  const body = finding({
    questionnaire: await published(server),
    answers: { lastVisit: 'today', lastVisitWho: 'usual', prices: true },
  });
  await file(server, one!, body);
  return { caseId: one!.caseId, planId, findingId: body.findingId };
}

export const raise = (
  server: TestServer,
  { caseId, findingId }: { caseId: string; findingId: string },
  what = 'SEEN_NOT_PRESSED',
) =>
  ask<KnownContradiction>(server, 'auditor.east', 'post', `/inspections/cases/${caseId}/contradictions`, {
    findingId,
    what,
  });

export const answer = (server: TestServer, contradictionId: string | null, note: string, login = 'rep.east') =>
  ask<MyContradiction>(server, login, 'post', `/me/contradictions/${contradictionId}/answer`, {
    note,
    saidAt: '2026-03-02T08:00:00.000Z',
  });

export const settle = (server: TestServer, contradictionId: string | null, body: object, login = 'admin') =>
  ask<KnownContradiction>(server, login, 'post', `/inspections/contradictions/${contradictionId}/settlement`, {
    settlementNo: 0,
    ...body,
  });
