import { randomUUID } from 'node:crypto';
import type { barrierProvocations } from '../barriers/problems.ts';
import type { searchProblems } from '../../shared/problems/search.ts';
import type { territoryProblems } from '../../shared/problems/territories.ts';
import type { Scenario } from '../../shared/scenarios.ts';
import type { TestServer } from '../helpers/server.ts';
import { ask, day, get, post, unitWith, type Provocation, type Provocations } from '../problems/provoke.ts';

type Wish = { unitId?: string; kind?: string; parts?: number; from?: string; name?: string };
const create = (server: TestServer, wish: Wish = {}) =>
  ask<Scenario>(server, 'admin', 'post', '/scenarios', {
    unitId: server.units.east,
    kind: 'visit',
    name: `S ${randomUUID()}`,
    from: 'empty',
    ...wish,
  });

/** A new scenario, and what is done to it. */
const on =
  (act: (server: TestServer, scenario: Scenario) => Promise<unknown>, wish: Wish = {}): Provocation =>
  async (server) =>
    act(server, await create(server, wish));

/** An act on a scenario as the last one left it. */
const deed = (server: TestServer, { scenarioId, revision }: Scenario, what: string, body: object = {}) =>
  ask<Scenario>(server, 'admin', 'post', `/scenarios/${scenarioId}/${what}`, { revision, ...body });
const change = (server: TestServer, { scenarioId, revision }: Scenario, body: object) =>
  ask<Scenario>(server, 'admin', 'patch', `/scenarios/${scenarioId}`, { revision, ...body });
const ids = ({ retailers }: TestServer, ...codes: string[]) => codes.map((code) => retailers.get(code));
const EAST = ['E1', 'E2', 'E3', 'E4', 'E5'];
const move = (server: TestServer, scenario: Scenario, to: number, codes = EAST) =>
  deed(server, scenario, 'moves', { moves: [{ to, retailerIds: ids(server, ...codes) }] });
const lock = (server: TestServer, scenario: Scenario, codes: string[]) =>
  deed(server, scenario, 'locks', { isLocked: true, retailerIds: ids(server, ...codes) });
const territories = (server: TestServer, scenario: Scenario, more: (t: Scenario['territories'][number]) => object) =>
  change(server, scenario, { territories: scenario.territories.map((t) => ({ ...t, ...more(t) })) });
const added = (server: TestServer, scenario: Scenario, more: object) => {
  const [first] = scenario.territories;
  return change(server, scenario, {
    territories: [...scenario.territories, { ...first, territoryId: null, name: 'New', no: 99, ...more }],
  });
};
const measures = (list: object[]) => (server: TestServer, scenario: Scenario) =>
  change(server, scenario, { settings: { ...scenario.settings, measures: list } });
const solve = (server: TestServer, scenario: Scenario, from = 'nothing') =>
  deed(server, scenario, 'solve', { from, seconds: 0.5 });
const publish = (server: TestServer, scenario: Scenario, ahead: number) =>
  deed(server, scenario, 'publish', { day: day(ahead) });
const two: Wish = { parts: 2 };

type OfScenarios = Omit<Provocations<typeof territoryProblems>, keyof typeof barrierProvocations>;

