import { randomUUID } from 'node:crypto';
import type { InspectionCase } from '../../shared/inspectionCases.ts';
import type { InspectionPlan, NewFrame, NewInspection } from '../../shared/inspections.ts';
import { todayIn, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';

const ago = (days: number) => new Date(Date.parse(todayIn()) - days * 86_400_000).toISOString().slice(0, 10);
export const dayFrom = (days: number) => ago(-days);

/** A field inspection of the east's five shops. */
export const plan = (server: TestServer, more: object = {}) =>
  ask<InspectionPlan>(server, 'auditor.east', 'post', '/inspections', {
    unitId: server.units.east,
    counts: 'retailers',
    title: 'Market check',
    fromDay: ago(7),
    toDay: ago(0),
    dueDay: dayFrom(7),
    ...more,
  });

export const freeze = (server: TestServer, { planId }: { planId: string }, more: Partial<NewFrame> = {}) =>
  ask<InspectionPlan>(server, 'auditor.east', 'post', `/inspections/${planId}/frame`, { take: 3, ...more });

export const draw = (server: TestServer, { planId }: { planId: string }, more: object = {}) =>
  ask<InspectionPlan>(server, 'auditor.east', 'post', `/inspections/${planId}/draw`, { frameNo: 1, ...more });

/** A plan that is drawn by the server's own seed. */
export async function drawn(
  server: TestServer,
  { take = 3, ...more }: { take?: number } & Partial<NewInspection> = {},
): Promise<InspectionPlan> {
  const made = await plan(server, more);
  await freeze(server, made, { take });
  return draw(server, made);
}

export const casesOf = async (server: TestServer, { planId }: { planId: string }, login = 'auditor.east') =>
  (await ask<{ items: InspectionCase[] }>(server, login, 'get', `/inspections/${planId}/cases`)).items;

export const change = (server: TestServer, { caseId }: { caseId: string }, body: object) =>
  ask<InspectionCase>(server, 'auditor.east', 'post', `/inspections/cases/${caseId}/changes`, body);

export const finding = (more: object = {}) => ({ findingId: randomUUID(), outcome: 'met', ...more });

export const file = <T = unknown>(
  server: TestServer,
  { caseId }: { caseId: string },
  body: object,
  login = 'auditor.east',
) => ask<T>(server, login, 'post', `/me/inspections/${caseId}/finding`, body);
