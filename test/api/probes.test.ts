import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { unpackColumns } from '../../shared/retailerColumns.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { connect, type Watcher } from '../helpers/watcher.ts';
import { kinds, makeGround, sides, type Ground, type Kind, type Prober, type Side } from './ground.ts';
import { drawProbe, isInScope, wouldMoveGround, type Probe } from './probe.ts';
import { samples } from './samples.ts';

/** How many requests; `PROBES=100000 npx vitest run test/api/probes.test.ts` for the figure in docs/security.md. */
const PROBES = process.env.PROBES === undefined ? null : Number(process.env.PROBES);
/** An endpoint is asked so many times, by whoever it may be and for whatever: now and then it does what was asked. */
const PROBES_EACH = 20;
const WATCHES = 300;
const SEED = Number(process.env.PROBES_SEED ?? 7);

let server: TestServer;
let ground: Ground;
beforeAll(async () => {
  server = await startTestServer();
  ground = await makeGround(server);
});
afterAll(() => server.stop());

interface Owner {
  unitId: string;
  /** Whose own it is: no other rep sees it. */
  repId: string | null;
  kind: string;
}

/** What every id belongs to, asked from the database itself. */
const owners = new Map<string, Owner | null>();
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

async function learn(ids: readonly string[]): Promise<void> {
  const unknown = ids.filter((id) => !owners.has(id));
  if (unknown.length === 0) return;
  for (const id of unknown) owners.set(id, null);
  const { rows } = await server.running.db.query<Owner & { id: string }>(
    `select o.* from (
       -- a unit that an attack rightfully added is its parent's
       select unit_id as id, case when unit_id = any($2) then unit_id else parent_id end as "unitId", null::uuid as "repId", 'unit' as kind from unit
       union all select person_id, unit_id, case when role = 'rep' then person_id end, 'person' from person
       union all select retailer_id, unit_id, null, 'retailer' from retailer
       union all select device_id, unit_id, person_id, 'device' from device join person using (org_id, person_id)
       union all select visit_id, unit_id, rep_id, 'visit' from press where kind = 'start'
       union all select shift_id, unit_id, rep_id, 'shift' from shift where kind = 'open'
       union all select territory_id, unit_id, null, 'territory' from territory
       union all select import_id, unit_id, null, 'import' from import_run
       union all select job_id, unit_id, null, 'job' from job
       union all select scenario_id, unit_id, null, 'scenario' from scenario
       union all select barrier_id, unit_id, null, 'barrier' from barrier
       union all select map_id, unit_id, null, 'map' from territory_map
       union all select plan_id, unit_id, null, 'inspection' from inspection_plan
       union all select case_id, unit_id, null, 'case' from inspection_case join inspection_plan using (org_id, plan_id)
       -- what was published is everybody's
       union all select questionnaire_id, unit_id, null, 'questionnaire' from questionnaire where published_at is null
       union all select calendar_id, unit_id, null, 'calendar' from calendar
       union all select log_id, unit_id, author_id, 'log' from log
       union all select absence_id, unit_id, null, 'absence' from absence a join person p on p.person_id = a.rep_id
       union all select proposal_id, unit_id, null, 'proposal' from place_proposal_state
     ) o where id = any($1)`,
    [unknown, Object.values(ground.units)],
  );
  for (const { id, ...owner } of rows) owners.set(id, owner);
}

