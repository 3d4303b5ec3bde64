import { monthAfter } from '../../shared/period.ts';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { targetsAndProcess } from '../../shared/defaultSchemes.ts';
import { listUnits, type Unit } from '../../shared/units.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { addEntries } from '../../shared/scoreEntries.ts';
import { addScheme, listSchemes, publishScheme } from '../../shared/scoreSchemes.ts';
import { draftMonth, objectTo, readStanding, showMonth, type Standing } from '../../shared/scores.ts';
import { ApiClient } from '../apiClient.ts';
import { signedIn } from './client.ts';
import { demoDay } from './organisation.ts';

const LOOK_MS = 15_000;
/** Of the working days of a month; holidays that nobody confirmed are among them. */
const ENOUGH_DAYS = 0.8;

const monthAgo = (months: number): string => monthAfter(demoDay().slice(0, 7), -months);

/** Last month is shown with an objection waiting; the one before is closed by the server, this one goes on. */
export async function scoreMonths(
  url: string,
  password: string,
  say: (line: InBoth) => void,
  signal: AbortSignal,
): Promise<void> {
  const as = (login: string) => signedIn(url, login, password, signal);
  const admin = await as('admin');
  const { items: units } = await admin.call(listUnits);
  const root = units.find(({ parentId }) => parentId === null)!;
  const supervisor = await as('supervisor');
  const below = units.filter(({ parentId }) => parentId !== null);
  if ((await admin.call(listSchemes)).items.length === 0) {
    const { schemeId } = await admin.call(addScheme, { body: { unitId: root.unitId, content: targetsAndProcess } });
    const from = { revision: 1, fromMonth: monthAgo(2) };
    await admin.call(publishScheme, { params: { schemeId }, body: from });
    for (const unit of below) for (const months of [2, 1, 0]) await enterMonth(supervisor, unit, monthAgo(months));
  }
  const [unit] = below;
  const standing = await standingOnceCounted(supervisor, unit!.unitId, monthAgo(1), signal);
  if (standing.state !== 'open' && standing.state !== 'drafted') return;
  const params = { unitId: unit!.unitId, month: standing.month };
  if (standing.state === 'open') await supervisor.call(draftMonth, { params, body: {} });
  await supervisor.call(showMonth, { params, body: {} });
  const rep = await as('rep01');
  const note =
    '重点品牌陈列那天我在现场，请核对照片。 I was there when the shelf was set up: please look at the photos.';
  await rep.call(objectTo, { params, body: { objectionId: randomUUID(), itemKey: 'priority', note } });
  say({ en: '  last month’s scores are shown, with an objection waiting', zh: '  上月考核已公示，有一条异议待答复' });
}

/** What somebody at the desk gives in a month: a figure and a mark each, here and there something that happened. */
async function enterMonth(supervisor: ApiClient, { unitId }: Unit, month: string): Promise<void> {
  const { people } = await supervisor.call(readStanding, { query: { unitId } }); // of this month: all who are there
  const entries = people.flatMap(({ repId }, i) => [
    {
      entryId: randomUUID(),
      repId,
      itemKey: 'salesTarget',
      value: 88 + 5 * (i % 4),
      note: '月度销售报表 Sales report',
    },
    { entryId: randomUUID(), repId, itemKey: 'priority', value: 6 + (i % 4), note: '月度重点检查 Check of priorities' },
    ...(i === 1
      ? [{ entryId: randomUUID(), repId, itemKey: 'events', eventKey: 'idea', value: 1, note: '建议 Idea' }]
      : []),
    ...(i === 2
      ? [{ entryId: randomUUID(), repId, itemKey: 'events', eventKey: 'complaint', value: 1, note: '投诉 Complaint' }]
      : []),
  ]);
  if (entries.length > 0) await supervisor.call(addEntries, { body: { unitId, month, entries } });
}

/** The demo's past is made a day at a time: a month is scored when it is whole. */
async function standingOnceCounted(
  supervisor: ApiClient,
  unitId: string,
  month: string,
  signal: AbortSignal,
): Promise<Standing> {
  for (;;) {
    const standing = await supervisor.call(readStanding, { query: { unitId, month } });
    const isWhole = standing.people.every(({ days, dueDays }) => days >= ENOUGH_DAYS * dueDays);
    if (standing.state !== 'open' || (isWhole && standing.daysDue === 0)) return standing;
    await wait(LOOK_MS, undefined, { signal });
  }
}
