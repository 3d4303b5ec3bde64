import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { FixBatch, FixReceipt, LivePosition, QuarantineItem, QuarantineReplay } from '../../shared/positions.ts';
import { TrackDay, TrackDayQuery } from '../../shared/replay.ts';
import { Erasure, NewErasure, StoredAboutMe, type Retention } from '../../shared/shifts.ts';
import { Day, Instant, page, PageQuery } from '../../shared/text.ts';
import type { Recognise } from '../auth.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { Database } from '../db.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { Metrics } from '../metrics.ts';
import { dayTracks } from '../tracks/dayTracks.ts';
import { erasePositions, isActiveInScope } from '../privacy/eraseStore.ts';
import { ingest, send, shownCredentials } from './ingest.ts';
import { createKeeper } from './keep.ts';
import { readOwn } from './protocols/own.ts';
import { quarantineExport, quarantineItem } from '../quarantine/export.ts';
import { replayQuarantined } from '../quarantine/replay.ts';
import { shiftEndpoints } from '../shifts/http.ts';
import { exportStored } from '../privacy/export.ts';
import { storedAbout } from '../privacy/store.ts';
import { isRepInScope, quarantineIn, track } from './store.ts';

/** Overland keeps up to weeks of fixes and sends 1,000 at a time, about 600 bytes each; ten times that is a fault. */
const MAX_PHONE_BODY = 5_000_000;
const MAX_TRACK_MS = 32 * 24 * 3_600_000;

export interface PositionDeps {
  db: Database;
  people: Recognise;
  retention: Retention;
  metrics: Metrics;
}