/** Everything in an answer that its reader may not see; what the reader named may be repeated. */
async function leaksIn(text: string, prober: Prober, asked: string): Promise<string[]> {
  const ids = [...new Set(text.match(UUID) ?? [])].filter((id) => !asked.includes(id));
  await learn(ids);
  const leaks = ids
    .filter((id) => {
      const owner = owners.get(id);
      if (!owner) return false;
      if (prober.scope.has(owner.unitId))
        return (
          isRep(prober) &&
          ['visit', 'device', 'shift', 'person', 'log'].includes(owner.kind) &&
          owner.repId !== null &&
          owner.repId !== prober.personId
        );
      // a unit says which one it is part of; whoever is above and no rep may have looked at a track, or decided
      return !(
        prober.above.has(owner.unitId) &&
        (owner.kind === 'unit' || (owner.kind === 'person' && owner.repId === null))
      );
    })
    .map((id) => `${owners.get(id)!.kind} ${id}`);
  const names = [...text.matchAll(/(\w+)-of-(\w+)/g)].filter(
    ([name, what, side]) =>
      !asked.includes(name) &&
      !prober.scope.has(ground.units[side as Side]) &&
      !(
        what !== 'rep' &&
        what !== 'unit' &&
        prober.above.has(ground.units[side as Side]) &&
        /^(supervisor|planner|auditor|admin)$/.test(what!)
      ),
  );
  return [...leaks, ...names.map(([name]) => name)];
}

const isRep = ({ role }: Prober): boolean => role === 'rep' || role === 'phone';

async function send(probe: Probe, prober: Prober): Promise<{ status: number; text: string }> {
  const answer = await fetch(server.url + probe.address, {
    method: probe.method,
    headers: { ...prober.headers, ...(probe.body !== undefined && { 'content-type': probe.contentType }) },
    ...(probe.body !== undefined && { body: probe.body }),
  });
  if (answer.headers.get('content-type') !== 'application/octet-stream')
    return { status: answer.status, text: await answer.text() };
  const { territoryIds, ids, names, codes } = unpackColumns(await answer.arrayBuffer()); // ids as bytes would not be found
  return { status: answer.status, text: JSON.stringify({ territoryIds, ids, names, codes }) };
}

