import { FixBatch, FixReceipt } from '../../shared/positions.ts';
import type { Recognise } from '../auth.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { ingest, send, shownCredentials } from './ingest.ts';
import type { Keeper } from './keep.ts';
import { readOwn } from './protocols/own.ts';

/** Overland keeps up to weeks of fixes and sends 1,000 at a time, about 600 bytes each; ten times that is a fault. */
const MAX_PHONE_BODY = 5_000_000;

export interface PositionDeps {
  keeper: Keeper;
  recognise: () => Recognise;
}

export function positionEndpoints({ keeper, recognise }: PositionDeps): Endpoint[] {
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
        send(res, await ingest(keeper, recognise(), who, req, body ?? Buffer.alloc(0), now));
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
  ];
}

/** Our own client can set its clock right; a phone app cannot, so its strange times are kept for the judge. */
function refuseStrangeTimes(fixes: readonly { fixAt: string }[], now: Date): void {
  const at = fixes.findIndex(({ fixAt }) => !(fixAt >= '2015' && Date.parse(fixAt) <= now.getTime() + 26 * 3_600_000));
  if (at < 0) return;
  throw badField(`body.fixes.${at}.fixAt`, 'CLOCK_WRONG', { at: fixes[at]!.fixAt });
}
