import { randomUUID } from 'node:crypto';
import type { Job } from '../../shared/jobs.ts';
import type { runningProblems } from '../../shared/problems/running.ts';
import { connect, cookieOf } from '../helpers/watcher.ts';
import { until, type TestServer } from '../helpers/server.ts';
import { ask, get, patch, type Provocations } from '../problems/provoke.ts';

/** A job as its process left it in the queue, and what it came to. */
async function leftJob(server: TestServer, login: string, more: { attempt?: number; input?: object }): Promise<Job> {
  const { rows } = await server.running.db.query<{ jobId: string }>(
    `insert into job (org_id, kind, unit_id, made_by, attempt, input)
     select org_id, 'plans.day', unit_id, $2, $3, $4::text::json from unit where unit_id = $1 returning job_id as "jobId"`,
    [server.units.east, server.idOf(login), more.attempt ?? 0, JSON.stringify(more.input ?? {})],
  );
  let job: Job | undefined;
  await until(async () => {
    job = await ask<Job>(server, 'admin', 'get', `/jobs/${rows[0]!.jobId}`);
    return job.state === 'failed';
  });
  return job!;
}

export const provocations: Provocations<typeof runningProblems> = {
  NO_SUCH_JOB: get('admin', `/jobs/${randomUUID()}`),
  SERVER_ENDED_DURING_JOB: (server) => leftJob(server, 'admin', { attempt: 5 }),
  ASKER_SIGNED_OFF: async (server) => {
    const asker = `/people/${server.idOf('planner.west')}`;
    await patch('admin', asker, { isActive: false })(server);
    return leftJob(server, 'planner.west', {});
  },
  JOB_FAILED: (server) => leftJob(server, 'admin', { input: { unitId: 5 } }),
  STREAM_FAILED: {
    unprovoked: 'a wake-up that fails is asked for again by the page',
    test: 'test/live/limits.test.ts',
  },
  WATCH_NOT_YOURS: async (server) => {
    const watcher = await connect(server.url, { cookie: await cookieOf(server.url, 'supervisor.east') });
    try {
      return await watcher.watch({ units: [server.units.west] });
    } finally {
      watcher.cut();
    }
  },
  NO_BASE_MAP: get('admin', '/tiles/abc/1/1/1'),
  OTHER_BASE_MAP: { unprovoked: 'it needs a file of tiles', test: 'test/tiles/tileFile.test.ts' },
  TILE_UNREADABLE: { unprovoked: 'it needs a damaged file of tiles', test: 'test/tiles/tileFile.test.ts' },
  BACKUP_ON_SERVER_ONLY: get('admin', '/backup'),
};