export function positionEndpoints({ db, people, retention, metrics }: PositionDeps): Endpoint[] {
  const keeper = createKeeper(db, metrics);
  const phoneApp = (method: 'get' | 'post', path: string, summary: string) =>
    endpoint(
      {
        method,
        path,
        summary,
        action: 'anyone',
        ...(method === 'post' && { body: { maxBytes: MAX_PHONE_BODY } }),
        reply: { contentType: 'application/json' },
        admit: keeper.admit,
      },
      async ({ who, req, res, body, now }) => {
        send(res, await ingest(keeper, people, who, req, body ?? Buffer.alloc(0), now));
        return '';
      },
      { credentials: shownCredentials },
    );

  return [
    phoneApp(
      'post',
      '//pub',
      'OwnTracks (HTTP mode), Overland, Traccar Client, GPSLogger: the device token as password, Bearer, ?token= or id',
    ),
    phoneApp('get', '//pub', 'Traccar Client and GPSLogger, which may say everything in the address'),
    endpoint(
      {
        method: 'post',
        path: '/positions',
        summary: 'Positions of a phone, up to 1,000; the same fix twice is stored once',
        action: 'positions.send',
        body: FixBatch,
        reply: FixReceipt,
        admit: keeper.admit,
      },
      async ({ who, body, req, now }) => {
        if (!who.deviceId) throw new AppError('DEVICE_TOKEN_NEEDED');
        refuseStrangeTimes(body.fixes, now);
        const reading = readOwn(
          { method: 'POST', path: req.path, query: {}, headers: {}, contentType: 'application/json', body },
          true,
        );
        await keeper.keep({ ...who, deviceId: who.deviceId }, reading, now);
        return JSON.parse(reading.answer.body) as FixReceipt;
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/positions/track',
        summary: "A rep's track between two instants; each look is recorded",
        action: 'positions.read',
        query: z.strictObject({ repId: z.uuid(), from: Instant, to: Instant }),
        reply: z.object({ items: z.array(LivePosition) }),
      },
      async ({ who, query }) => {
        if (Date.parse(query.to) - Date.parse(query.from) > MAX_TRACK_MS)
          throw badField('query.to', 'SPAN_TOO_LONG', { days: 32 });
        if (!(await isRepInScope(db, who, query.repId))) throw new AppError('NO_SUCH_REP');
        return { items: await db.transaction((tx) => track(tx, who, query.repId, query.from, query.to)) };
      },
    ),
    endpoint(
      {
        method: 'get',
        path: '/positions/day',
        summary:
          'The tracks of a day of a unit, thinned, as columns for a replay: of everybody in my scope or of one rep; each look is recorded',
        action: 'positions.read',
        query: TrackDayQuery,
        reply: TrackDay,
      },
      ({ who, query, now }) => dayTracks(db, who, query, retention.positionDays, now),
    ),
    endpoint(
      {
        method: 'get',
        path: '/me/stored',
        summary: 'Everything that is stored about me, counted by day; with a day, that day in full',
        action: 'positions.read',
        query: z.strictObject({ day: Day.optional() }),
        reply: StoredAboutMe,
      },
      ({ who, query }) => storedAbout(db, who, query.day, retention.positionDays),
    ),
    endpoint(
      {
        method: 'get',
        path: '/me/stored/export',
        summary: 'Everything that is stored about me, in full, as one JSON file',
        action: 'positions.read',
        query: z.strictObject({}),
        reply: { contentType: 'application/json' },
      },
      async ({ who, now, res }) => {
        res.type('application/json').setHeader('Content-Disposition', 'attachment; filename="stored-about-me.json"');
        await pipeline(Readable.from(exportStored(db, who, retention.positionDays, now)), res).catch(
          (error: unknown) => {
            if (!res.headersSent) throw error; // else a client that left, or half a file, which is no JSON and so is noticed
          },
        );
        return '';
      },
    ),
    endpoint(
      {
        method: 'post',
        path: '/positions/erasures',
        summary:
          'Delete the raw positions of somebody who works here no more; verdicts and their evidence stay, and the ledger says so',
        action: 'positions.erase',
        body: NewErasure,
        reply: Erasure,
        status: 201,
      },
      ({ who, body }) =>
        db.transaction(async (tx) => {
          const isActive = await isActiveInScope(tx, who, body.personId);
          if (isActive === null) throw new AppError('NO_SUCH_PERSON');
          if (isActive) throw new AppError('STILL_WORKS_HERE');
          return erasePositions(tx, who, body.personId, body.note);
        }),
    ),
    ...shiftEndpoints({ db, retention }),
    endpoint(
      {
        method: 'get',
        path: '/positions/quarantine',
        summary: 'What phones sent that could not be read, the newest first',
        action: 'quarantine.read',
        query: PageQuery.strict(),
        reply: page(QuarantineItem),
      },
      async ({ who, query }) => {
        const before = readCursor(query.cursor, [z.number().int()])?.[0] ?? null;
        const rows = await quarantineIn(db, who, query.limit, before);
        return pageOf(rows.map(quarantineItem), query.limit, (row) => [row.quarantineId]);
      },
    ),
    quarantineExport(db),
    endpoint(
      {
        method: 'post',
        path: '/positions/quarantine/:quarantineId/replay',
        summary: 'Read it again with the readers of today, and store what they can read',
        action: 'quarantine.replay',
        params: z.strictObject({
          quarantineId: z
            .string()
            .regex(/^[1-9]\d{0,14}$/, 'must be a whole number')
            .transform(Number),
        }),
        reply: QuarantineReplay,
      },
      ({ who, params }) => replayQuarantined(db, who, params.quarantineId),
    ),
  ];
}

/** Our own client can set its clock right; a phone app cannot, so its strange times are kept for the judge. */
function refuseStrangeTimes(fixes: readonly { fixAt: string }[], now: Date): void {
  const at = fixes.findIndex(({ fixAt }) => !(fixAt >= '2015' && Date.parse(fixAt) <= now.getTime() + 26 * 3_600_000));
  if (at < 0) return;
  throw badField(`body.fixes.${at}.fixAt`, 'CLOCK_WRONG', { at: fixes[at]!.fixAt });
}
