import { randomUUID } from 'node:crypto';
import type { inspectionProblems } from '../../shared/problems/inspections.ts';
import { commitText } from '../../shared/sample.ts';
import { sha256 } from '../../server/inspections/draw.ts';
import type { TestServer } from '../helpers/server.ts';
import { ask, get, post, type Provocation, type Provocations } from '../problems/provoke.ts';
import { giveTerritory } from '../calendar/drafts.ts';
import { MOST_CALLS, MOST_FINDINGS } from '../../shared/findings.ts';
import type { Questionnaire } from '../../shared/questions.ts';
import { MOST_REMEDIES, type Remedy } from '../../shared/remedies.ts';
import { published } from './asked.ts';
import { jpeg, sendPart, sha256Of } from './photo.ts';
import { casesOf, change, draw, drawn, file, finding, freeze, plan } from './plans.ts';
import { check, filedCase, order, report } from './remedied.ts';
import { answer, raise, seenCase, settle } from './settled.ts';

const ofCommand = { unprovoked: 'only the command line reads such a file', test: 'test/inspections/command.test.ts' };
const announced = 'Ann and Bob';
const label = { zh: '题目', en: 'Question' };
const option = { key: 'x', label };

/** What is said of a frame, or of a seed, for one that was announced so. */
const onFrame =
  (more: object): Provocation =>
  async (server) =>
    freeze(server, await plan(server), more);
const onDraw =
  (frame: object, seed: object): Provocation =>
  async (server) => {
    const made = await plan(server);
    await freeze(server, made, frame);
    return draw(server, made, seed);
  };
/** What is done to the first case of a drawn plan. */
const onCase =
  (act: (server: TestServer, one: { caseId: string; planId: string }) => Promise<unknown>): Provocation =>
  async (server) => {
    const { planId } = await drawn(server);
    const [first] = await casesOf(server, { planId });
    return act(server, { ...first!, planId });
  };
/** What is done to something that the rep is to mend. */
const onRemedy =
  (act: (server: TestServer, one: Remedy) => Promise<unknown>): Provocation =>
  async (server) =>
    act(server, await order(server, await filedCase(server)));
/** What is done to a contradiction that was put to the rep. */
const onSeen =
  (act: (server: TestServer, contradictionId: string | null) => Promise<unknown>): Provocation =>
  async (server) =>
    act(server, (await raise(server, await seenCase(server))).contradictionId);
/** What is said of these bytes as a photo, whole in one part. */
const onPhoto = (bytes: Buffer, sha = sha256Of(bytes), parts = 1): Provocation =>
  onCase(async (server, one) => {
    await file(server, one, finding({ photos: [sha] }));
    return sendPart(server, sha, 1, parts, bytes);
  });
const parties = { source: 'parties', announced: 'ab'.repeat(32) };
const number = (server: TestServer, planId: string, said: string) =>
  ask(server, 'supervisor.east', 'post', `/inspections/${planId}/number`, { frameNo: 1, number: said });

