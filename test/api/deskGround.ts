import { randomUUID } from 'node:crypto';
import { todayIn, until, type TestServer } from '../helpers/server.ts';
import { form } from '../questionnaires/forms.ts';
import type { Ground, Side } from './ground.ts';

const dayIn = (days: number): string => new Date(Date.parse(todayIn()) + 86_400_000 * days).toISOString().slice(0, 10);

/** Puts what is planned and checked into a unit: an inspection with its case, a questionnaire, a calendar, an absence, a shop that has moved. */
export async function furnishDesk(server: TestServer, { units, ids, probers }: Ground, side: Side): Promise<void> {
  const as = (name: string) => probers.find((one) => one.name === `${name}@${side}`)!.headers;
  const ask = async <T>(who: string, method: 'GET' | 'POST', path: string, body?: object): Promise<T> => {
    const headers = { ...as(who), 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const unitId = units[side];
  const repId = ids.person[side][0]!;
  const retailerId = ids.retailer[side][0]!;

  const { planId } = await ask<{ planId: string }>('auditor', 'POST', '/inspections', {
    unitId,
    counts: 'retailers',
    title: `check-of-${side}`,
    fromDay: todayIn(),
    toDay: todayIn(),
    dueDay: dayIn(7),
  });
  await ask('auditor', 'POST', `/inspections/${planId}/frame`, { take: 1 });
  await ask('auditor', 'POST', `/inspections/${planId}/draw`, { frameNo: 1 });
  const cases = await ask<{ items: { caseId: string }[] }>('auditor', 'GET', `/inspections/${planId}/cases`);
  ids.inspection[side].push(planId);
  ids.case[side].push(cases.items[0]!.caseId);

  const title = { zh: `form-of-${side}`, en: `form-of-${side}` };
  const made = await ask<{ questionnaireId: string }>('auditor', 'POST', '/questionnaires', {
    unitId,
    content: { ...form(), title },
  });
  ids.questionnaire[side].push(made.questionnaireId);

  const logId = randomUUID();
  const said = { texts: { done: `done-of-${side}` } };
  await ask('rep', 'POST', '/me/logs', { logId, span: 'day', day: todayIn(), saidAt: new Date().toISOString(), said });
  ids.log[side].push(logId);

  const away = { repId, fromDay: dayIn(100), toDay: dayIn(101), part: 'day', kind: 'training' };
  ids.absence[side].push((await ask<{ absenceId: string }>('supervisor', 'POST', '/absences', away)).absenceId);
  const moved = { retailerId, fromDay: todayIn(), note: 'x' };
  ids.proposal[side].push((await ask<{ proposalId: string }>('rep', 'POST', '/places/moved', moved)).proposalId);

  await ask('planner', 'POST', '/calendars/drafts', { repId, fromDay: dayIn(7), seconds: 0.2 });
  await until(async () => {
    const { rows } = await server.running.db.query<{ id: string }>(
      'select calendar_id as id from calendar where unit_id = $1',
      [unitId],
    );
    ids.calendar[side].push(...rows.map(({ id }) => id));
    return rows.length > 0;
  });
}