export const scenarioProvocations: OfScenarios = {
  TERRITORY_NAME_TAKEN: async (server) => {
    const wish = { unitId: server.units.east, kind: 'delivery', name: 'Twice', retailerIds: [] };
    await ask(server, 'admin', 'post', '/territories', wish);
    return ask(server, 'admin', 'post', '/territories', wish);
  },
  RETAILERS_NOT_IN_UNIT: post('admin', '/territories', ({ units }) => ({
    unitId: units.east,
    kind: 'order_call',
    name: 'Of nobody',
    retailerIds: [randomUUID()],
  })),
  DAY_PAST: on(async (server, scenario) => publish(server, await move(server, scenario, 1), -9)),
  DAY_TOO_FAR: on(async (server, scenario) => publish(server, await move(server, scenario, 1), 4_000)),
  NO_SUCH_MAP: post('admin', `/territories/maps/${randomUUID()}/publish`, { day: day(9) }),
  MAP_NOT_TO_COME: on(async (server, scenario) => {
    const { scenarioId, revision } = await move(server, scenario, 1);
    const wish = { revision, day: day(9) };
    const { mapId } = await ask<{ mapId: string }>(server, 'admin', 'post', `/scenarios/${scenarioId}/publish`, wish);
    const withdraw = () => ask(server, 'admin', 'post', `/territories/maps/${mapId}/withdrawal`, {});
    await withdraw();
    return withdraw();
  }),
  NOTHING_TO_PUBLISH: on(async (server, scenario) =>
    publish(server, await change(server, scenario, { territories: [] }), 9),
  ),
  SOME_UNASSIGNED: on((server, scenario) => publish(server, scenario, 9)),
  NO_SUCH_SCENARIO: get('admin', `/scenarios/${randomUUID()}`),
  SCENARIO_NAME_TAKEN: on((server, { name }) => create(server, { name })),
  SCENARIO_NAME_TAKEN_SINCE: on(async (server, { scenarioId, name, revision }) => {
    await ask(server, 'admin', 'delete', `/scenarios/${scenarioId}?revision=${revision}`);
    await create(server, { name });
    return ask(server, 'admin', 'post', `/scenarios/${scenarioId}/restore`, {});
  }),
  SCENARIO_CHANGED: on(async (server, scenario) => {
    await move(server, scenario, 1);
    return move(server, scenario, 0);
  }),
  NO_MAP_TO_START_FROM: post('admin', '/scenarios', ({ units }) => ({
    unitId: units.west,
    kind: 'order_call',
    name: 'From nothing',
    from: 'today',
  })),
  MEASURE_TWICE: on(measures([1, 2].map(() => ({ measure: 'visits', isBalanced: true, tolerance: 0.1 })))),
  TERRITORY_NO_TWICE: on((server, scenario) => added(server, scenario, { no: 1, territoryId: null })),
  TERRITORY_NAMED_TWICE: on((server, scenario) => territories(server, scenario, () => ({ name: 'Same' })), two),
  TERRITORY_ID_WRONG: on((server, scenario) => territories(server, scenario, () => ({ territoryId: randomUUID() }))),
  TERRITORY_NO_TOO_LOW: on(async (server, scenario) => {
    const [first] = scenario.territories;
    const fewer = await change(server, scenario, { territories: [first] });
    return added(server, fewer, { no: 2 });
  }, two),
  REP_NOT_IN_UNIT: on((server, scenario) => territories(server, scenario, () => ({ repId: server.idOf('rep.west') }))),
  NO_SUCH_TERRITORY_NO: on((server, scenario) => move(server, scenario, 77)),
  RETAILERS_NOT_IN_SCENARIO: on((server, scenario) => move(server, scenario, 1, ['W1'])),
  RETAILERS_LOCKED: on(async (server, scenario) => {
    const held = await lock(server, await move(server, scenario, 1), ['E1']);
    return move(server, held, 0, ['E1']);
  }),
  TERRITORY_LOCKED: on(async (server, scenario) =>
    move(server, await territories(server, scenario, () => ({ isLocked: true })), 1),
  ),
  LOCK_NEEDS_TERRITORY: on((server, scenario) => lock(server, scenario, ['E1'])),
  NOTHING_TO_UNDO: on((server, scenario) => deed(server, scenario, 'undo')),
  NOTHING_TO_REDO: on((server, scenario) => deed(server, scenario, 'redo')),
  SEARCH_CANCELLED: {
    unprovoked: 'a job that was cancelled says so by its state',
    test: 'test/scenarios/scenario.test.ts',
  },
};

export const searchProvocations: Provocations<typeof searchProblems> = {
  NO_RETAILERS: async (server) => {
    const unit = { name: randomUUID(), parentId: server.root };
    const { unitId } = await ask<{ unitId: string }>(server, 'admin', 'post', '/units', unit);
    return solve(server, await create(server, { unitId }));
  },
  NO_TERRITORIES: on(async (server, scenario) => solve(server, await change(server, scenario, { territories: [] }))),
  MORE_TERRITORIES: on((server, scenario) => solve(server, scenario), { parts: 9 }),
  NO_MEASURE: on(async (server, scenario) =>
    solve(server, await measures([{ measure: 'retailers', isBalanced: false, tolerance: 0.1 }])(server, scenario)),
  ),
  MEASURE_ZERO: async (server) => {
    const unitId = await unitWith(server, 'code,name,lng,lat,ordersPerMonth\nZ1,Shop,120,28,0\nZ2,Shop,120,28.1,0');
    const scenario = await create(server, { unitId });
    return solve(server, await measures([{ measure: 'orders', isBalanced: true, tolerance: 0.1 }])(server, scenario));
  },
  MEASURE_UNKNOWN: on(async (server, scenario) =>
    solve(server, await measures([{ measure: 'volume', isBalanced: true, tolerance: 0.1 }])(server, scenario)),
  ),
  FAR_AWAY: async (server) => {
    const near = Array.from({ length: 20 }, (_, i) => `F${i},Shop,120.${10 + i},28`).join('\n');
    const unitId = await unitWith(server, `code,name,lng,lat\n${near}\nF99,Abroad,10,50`);
    return solve(server, await create(server, { unitId }));
  },
  LOCKED_NOWHERE: {
    unprovoked: 'a lock needs a territory: only an older row is so',
    test: 'test/scenarios/scenarioSolve.test.ts',
  },
  LOCKED_SINGLY: on(async (server, scenario) =>
    solve(server, await lock(server, await move(server, scenario, 1), ['E1'])),
  ),
  ALL_LOCKED: on(async (server, scenario) =>
    solve(server, await territories(server, scenario, () => ({ isLocked: true })), 'here'),
  ),
  NO_TODAY: on((server, scenario) => solve(server, scenario, 'today'), { kind: 'order_call' }),
  NOT_DIVISIBLE: {
    unprovoked: 'every known reason is said by its own code before',
    test: 'test/scenarios/scenarioSolve.test.ts',
  },
};