describe('an attack with every role, in every unit, on every endpoint, with ids of every kind', () => {
  it('hears nothing of a unit outside its scope, changes nothing there, and breaks nothing', async () => {
    const random = createRandom(SEED);
    const good = samples({
      unitId: randomUUID(),
      repId: randomUUID(),
      personId: randomUUID(),
      retailerId: randomUUID(),
      visitId: randomUUID(),
      setupToken: 'x',
    });
    const { endpoints } = server.running;
    const probes = PROBES ?? PROBES_EACH * endpoints.length;
    const statuses = new Map<number, number>();
    const answered = new Set<string>();
    for (let i = 0; i < probes; i++) {
      const prober = ground.probers[random.int(ground.probers.length)]!;
      const { contract } = endpoints[random.int(endpoints.length)]!;
      const probe = drawProbe(random, ground, contract, good[`${contract.method} ${contract.path}`]!);
      if (wouldMoveGround(probe, prober, ground)) continue;
      const { status, text } = await send(probe, prober);
      const what = `probe ${i}: ${prober.name} ${probe.method} ${probe.address} ${probe.body ?? ''} → ${status} ${text.slice(0, 400)}`;
      expect(status, what).toBeLessThan(500);
      const leaks = await leaksIn(text, prober, probe.address + (probe.body ?? ''));
      expect(
        leaks,
        `${what}\n${leaks.map((leak) => text.slice(Math.max(0, text.indexOf(leak.split(' ').at(-1)!) - 300)).slice(0, 600)).join('\n')}`,
      ).toEqual([]);
      const isAct = probe.method !== 'GET' && !/import|people\/file|proposals\/(answers|undo)$/.test(probe.key); // these say one by one what was refused
      if (isAct && status < 300)
        expect(
          probe.named.filter((n) => !isInScope(prober, ground)(n)),
          what,
        ).toEqual([]);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status < 300) answered.add(probe.key);
    }
    console.log(
      `${probes} probes: ${[...statuses]
        .sort()
        .map(([status, n]) => `${status} ${n} times`)
        .join(', ')}; ${answered.size} of ${endpoints.length} endpoints also did what was asked`,
    );
    // an attack that is refused at the door every time would prove nothing
    if (probes >= PROBES_EACH * endpoints.length) expect(answered.size).toBeGreaterThan(endpoints.length / 2);
    await expectWholeGround();
  }, 3_600_000);

  it('on the live stream hears nothing of a unit outside its scope, whatever it asks to watch', async () => {
    const random = createRandom(SEED + 1);
    const watchers: [Prober, Watcher][] = [];
    for (const prober of ground.probers.filter(({ headers }) => headers.cookie))
      watchers.push([prober, await connect(server.url, prober.headers)]);
    const cursors = [''];
    const heard: [Prober, string][] = [];
    for (const [prober, watcher] of watchers) {
      watcher.socket.onAny((_name: string, batch: { cursor?: string }) => {
        if (batch.cursor) cursors[random.int(20)] = batch.cursor;
        heard.push([prober, JSON.stringify(batch)]);
      });
    }
    const draw = (own: Kind) =>
      Array.from({ length: 1 + random.int(2) }, () => {
        const side = sides[random.int(sides.length)]!;
        const kind = random.next() < 0.85 ? own : kinds[random.int(kinds.length)]!;
        return { kind, own, side, id: kind === 'quarantine' ? randomUUID() : ground.ids[kind][side][0]! };
      });
    let events = 0;
    for (let i = 0; i < Math.max(WATCHES, (PROBES ?? 0) / 20); i++) {
      const [prober, watcher] = watchers[random.int(watchers.length)]!;
      const [units, territories] = [
        random.next() < 0.5 ? draw('unit') : [],
        random.next() < 0.4 ? draw('territory') : [],
      ];
      const request = {
        ...(units.length > 0 && { units: units.map(({ id }) => id) }),
        ...(territories.length > 0 && { territories: territories.map(({ id }) => id) }),
        ...(random.next() < 0.5 && { after: cursors[random.int(cursors.length)] ?? '' }),
      };
      const answer = await watcher.watch(request);
      const isAllowed = [...units, ...territories].every((n) => n.kind === n.own && isInScope(prober, ground)(n));
      expect(answer.ok, `watch ${i}: ${prober.name} ${JSON.stringify(request)} ${JSON.stringify(answer)}`).toBe(
        isAllowed,
      );
      if (i % 5 === 0) await happen(sides[random.int(sides.length)]!);
      for (const [listener, text] of heard.splice(0)) {
        events++;
        expect(await leaksIn(text, listener, ''), `${listener.name} heard ${text.slice(0, 400)}`).toEqual([]);
      }
    }
    for (const [, watcher] of watchers) watcher.cut();
    expect(events).toBeGreaterThan(100);
  }, 3_600_000);
});

/** Something that all who may hear it hear: a position and a visit in this unit. */
async function happen(side: Side): Promise<void> {
  const phone = ground.probers.find((p) => p.name === `phone@${side}`)!;
  const visitId = randomUUID();
  const press = { pressedAt: new Date().toISOString(), deviceId: `device-of-${side}`, fix: null };
  const post = (path: string, body: object) =>
    fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...phone.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await post('/visits', { visitId, retailerId: ground.ids.retailer[side][0], ...press });
  await post(`/visits/${visitId}/end`, press);
}

/** Nobody moved, was renamed or lost anything that the attack could not rightfully touch. */
async function expectWholeGround(): Promise<void> {
  const { rows } = await server.running.db.query<{ name: string; unitId: string; isActive: boolean }>(
    `select name, unit_id as "unitId", is_active as "isActive" from person where name ~ '-of-' union all select name, unit_id, true from retailer where code like 'P-%'`,
  );
  expect(rows.length).toBe(7 * sides.length);
  for (const { name, unitId, isActive } of rows) {
    expect(unitId, name).toBe(ground.units[name.split('-of-')[1] as Side]);
    expect(isActive, name).toBe(!name.startsWith('former'));
  }
}
