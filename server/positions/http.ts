import { positionContracts } from '../../shared/positions.ts';
import { FixReceipt } from '../../shared/positions.ts';
import type { Recognise } from '../auth.ts';
import { AppError, badField } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { ingest, send, shownCredentials } from './ingest.ts';
import type { Keeper } from './keep.ts';
import { readOwn } from './protocols/own.ts';

export interface PositionDeps {
  keeper: Keeper;
  recognise: () => Recognise;
}

export function positionEndpoints({ keeper, recognise }: PositionDeps): Endpoint[] {
  const fromPhone = { admit: keeper.admit, credentials: shownCredentials };
  return [
    endpoint(
      positionContracts.sendFromPhone,
      async ({ who, req, res, body, now }) => {
        send(res, await ingest(keeper, recognise(), who, req, body, now));
        return '';
      },
      fromPhone,
    ),
    endpoint(
      positionContracts.sendInAddress,
      async ({ who, req, res, now }) => {
        send(res, await ingest(keeper, recognise(), who, req, Buffer.alloc(0), now));
        return '';
      },
      fromPhone,
    ),
    endpoint(
      positionContracts.sendPositions,
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
      { admit: keeper.admit },
    ),
  ];
}

/** Our own client can set its clock right; a phone app cannot, so its strange times are kept for the judge. */
function refuseStrangeTimes(fixes: readonly { fixAt: string }[], now: Date): void {
  const at = fixes.findIndex(({ fixAt }) => !(fixAt >= '2015' && Date.parse(fixAt) <= now.getTime() + 26 * 3_600_000));
  if (at < 0) return;
  throw badField(`body.fixes.${at}.fixAt`, 'CLOCK_WRONG', { at: fixes[at]!.fixAt });
}
