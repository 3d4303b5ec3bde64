import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../server/errors.ts';
import { createQueue, startJobs } from '../../server/jobs/runJobs.ts';
import { takeJob } from '../../server/jobs/store.ts';
import type { Loop } from '../../server/loop.ts';
import type { JobContext, JobKind } from '../../server/jobs.ts';
import { createLog } from '../../server/log.ts';
import { whoIs } from '../../server/people/store.ts';
import { Job } from '../../shared/jobs.ts';
import { startTestServer, until, type TestServer } from '../helpers/server.ts';

let server: TestServer;
const loops: Loop[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(async () => {
  for (const loop of loops.splice(0)) await loop.stop();
  await server.running.db.query('delete from job');
});
afterAll(() => server.stop());

function loop(...kinds: JobKind<never>[]): Loop {
  const { db } = server.running;
  const started = startJobs({
    db,
    log: createLog('silent'),
    kinds,
    whoIs: (orgId, personId) => whoIs(db, orgId, personId),
    atOnce: 2,
  });
  loops.push(started);
  return started;
}

/** A kind of work; `run` is what the test makes of it. */
const kindOf = (name: string, run: (input: never, context: JobContext) => Promise<unknown>): JobKind<never> => ({
  kind: name,
  run,
});

async function leave(
  kind: string,
  input: unknown = {},
  wake: () => void = () => {},
  side: 'east' | 'west' = 'east',
): Promise<string> {
  const who = (await whoIs(server.running.db, 1, server.idOf(`planner.${side}`)))!;
  const job = await createQueue(server.running.db, wake).add(
    who,
    { kind, run: () => Promise.resolve() },
    server.units[side],
    input,
  );
  return job.jobId;
}

const look = async (jobId: string): Promise<Job> =>
  Job.parse((await server.as('planner.east').get(`/api/v1/jobs/${jobId}`).expect(200)).body);
const ended = async (jobId: string): Promise<Job> => {
  await until(async () => (await look(jobId)).endedAt !== null);
  return look(jobId);
};

describe('of several that wait', () => {
  it('each person has a turn: thirty of one keep another waiting for one at most', async () => {
    const { db } = server.running;
    const many: string[] = [];
    for (let i = 0; i < 30; i++) many.push(await leave('queued'));
    const taken: string[] = [];
    const take = async (): Promise<void> => {
      const { jobId } = (await takeJob(db, ['queued'], 60))!;
      taken.push(jobId);
      await db.query(`update job set state = 'done', ended_at = now() where job_id = $1`, [jobId]);
    };
    await take();
    const others = [await leave('queued', {}, () => {}, 'west'), await leave('queued', {}, () => {}, 'west')];
    for (let i = 0; i < 4; i++) await take();
    expect(taken).toEqual([many[0], others[0], many[1], others[1], many[2]]);
  });
});

describe('a job', () => {
  it('waits, runs with the rights of its asker, says how far it is, and gives its result', async () => {
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const jobId = await leave('sum', { a: 2, b: 3 });
    expect(await look(jobId)).toMatchObject({ state: 'waiting', progress: null, startedAt: null, result: null });
    loop(
      kindOf('sum', async ({ a, b }: { a: number; b: number }, { who, report }) => {
        report({ done: 1, total: 2 });
        await gate;
        return { sum: a + b, unitIds: who.unitIds };
      }),
    );
    await until(async () => (await look(jobId)).progress?.done === 1);
    expect(await look(jobId)).toMatchObject({ state: 'running', progress: { done: 1, total: 2 } });
    goOn();
    expect(await ended(jobId)).toMatchObject({
      state: 'done',
      result: { sum: 5, unitIds: [server.units.east] },
      problem: null,
    });
  });

  it('that fails tells what its asker can mend, and keeps what is only for the log', async () => {
    loop(
      kindOf('told', () => Promise.reject(new AppError('NO_ADDRESS'))),
      kindOf('hidden', () => Promise.reject(new Error('password=secret'))),
    );
    expect(await ended(await leave('told'))).toMatchObject({
      state: 'failed',
      problem: 'There is nothing at this address. Phone apps report to /pub.',
      reason: { code: 'NO_ADDRESS' },
    });
    const hidden = await ended(await leave('hidden'));
    expect(hidden.state).toBe('failed');
    expect(hidden.problem).not.toContain('secret');
  });

  it('is cancelled while it waits, and while it runs, with the best so far where there is one', async () => {
    const waiting = await leave('slow');
    await server.as('planner.east').post(`/api/v1/jobs/${waiting}/cancel`).expect(200);
    expect(await look(waiting)).toMatchObject({ state: 'cancelled', startedAt: null });
    let runs = 0;
    loop(
      kindOf('slow', async (_, { signal }) => {
        runs++;
        await setTimeout(60_000, undefined, { signal }).catch(() => {});
        return { best: 7 };
      }),
      kindOf('throws', (_, { signal }) => setTimeout(60_000, undefined, { signal })),
    );
    const [slow, throws] = [await leave('slow'), await leave('throws')];
    await until(async () => (await look(slow)).state === 'running' && (await look(throws)).state === 'running');
    for (const jobId of [slow, throws])
      await server.as('planner.east').post(`/api/v1/jobs/${jobId}/cancel`).expect(200);
    expect(await ended(slow)).toMatchObject({ state: 'cancelled', result: { best: 7 } });
    expect(await ended(throws)).toMatchObject({ state: 'cancelled', result: null, problem: null });
    expect(runs).toBe(1); // the one that was cancelled while it waited never ran
    await server.as('planner.east').post(`/api/v1/jobs/${slow}/cancel`).expect(200);
    expect(await look(slow)).toMatchObject({ state: 'cancelled', result: { best: 7 } });
  });

  it('is taken by one process only, however many look', async () => {
    const taken: number[] = [];
    const kind = kindOf('count', async ({ n }: { n: number }) => {
      taken.push(n);
      await setTimeout(5);
    });
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => leave('count', { n })));
    for (let i = 0; i < 4; i++) loop(kind);
    for (const id of ids) expect((await ended(id)).state).toBe('done');
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it('goes back when the server ends, and is begun again by the next', async () => {
    const jobId = await leave('long');
    const first = loop(kindOf('long', (_, { signal }) => setTimeout(60_000, undefined, { signal })));
    await until(async () => (await look(jobId)).state === 'running');
    await first.stop();
    expect((await look(jobId)).state).toBe('waiting');
    loop(kindOf('long', () => Promise.resolve('whole')));
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: 'whole' });
  });

  it('of a process that died is taken by another, and the dead one cannot write any more', async () => {
    const jobId = await leave('orphan');
    let finish = (_: string): void => {};
    const silent = new Promise<string>((resolve) => (finish = resolve));
    const dead = loop(kindOf('orphan', () => silent));
    await until(async () => (await look(jobId)).state === 'running');
    // another process believed it dead and took it: the word of this one no longer holds
    await server.running.db.query('update job set attempt = attempt + 1, heard_at = clock_timestamp()');
    finish('late');
    await setTimeout(50);
    expect((await look(jobId)).state).toBe('running');
    await dead.stop();
    await server.running.db.query(`update job set heard_at = now() - interval '1 hour'`); // that one died too
    loop(kindOf('orphan', () => Promise.resolve('mine')));
    expect(await ended(jobId)).toMatchObject({ state: 'done', result: 'mine' });
  });

  it('that took three processes down fails instead of taking a fourth', async () => {
    const jobId = await leave('deadly');
    await server.running.db.query(
      `update job set state = 'running', attempt = 3, heard_at = now() - interval '1 hour'`,
    );
    loop(kindOf('deadly', () => Promise.resolve('never')));
    expect(await ended(jobId)).toMatchObject({
      state: 'failed',
      result: null,
      problem: 'The server ended 3 times while it worked on this.',
    });
  });

  it('of somebody who may no longer sign in does not run', async () => {
    const admin = server.as('admin');
    const personId = server.idOf('planner.west');
    const who = (await whoIs(server.running.db, 1, personId))!;
    const { jobId } = await createQueue(server.running.db, () => {}).add(
      who,
      kindOf('any', () => Promise.resolve()),
      server.units.west,
      {},
    );
    await admin.patch(`/api/v1/people/${personId}`).send({ isActive: false }).expect(200);
    let runs = 0;
    loop(kindOf('any', async () => void runs++));
    await until(async () => (await admin.get(`/api/v1/jobs/${jobId}`)).body.state === 'failed');
    expect(runs).toBe(0);
  });
});