export const provocations: Provocations<typeof inspectionProblems> = {
  NO_SUCH_INSPECTION: get('auditor.east', `/inspections/${randomUUID()}`),
  NO_SUCH_CASE: post('auditor.east', `/inspections/cases/${randomUUID()}/changes`, { deed: 'restored' }),
  NO_SUCH_PHOTO: get('auditor.east', `/inspections/photos/${'ab'.repeat(32)}`),
  INSPECTION_OVER: async (server) => {
    const { planId } = await plan(server);
    await ask(server, 'auditor.east', 'post', `/inspections/${planId}/close`, {});
    return freeze(server, { planId });
  },
  INSPECTION_FROZEN: async (server) => {
    const made = await plan(server);
    await freeze(server, made);
    return freeze(server, made);
  },
  FRAME_NOT_CURRENT: onDraw({}, { frameNo: 2 }),
  DRAWN_ALREADY: async (server) => draw(server, await drawn(server)),
  NOT_DRAWN_YET: async (server) => {
    const { planId } = await plan(server);
    return ask(server, 'auditor.east', 'post', `/inspections/${planId}/cases`, {
      retailerId: server.retailers.get('E1')!,
    });
  },
  DRAW_NOT_PUBLISHED: async (server) => {
    const { planId } = await drawn(server);
    return ask(server, 'supervisor.east', 'get', `/inspections/${planId}/draw/export`);
  },
  EMPTY_FRAME: async (server) => freeze(server, await plan(server, { counts: 'visits' })),
  BAD_FRAME_ID: { unprovoked: 'imports normalise codes', test: 'test/inspections/command.test.ts' },
  FRAME_TOO_LARGE: { unprovoked: 'needs 200,001 retailers', test: 'test/inspections/plans.test.ts' },
  BAD_FRAME_LINE: ofCommand,
  DOUBLE_FRAME_ID: ofCommand,
  BAD_TICKETS: ofCommand,
  NOT_A_DRAW_EXPORT: ofCommand,
  TAKE_OVER_FRAME: onFrame({ take: 6 }),
  ANNOUNCE_FIRST: onFrame({ source: 'public' }),
  NOT_SHA256: onFrame({ source: 'parties', announced: 'my secret' }),
  SEED_UNUSABLE: onDraw({ source: 'public', announced }, { seed: 'too short' }),
  SEED_NEEDS_DICE: onDraw({ source: 'dice', announced }, { seed: 'nineteen times six and once two' }),
  SEED_IS_SERVERS: onDraw({}, { seed: '60714 88235 09417 33962' }),
  UNIT_NUMBER_MISSING: onDraw(parties, { revealed: 'a' }),
  COMMITMENT_WRONG: async (server) => {
    const made = await plan(server);
    await freeze(server, made, { source: 'parties', announced: sha256(commitText(made.planId, 'right')) });
    await number(server, made.planId, '7');
    return draw(server, made, { revealed: 'wrong' });
  },
  NUMBER_SAID_ALREADY: async (server) => {
    const made = await plan(server);
    await freeze(server, made, { source: 'parties', announced: 'ab'.repeat(32) });
    await number(server, made.planId, '7');
    return number(server, made.planId, '8');
  },
  NO_NUMBER_WANTED: async (server) => {
    const made = await plan(server);
    await freeze(server, made);
    return number(server, made.planId, '7');
  },
  ASSIGNEE_WITH_ASSIGNED: onCase((server, one) => change(server, one, { deed: 'assigned' })),
  NOT_AN_INSPECTOR: onCase((server, one) =>
    change(server, one, { deed: 'assigned', assigneeId: server.idOf('planner.east') }),
  ),
  LEADS_THE_REP: async (server) => {
    await giveTerritory(server);
    return onCase((_, one) => change(server, one, { deed: 'assigned', assigneeId: server.idOf('supervisor.east') }))(
      server,
    );
  },
  CASE_REMOVED: onCase(async (server, one) => {
    await change(server, one, { deed: 'removed', reason: 'unsafe' });
    return change(server, one, { deed: 'removed', reason: 'unsafe' });
  }),
  CASE_NOT_REMOVED: onCase((server, one) => change(server, one, { deed: 'restored' })),
  FINDING_ID_TAKEN: onCase(async (server, one) => {
    const body = finding();
    await file(server, one, body);
    return file(server, one, { ...body, outcome: 'shut' });
  }),
  TOO_LATE_TO_CORRECT: { unprovoked: 'needs a day to pass', test: 'test/inspections/findings.test.ts' },
  TOO_MANY_CORRECTIONS: onCase(async (server, one) => {
    for (let i = 0; i < MOST_FINDINGS; i++) await file(server, one, finding());
    return file(server, one, finding());
  }),
  TOO_MANY_CALLS: async (server) => {
    const { planId } = await drawn(server, { kind: 'phone' });
    const [first] = await casesOf(server, { planId });
    for (let i = 0; i < MOST_CALLS; i++) await call(server, first!.caseId, randomUUID());
    return call(server, first!.caseId, randomUUID());
  },
  NO_SUCH_CONTRADICTION: onCase((server, one) => raise(server, { ...one, findingId: randomUUID() })),
  FILED_ANEW: async (server) => raise(server, { ...(await seenCase(server)), findingId: randomUUID() }),
  OWN_CONTRADICTION: onSeen((server, id) => settle(server, id, { word: 'notUpheld' }, 'auditor.east')),
  STILL_ASKED: onSeen((server, id) => settle(server, id, { word: 'notUpheld' })),
  SETTLED_ALREADY: onSeen((server, id) => settle(server, id, { word: 'notUpheld', settlementNo: 4 })),
  NOT_YOUR_SETTLEMENT: onSeen((server, id) => settle(server, id, { word: 'reopened' })),
  ANSWERED_ALREADY: onSeen(async (server, id) => {
    await answer(server, id, 'x');
    return answer(server, id, 'y');
  }),
  NO_SUCH_REMEDY: async (server) => check(server, { remedyId: randomUUID() }, { word: 'mended' }),
  CASE_NOT_FILED: onCase((server, one) => order(server, one)),
  CANNOT_MEND: async (server) => order(server, await filedCase(server), { assigneeId: server.idOf('planner.east') }),
  TOO_MANY_REMEDIES: async (server) => {
    const one = await filedCase(server);
    for (let i = 0; i < MOST_REMEDIES; i++) await order(server, one);
    return order(server, one);
  },
  REMEDY_ID_TAKEN: async (server) => {
    const one = await filedCase(server);
    const { remedyId } = await order(server, one);
    return order(server, one, { remedyId, what: 'other' });
  },
  REMEDY_NOT_OPEN: onRemedy(async (server, one) => {
    await report(server, one);
    return report(server, one);
  }),
  OWN_REMEDY: async (server) => {
    const one = await order(server, await filedCase(server), { assigneeId: server.idOf('auditor.east') });
    return check(server, one, { word: 'mended' });
  },
  REMEDY_CHECKED: onRemedy((server, one) => check(server, one, { word: 'mended', checks: 3 })),
  DUE_DAY_WITH_NOT_MENDED: onRemedy((server, one) => check(server, one, { word: 'notMended', note: 'x' })),
  NOT_A_PHONE_CHECK: onCase((server, { caseId }) => call(server, caseId, randomUUID())),
  CALL_ID_TAKEN: async (server) => {
    const { planId } = await drawn(server, { kind: 'phone' });
    const [first] = await casesOf(server, { planId });
    const attemptId = randomUUID();
    await call(server, first!.caseId, attemptId);
    return call(server, first!.caseId, attemptId, 'answered');
  },
  TOO_MANY_ANSWERS: onCase((server, one) =>
    file(server, one, finding({ answers: Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`q${i}`, true])) })),
  ),
  QUESTIONNAIRE_UNNAMED: onCase((server, one) => file(server, one, finding({ answers: { prices: true } }))),
  QUESTIONNAIRE_UNKNOWN: onCase((server, one) =>
    file(server, one, finding({ questionnaire: { id: randomUUID(), version: 1 } })),
  ),
  ANSWER_MISSING: answered({ kind: 'text' }, {}),
  ANSWER_WRONG_KIND: answered({ kind: 'number' }, { q: '5' }),
  ANSWER_NOT_OFFERED: answered({ kind: 'one', options: [option] }, { q: 'z' }),
  ANSWER_OUT_OF_RANGE: answered({ kind: 'number', most: 4 }, { q: 5 }),
  ANSWER_ALWAYS_APPLIES: answered({ kind: 'number' }, { q: null }),
  ANSWER_DOES_NOT_FIT: answered({ kind: 'number', check: { must: { q: 'q', above: 7 } } }, { q: 5 }),
  ANSWER_NEEDS_PHOTO: answered({ kind: 'one', options: [{ ...option, needsPhoto: true }] }, { q: 'x' }),
  PHOTO_PART_WRONG: onCase((server) => sendPart(server, sha256Of(jpeg()), 2, 1, jpeg())),
  PHOTO_HASH_WRONG: onPhoto(jpeg(), 'cd'.repeat(32)),
  PHOTO_NOT_JPEG: onPhoto(Buffer.from('\x89PNG\r\n\x1a\n and so on')),
  PHOTO_CUT_OFF: onPhoto(jpeg().subarray(0, -2)),
  PHOTO_HAS_EXIF: onPhoto(jpeg({ exif: true })),
  PHOTO_TOO_LARGE: onPhoto(jpeg({ width: 30_000, height: 30_000 })),
};

/** A finding of a questionnaire with one question. */
function answered(question: object, answers: object): Provocation {
  return onCase(async (server, one) => {
    const content = { title: label, questions: [{ key: 'q', label, required: true, ...question }] } as Questionnaire;
    return file(server, one, finding({ questionnaire: await published(server, content), answers }));
  });
}

const call = (server: TestServer, caseId: string, attemptId: string, outcome = 'busy') =>
  ask(server, 'auditor.east', 'post', `/me/inspections/${caseId}/calls`, {
    attemptId,
    outcome,
    calledAt: '2026-01-05T02:00:00Z',
  });
