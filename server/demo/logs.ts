import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { isOfDay, type DayFacts } from '../../shared/logFacts.ts';
import {
  fileLog,
  markLogsRead,
  readLog,
  readLogDraft,
  readLogInbox,
  reviewLog,
  type NewLog,
  type StopReason,
} from '../../shared/logs.ts';
import { listPeople } from '../../shared/people.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { decideVisit, readVisit } from '../../shared/visits.ts';
import { ApiClient } from '../apiClient.ts';
import { signedIn } from './client.ts';
import { demoDay } from './organisation.ts';

const LOOK_MS = 3_000;
const DAYS = 3;
const done = [
  '按计划走访，核对明码标价。Visited by plan and checked the prices on display.',
  '走访集贸市场一带，宣传新品。Visited the market and told of new products.',
  '走访正常，客户配合。A usual day; the shops were helpful.',
];
const wishes = [
  '希望提前半天送货。Wants delivery half a day earlier.',
  '',
  '想了解新的订货周期。Asks about the new ordering cycle.',
];
const reasons: readonly StopReason[] = ['shut', 'noTime', 'refused'];

export type Story = 'missing' | 'late' | 'unexplained' | 'usual';

/** What becomes of a rep's log of a day: `days` back, 0 for the last one. */
export function storyOf(rep: number, days: number): Story {
  if (days === 0 && rep === 3) return 'missing';
  if (days === 0 && rep === 1) return 'unexplained';
  return (rep + 3 * days) % 7 === 5 ? 'late' : 'usual';
}

/** A log of a day with its facts; null: none was written. */
export function demoLog(story: Story, rep: number, { day, missing }: DayFacts): NewLog | null {
  if (story === 'missing') return null;
  const saidAt = `${day}T09:${String(10 + rep).padStart(2, '0')}:00.000Z`; // about a quarter past five
  const late = new Date(Math.min(Date.parse(saidAt) + 15 * 3_600_000, Date.now())).toISOString(); // the next morning
  const texts = {
    done: done[rep % 3]!,
    problems: '',
    wishes: wishes[rep % 3]!,
    tomorrow: '按计划走访。Visits by plan.',
  };
  const why = (k: number) => ({ why: reasons[(rep + k) % 3]!, note: '' });
  const said = {
    texts,
    reasons: story === 'unexplained' ? [] : missing.map(({ retailerId }, k) => ({ retailerId, ...why(k) })),
  };
  return { logId: randomUUID(), span: 'day', day, saidAt: story === 'late' ? late : saidAt, said };
}

/** Logs of the last working days where there are none: one is missing, some are late, one is returned, of one the facts have changed since. */
export async function fileLogs(
  url: string,
  password: string,
  say: (line: InBoth) => void,
  signal: AbortSignal,
): Promise<void> {
  const as = (login: string) => signedIn(url, login, password, signal);
  const supervisor = await as('supervisor');
  const days = workdaysBack(DAYS);
  const inbox = async (day: string) => (await supervisor.call(readLogInbox, { query: { day } })).items;
  if ((await inbox(days[0]!)).some(({ log }) => log !== null)) return;
  while (!(await inbox(days.at(-1)!)).some(({ sums }) => sums.valid > 0)) await wait(LOOK_MS, undefined, { signal });
  const { items: people } = await supervisor.call(listPeople, { query: { role: 'rep', limit: 100 } });
  for (const [i, { login }] of people.entries()) {
    const rep = await as(login);
    for (const [k, day] of days.entries()) {
      const { facts } = await rep.call(readLogDraft, { query: { span: 'day', day } });
      const body = isOfDay(facts) && facts.visits.length > 0 ? demoLog(storyOf(i, k), i, facts) : null;
      if (body) await rep.call(fileLog, { body });
    }
  }
  await reviewLogs(supervisor, await as('auditor'), days);
  say({ en: '  work logs of the last days filed', zh: '  已生成近日工作日志' });
}

/** The oldest day is read, one log of the last is returned, one commented on, and a visit of one is decided after it was sent. */
async function reviewLogs(supervisor: ApiClient, auditor: ApiClient, days: readonly string[]): Promise<void> {
  const logsOf = async (day: string) =>
    (await supervisor.call(readLogInbox, { query: { day } })).items.flatMap(({ log, ...item }) =>
      log ? [{ ...item, log }] : [],
    );
  const old = await logsOf(days.at(-1)!);
  if (old.length > 0) await supervisor.call(markLogsRead, { body: { logIds: old.map(({ log }) => log.logId) } });
  const last = await logsOf(days[0]!);
  const review = (k: number, body: { deed: 'return' | 'comment'; note: string }) =>
    last[k] &&
    supervisor.call(reviewLog, { params: { logId: last[k].log.logId }, body: { reviewId: randomUUID(), ...body } });
  await review(0, { deed: 'return', note: '请填写缺站原因。Please give the reasons for the missing stops.' });
  await review(1, { deed: 'comment', note: '做得好。Well done.' });
  for (const { log } of last.slice(2)) {
    const doubtful = await firstDoubtful(auditor, log.logId);
    if (!doubtful) continue;
    const { verdicts } = await auditor.call(readVisit, { params: { visitId: doubtful } });
    const { verdictNo } = verdicts.at(-1)!;
    const note = '电话核实：未到店。Called the shop: nobody came.';
    await auditor.call(decideVisit, { params: { visitId: doubtful }, body: { word: 'invalid', note, verdictNo } });
    return;
  }
}

async function firstDoubtful(auditor: ApiClient, logId: string): Promise<string | null> {
  const { log } = await auditor.call(readLog, { params: { logId } });
  if (!isOfDay(log.facts)) return null;
  return log.facts.visits.find(({ state }) => state === 'suspect' || state === 'unverifiable')?.visitId ?? null;
}

/** Monday to Friday, the last one first. */
function workdaysBack(n: number): string[] {
  const days: string[] = [];
  for (let k = 1; days.length < n; k++) {
    const day = demoDay(-k);
    if (![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())) days.push(day);
  }
  return days;
}
