import { randomUUID } from 'node:crypto';
import type { Remedy } from '../../shared/remedies.ts';
import type { TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { casesOf, dayFrom, drawn, file, finding } from './plans.ts';

/** A case whose finding shows something to mend. */
export async function filedCase(server: TestServer): Promise<{ caseId: string; planId: string }> {
  const { planId } = await drawn(server, { take: 1 });
  const [one] = await casesOf(server, { planId });
  await file(server, one!, finding({ outcome: 'shut' }));
  return { caseId: one!.caseId, planId };
}

export const order = (server: TestServer, { caseId }: { caseId: string }, more: object = {}) =>
  ask<Remedy>(server, 'auditor.east', 'post', `/inspections/cases/${caseId}/remedies`, {
    remedyId: randomUUID(),
    what: '补贴价签 Put up the price tags',
    dueDay: dayFrom(3),
    assigneeId: server.idOf('rep.east'),
    ...more,
  });

export const report = (server: TestServer, { remedyId }: { remedyId: string }, more: object = {}, login = 'rep.east') =>
  ask<Remedy>(server, login, 'post', `/me/remedies/${remedyId}/report`, {
    reportId: randomUUID(),
    photos: ['ab'.repeat(32)],
    doneAt: '2026-03-02T08:00:00.000Z',
    ...more,
  });

export const check = (server: TestServer, { remedyId }: { remedyId: string }, body: object, login = 'auditor.east') =>
  ask<Remedy>(server, login, 'post', `/inspections/remedies/${remedyId}/check`, { checks: 0, ...body });
