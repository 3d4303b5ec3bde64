import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { InBoth } from '../../shared/problems/say.ts';
import { addDevice, listDevices, revokeDevice } from '../../shared/phones.ts';
import { listPeople, type Person } from '../../shared/people.ts';
import { readRetailerPoints } from '../../shared/retailers.ts';
import { listPlans, type Plan } from '../../shared/plans.ts';
import { listTerritories } from '../../shared/territories.ts';
import { endVisit, listVisits, startVisit } from '../../shared/visits.ts';
import { createRandom } from '../../shared/random.ts';
import { ApiClient } from '../apiClient.ts';
import { demoDay } from './organisation.ts';
import { makeRound, type Act, type DemoFix } from './script.ts';
import { planEditContracts } from '../../shared/planEdits.ts';
import { signedIn } from './client.ts';
import { sendFromPhone, sendPositions } from '../../shared/positions.ts';

const STOPS_A_ROUND = 24;
/** How long before the first look the round began, so that the day is already under way. */
const BEGAN_AGO_MS = 100 * 60_000;

interface Rep {
  person: Person;
  phone: ApiClient;
  seed: number;
  visitId: string | null;
}

/** Gives every demo rep a phone and sends them on their rounds, until the signal ends it. */
export async function startReps(
  url: string,
  password: string,
  say: (line: InBoth) => void,
  signal: AbortSignal,
): Promise<void> {
  const admin = await signedIn(url, 'admin', password, signal);
  const { items: people } = await admin.call(listPeople, { query: { role: 'rep', limit: 100 } });
  const reps = await Promise.all(people.map((person, i) => equip(admin, url, person, i, signal)));
  const makeReady = reps.map(async (rep) => ({ rep, acts: await nextRound(admin, rep, true) }));
  const ready = await Promise.all(makeReady);
  await Promise.all(ready.map(({ rep, acts }) => catchUp(rep, acts)));
  say({ en: `${reps.length} demo reps are on their rounds.`, zh: `${reps.length} 名演示客户经理已开始走访。` });
  for (const { rep, acts } of ready) {
    void goOn(admin, rep, acts, signal).catch((error: unknown) => {
      const { login } = rep.person;
      if (!signal.aborted)
        say({
          en: `Demo rep ${login} stopped: ${String(error)}`,
          zh: `演示客户经理 ${login} 已停止：“${String(error)}”`,
        });
    });
  }
}

/** A new phone each time the server starts: tokens are shown once and stored nowhere. */
async function equip(admin: ApiClient, url: string, person: Person, number: number, signal: AbortSignal): Promise<Rep> {
  const params = { personId: person.personId };
  const { items } = await admin.call(listDevices, { params });
  for (const { deviceId, revokedAt } of items) if (!revokedAt) await admin.call(revokeDevice, { params: { deviceId } });
  const { token } = await admin.call(addDevice, { params, body: { label: '演示手机 Demo phone' } });
  return { person, phone: new ApiClient(url, signal).useToken(token), seed: number * 1_000, visitId: null };
}

/** Today's plan where it has stops left, or a new one, as the acts of a round. */
async function nextRound(admin: ApiClient, rep: Rep, mayHaveBegun: boolean): Promise<Act[]> {
  const day = demoDay();
  const query = { day, repId: rep.person.personId };
  const [{ items: plans }, { items: visits }] = await Promise.all([
    admin.call(listPlans, { query }),
    admin.call(listVisits, { query: { ...query, limit: 500 } }),
  ]);
  const visited = new Set(visits.map((v) => v.retailerId));
  let left = plans[0]?.stops.filter((s) => !visited.has(s.retailerId)) ?? [];
  if (left.length === 0) left = (await makePlan(admin, rep, day, visited)).stops;
  const open = visits.find((v) => v.state === 'open');
  rep.visitId = open?.visitId ?? null;
  const isFresh = mayHaveBegun && visits.length === 0;
  const from = visits[0]?.retailerPosition ?? left[0]!.position;
  const startMs = isFresh ? Date.now() - BEGAN_AGO_MS : Date.now() + 3_000;
  const stops = left.map((s) => ({ retailerId: s.retailerId, position: s.position, minutes: 6 }));
  const acts = makeRound(stops, from, startMs, rep.seed++);
  // a visit that was open when the server stopped is ended first
  return open
    ? [
        {
          atMs: Date.now() + 1_000,
          kind: 'end',
          fix: { position: open.retailerPosition, accuracyM: 12, source: 'gnss', mock: false },
        },
        ...acts,
      ]
    : acts;
}

