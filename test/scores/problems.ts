import { randomUUID } from 'node:crypto';
import type { scoreProblems } from '../../shared/problems/scores.ts';
import type { ScoreItem } from '../../shared/scoreScheme.ts';
import type { TestServer } from '../helpers/server.ts';
import { ask, get, post, type Provocation, type Provocations } from '../problems/provoke.ts';
import {
  before,
  closeMonth,
  deed,
  enter,
  entry,
  lastMonth,
  makeScheme,
  object,
  publishScheme,
  sheet,
  showLongAgo,
  standing,
  thisMonth,
} from './months.ts';

type Sheet = ReturnType<typeof sheet>;

/** What is said of a draft that nobody may publish. */
const published =
  (change: (scheme: Sheet) => unknown): Provocation =>
  async (server) => {
    const scheme = sheet();
    change(scheme);
    const { schemeId } = await makeScheme(server, scheme);
    return ask(server, 'admin', 'post', `/scores/schemes/${schemeId}/publish`, { revision: 1, fromMonth: thisMonth });
  };
const item = (change: object, no = 0) =>
  published(({ sections }) => {
    sections[0]!.items[no] = { ...sections[0]!.items[no]!, ...change } as ScoreItem;
  });
const curve = (...at: [number, number][]) => ({
  form: 'linear',
  over: 'value',
  at: at.map(([x, points]) => ({ x, points })),
});
const added = (change: (scheme: Sheet) => unknown) =>
  post('admin', '/scores/schemes', (server) => {
    const content = sheet();
    change(content);
    return { unitId: server.units.east, content };
  });

/** A month of its own for each, before all that a test stores, with a scheme that counts and one entry. */
let months = 24;
async function ownMonth(server: TestServer): Promise<string> {
  let month = lastMonth;
  for (let i = 0; i < months; i++) month = before(month);
  months++;
  await publishScheme(server, { fromMonth: month });
  await enter(server, month, entry(server));
  return month;
}
const inMonth =
  (act: (server: TestServer, month: string) => Promise<unknown>): Provocation =>
  async (server) =>
    act(server, await ownMonth(server));
const drafted = (act: (server: TestServer, month: string) => Promise<unknown>) =>
  inMonth(async (server, month) => {
    await deed(server, 'supervisor.east', month, 'draft');
    return act(server, month);
  });
const shown = (act: (server: TestServer, month: string) => Promise<unknown>) =>
  drafted(async (server, month) => {
    await deed(server, 'supervisor.east', month, 'show');
    return act(server, month);
  });
const overdue = (act: (server: TestServer, month: string) => Promise<unknown>) =>
  drafted(async (server, month) => {
    await showLongAgo(server, month);
    return act(server, month);
  });
const answer = (server: TestServer, objectionId: string, body: object) =>
  ask(server, 'auditor.east', 'post', `/scores/objections/${objectionId}/answer`, { why: 'seen', ...body });
const answered = (...bodies: object[]) =>
  shown(async (server, month) => {
    const { objectionId } = await object(server, month);
    let said: unknown;
    for (const body of bodies) said = await answer(server, objectionId, body);
    return said;
  });
const entered = (more: object) => inMonth((server, month) => enter(server, month, entry(server, more)));
const signed = async (server: TestServer, month: string, root?: string) =>
  deed(server, 'supervisor.east', month, 'sign', {
    root: root ?? (await standing(server, 'supervisor.east', month)).root,
  });

