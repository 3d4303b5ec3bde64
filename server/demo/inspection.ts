import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { marketCheck } from '../../shared/defaultQuestionnaires.ts';
import { fileFinding, type Answers } from '../../shared/findings.ts';
import { listCases, type InspectionCase } from '../../shared/inspectionCases.ts';
import {
  countFrame,
  drawSample,
  freezeFrame,
  listInspections,
  makeInspection,
  type InspectionPlan,
} from '../../shared/inspections.ts';
import { listUnits } from '../../shared/units.ts';
import { daysBetween } from '../../shared/period.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { addQuestionnaire, publishQuestionnaire } from '../../shared/questionnaires.ts';
import { listVisits } from '../../shared/visits.ts';
import { ApiClient } from '../apiClient.ts';
import { signedIn } from './client.ts';
import { demoDay } from './organisation.ts';

const MINUTE_MS = 60_000;
/** A few days of one unit: until so many are judged valid, its past is still being made. */
const LEAST_VISITS = 120;
const LOOK_MS = 3_000;
const TAKE = 12;
/** The others are for whoever tries a phone. */
const FILED = 8;

/** A drawn inspection where there is none: most of it filed, one shop speaks against a claim and one for a rep. */
export async function inspectVisits(
  url: string,
  password: string,
  say: (line: InBoth) => void,
  signal: AbortSignal,
): Promise<void> {
  const auditor = await signedIn(url, 'auditor', password, signal);
  const { items } = await auditor.call(listInspections);
  const plan = items.length === 0 ? await makePlan(auditor) : items.find(({ state }) => state === 'draft');
  if (!plan) return;
  const { planId } = plan;
  while ((await auditor.call(countFrame, { params: { planId }, query: {} })).itemCount < LEAST_VISITS)
    await wait(LOOK_MS, undefined, { signal });
  const { frames } = await auditor.call(freezeFrame, { params: { planId }, body: { take: TAKE } });
  await auditor.call(drawSample, { params: { planId }, body: { frameNo: frames.at(-1)!.frameNo } });
  const cases = (await auditor.call(listCases, { params: { planId } })).items;
  await fileFindings(auditor, plan, cases);
  say({ en: `  an inspection of ${cases.length} visits drawn`, zh: `  已抽取 ${cases.length} 次走访供抽查` });
}

async function makePlan(auditor: ApiClient): Promise<InspectionPlan> {
  const { items: units } = await auditor.call(listUnits);
  const { unitId, name } = units.find(({ parentId }) => parentId !== null)!;
  const { questionnaireId: id } = await auditor.call(addQuestionnaire, { body: { unitId, content: marketCheck } });
  await auditor.call(publishQuestionnaire, { params: { questionnaireId: id }, body: { revision: 1 } });
  return auditor.call(makeInspection, {
    body: {
      unitId,
      counts: 'visits',
      title: `演示抽查 Demo inspection · ${name}`,
      questionnaire: { id, version: 1 },
      fromDay: demoDay(-6),
      toDay: demoDay(-1),
      dueDay: demoDay(7),
    },
  });
}

async function fileFindings(
  auditor: ApiClient,
  { questionnaire }: InspectionPlan,
  cases: readonly InspectionCase[],
): Promise<void> {
  const days: string[] = [];
  for (const { retailerId } of cases.slice(0, FILED))
    days.push((await auditor.call(listVisits, { query: { retailerId, limit: 1 } })).items[0]!.day);
  const said = wordsOf(days, demoDay());
  for (const [i, word] of said.entries()) {
    const { caseId, position } = cases[i]!;
    const press = (minutes: number) => ({
      at: new Date(Date.now() - ((said.length - i) * 20 - minutes) * MINUTE_MS).toISOString(),
      fix: {
        position: { lng: position.lng + 3e-5, lat: position.lat + 2e-5 },
        accuracyM: 8,
        accuracyLevel: 0.68,
      } as const,
    });
    const finding = { findingId: randomUUID(), outcome: 'met', questionnaire } as const;
    await auditor.call(fileFinding, {
      params: { caseId },
      body: { ...finding, answers: { ...shopAnswers(i), ...word }, arrive: press(0), leave: press(6) },
    });
  }
}

/**
 * What shops say of their last visits: the first knows of none this week; one whose visit is some days back saw the rep today, which was
 * not pressed; the others say what was.
 */
export function wordsOf(days: readonly string[], today: string): Answers[] {
  const came = { lastVisitWho: 'usual', lastVisitMinutes: 10 };
  const forRep = days.findIndex((day, i) => i > 0 && daysBetween(day, today) >= 2);
  return days.map((day, i): Answers => {
    if (i === 0) return { lastVisit: 'notThisWeek' };
    return i === forRep ? { lastVisit: 'today', ...came } : { lastVisit: 'onDay', lastVisitDay: day, ...came };
  });
}

/** The rest of what is asked; one shop does better than another. */
export function shopAnswers(i: number): Answers {
  return {
    pricesShown: i % 3 === 0 ? 'some' : 'all',
    prices: { first: 12 + (i % 2), second: 24 },
    policyTold: i % 4 === 0 ? 'heard' : 'knows',
    supplyTold: i % 5 !== 0,
    knowsManager: true,
    satisfaction: 3 + (i % 3),
  };
}