async function makePlan(admin: ApiClient, rep: Rep, day: string, visited: ReadonlySet<string>): Promise<Plan> {
  const { items: territories } = await admin.call(listTerritories, { query: { kind: 'visit' } });
  const own = territories.find((t) => t.repId === rep.person.personId);
  const points = await admin.call(readRetailerPoints, { query: { unitId: rep.person.unitId } });
  const mine = points.retailerId.flatMap((retailerId, i) =>
    points.visitTerritoryId[i] === own?.territoryId && !visited.has(retailerId)
      ? [{ retailerId, lng: points.lng[i]!, lat: points.lat[i]! }]
      : [],
  );
  // a day's round is one neighbourhood: a shop by chance and those nearest to it
  const centre = mine[createRandom(rep.seed + Number(day.replaceAll('-', ''))).int(mine.length)]!;
  const near = (p: { lng: number; lat: number }) => Math.hypot(p.lng - centre.lng, p.lat - centre.lat);
  const retailerIds = mine
    .sort((a, b) => near(a) - near(b))
    .slice(0, STOPS_A_ROUND)
    .map((m) => m.retailerId);
  // demo reps are on their rounds whenever somebody looks, also at night
  return admin.call(planEditContracts.makePlan, {
    body: { repId: rep.person.personId, day, retailerIds, dayStart: '00:00', dayEnd: '24:00', lunch: null },
  });
}

/** Sends what the phone recorded before now, as one that was offline does: positions in batches, presses in order. */
async function catchUp(rep: Rep, acts: Act[]): Promise<void> {
  const past = acts.filter((act) => act.atMs <= Date.now());
  acts.splice(0, past.length);
  const fixes = past.filter((act) => act.kind === 'fix');
  for (let i = 0; i < fixes.length; i += 500) {
    await rep.phone.call(sendPositions, {
      body: {
        fixes: fixes
          .slice(i, i + 500)
          .map(({ atMs, fix }) => ({ ...fix, accuracyLevel: 0.68 as const, fixAt: new Date(atMs).toISOString() })),
      },
    });
  }
  for (const act of past) if (act.kind !== 'fix') await play(rep, act);
}

async function goOn(admin: ApiClient, rep: Rep, first: Act[], signal: AbortSignal): Promise<void> {
  for (let acts = first; ; acts = await nextRound(admin, rep, false)) {
    for (const act of acts) {
      await wait(Math.max(0, act.atMs - Date.now()), undefined, { signal });
      await play(rep, act).catch(async () => {
        await wait(5_000, undefined, { signal }); // the server is busy: once more, then the act is left out
        await play(rep, act).catch(() => {});
      });
    }
  }
}

async function play(rep: Rep, act: Act): Promise<void> {
  if (act.kind === 'fix') return void (await rep.phone.call(sendFromPhone, { body: JSON.stringify(ownTracks(act)) }));
  const press = {
    pressedAt: new Date(act.atMs).toISOString(),
    deviceId: `demo-${rep.person.login}`,
    fix: { ...pressFix(act.fix), fixAt: new Date(act.atMs - 2_000).toISOString() },
  };
  if (act.kind === 'start') {
    const visitId = randomUUID();
    await rep.phone.call(startVisit, { body: { visitId, retailerId: act.retailerId, ...press } });
    rep.visitId = visitId;
  } else if (rep.visitId) {
    await rep.phone.call(endVisit, { params: { visitId: rep.visitId }, body: press });
    rep.visitId = null;
  }
}

function pressFix({ position, accuracyM, source, mock }: DemoFix) {
  return { position, accuracyM, accuracyLevel: 0.68 as const, source, mock };
}

/** Live positions travel as OwnTracks sends them. */
function ownTracks(act: Extract<Act, { kind: 'fix' }>): object {
  return {
    _type: 'location',
    lat: act.fix.position.lat,
    lon: act.fix.position.lng,
    acc: Math.round(act.fix.accuracyM),
    tst: Math.floor(act.atMs / 1_000),
    tid: 'DM',
    t: 'p',
  };
}