export const provocations: Provocations<typeof scoreProblems> = {
  NOT_A_DECIMAL: added(({ sections }) => {
    Object.assign(sections[0]!.items[0]!, { curve: curve([0.1234567, 0], [1, 20]) });
  }),
  NOT_POINTS: added((scheme) => (scheme.points = 0.001)),
  NOT_A_MONTH: get('admin', '/scores/standing?month=2026-13'),
  SCHEME_EMPTY: published((scheme) => Object.assign(scheme, { points: 0, sections: [] })),
  SCHEME_KEY_TWICE: item({ key: 'manner' }),
  SCHEME_SUM: published((scheme) => (scheme.points = 100)),
  SCHEME_CURVE_ORDER: item({ curve: curve([1, 0], [0.5, 20]) }),
  SCHEME_CURVE_RANGE: item({ curve: curve([0, 0], [1, 19]) }),
  SCHEME_TARGET: item({ targets: { all: 0 } }, 2),
  SCHEME_METRIC: item({ metric: 'dwell' }),
  SCHEME_EVENT_TWICE: published(({ sections }) => {
    const events = sections[0]!.items[3]!;
    if (events.source === 'events') events.events.push(events.events[0]!);
  }),
  SCHEME_CAPS: item({ least: 1 }, 3),
  NO_SUCH_SCHEME: get('admin', `/scores/schemes/${randomUUID()}/1`),
  SCHEME_CHANGED: async (server) => {
    const { schemeId } = await makeScheme(server);
    return ask(server, 'admin', 'post', `/scores/schemes/${schemeId}/publish`, { revision: 7, fromMonth: thisMonth });
  },
  SCHEME_NO_DRAFT: async (server) => {
    const { schemeId } = await publishScheme(server, { unitId: server.units.west });
    return ask(server, 'admin', 'post', `/scores/schemes/${schemeId}/publish`, { revision: 2, fromMonth: thisMonth });
  },
  SCHEME_NOT_PUBLISHED: async (server) => {
    const { schemeId } = await makeScheme(server);
    return ask(server, 'admin', 'post', `/scores/schemes/${schemeId}/1/retire`, {});
  },
  NO_SCHEME: (server) => deed(server, 'supervisor.east', '1999-01', 'draft'),
  SCORES_MONTH_OPEN: (server) => deed(server, 'supervisor.east', thisMonth, 'draft'),
  SCORES_MONTH_AHEAD: (server) => enter(server, '2099-01', entry(server)),
  SCORES_STILL_COUNTING: inMonth(async (server, month) => {
    for (;;) {
      const due = `insert into report_due (org_id, rep_id, day) select 1, $1, $2`;
      await server.running.db.query(due, [server.idOf('rep.east'), `${month}-05`]);
      const said = await deed<{ reason?: object }>(server, 'supervisor.east', month, 'draft');
      if (said.reason) return said; // else it was counted in between
    }
  }),
  SCORES_NOT_DRAFTED: inMonth((server, month) => deed(server, 'supervisor.east', month, 'show')),
  SCORES_NOT_SHOWN: drafted((server, month) => object(server, month)),
  SCORES_SHOWN: shown((server, month) => deed(server, 'supervisor.east', month, 'draft')),
  SCORES_CLOSED: inMonth(async (server, month) => {
    await closeMonth(server, month);
    return object(server, month);
  }),
  SCORES_NOT_CLOSED: shown((server, month) =>
    ask(server, 'auditor.east', 'get', `/scores/${server.units.east}/${month}/since`),
  ),
  SCORES_TERM_OPEN: shown((server, month) => signed(server, month)),
  OBJECTIONS_OPEN: overdue(async (server, month) => {
    await server.running.db.query(
      `insert into score_objection (org_id, objection_id, unit_id, month, draft_no, rep_id, item_key, note) values (1, $1, $2, $3, 1, $4, 'manner', 'no')`,
      [randomUUID(), server.units.east, `${month}-01`, server.idOf('rep.east')],
    );
    return signed(server, month);
  }),
  SCORES_SIGNED: overdue(async (server, month) => {
    await signed(server, month);
    return signed(server, month);
  }),
  SCORES_DIFFER: overdue((server, month) => signed(server, month, 'ab')),
  NO_SUCH_LINE: shown((server, month) => object(server, month, { itemKey: 'nothing' })),
  OBJECTION_TWICE: shown(async (server, month) => {
    await object(server, month);
    return object(server, month);
  }),
  OBJECTION_LATE: overdue((server, month) => object(server, month)),
  NO_SUCH_OBJECTION: (server) => answer(server, randomUUID(), { isUpheld: false }),
  OBJECTION_ANSWERED: answered({ isUpheld: false }, { isUpheld: false }),
  POINTS_OF_REFUSED: answered({ isUpheld: false, points: 100 }),
  POINTS_BEYOND: answered({ isUpheld: true, points: 900_000 }),
  NO_SUCH_ENTRY: post('supervisor.east', `/scores/entries/${randomUUID()}/withdraw`, { why: 'mistyped' }),
  ENTRY_ID_TAKEN: inMonth(async (server, month) => {
    const one = entry(server);
    await enter(server, month, one);
    return enter(server, month, { ...one, value: 1 });
  }),
  ENTRY_WITHDRAWN: inMonth(async (server, month) => {
    const one = entry(server);
    await enter(server, month, one);
    const withdraw = () =>
      ask(server, 'supervisor.east', 'post', `/scores/entries/${one.entryId}/withdraw`, { why: 'mistyped' });
    await withdraw();
    return withdraw();
  }),
  ENTRY_ITEM: entered({ itemKey: 'inPlace' }),
  ENTRY_EVENT: entered({ itemKey: 'events', eventKey: 'prize' }),
  ENTRY_RANGE: entered({ value: 11 }),
  CORRECTION_ID_TAKEN: inMonth(async (server, month) => {
    await closeMonth(server, month);
    const body = {
      correctionId: randomUUID(),
      repId: server.idOf('rep.east'),
      itemKey: 'manner',
      points: 5,
      why: 'seen',
    };
    await deed(server, 'auditor.east', month, 'corrections', body);
    return deed(server, 'auditor.east', month, 'corrections', body);
  }),
};
