import { calendarReads } from '../../shared/calendars.ts';
import { type NewDrafts, calendarEdits } from '../../shared/calendarEdits.ts';
import type { Who } from '../auth.ts';
import { AppError, badField } from '../errors.ts';
import type { Given } from '../given.ts';
import { endpoint, type Endpoint } from '../http.ts';
import type { JobKind } from '../jobs.ts';
import { dropCalendar } from './changeStore.ts';
import { monthOf, repIn, unitWeeks } from './month.ts';
import { heldDraft, moveVisit, undoMove } from './moveVisit.ts';
import type { CalendarDeps } from './problem.ts';
import { publishDraft, readMovesOf } from './publish.ts';
import { addDays } from './rep/horizon.ts';

/** A calendar begins within a year; beyond it is a typing error. */
const MOST_DAYS_AHEAD = 366;

export interface CalendarEndpointDeps extends CalendarDeps {
  given: Pick<Given, 'queue'>;
  job: JobKind<NewDrafts>;
}

export function calendarEndpoints(deps: CalendarEndpointDeps): Endpoint[] {
  const { db, given, job } = deps;
  return [
    endpoint(calendarReads.readRepMonth, ({ who, params, query, now }) => monthOf(db, who, params.repId, query, now)),
    endpoint(calendarReads.readUnitWeeks, ({ who, params, query, now }) =>
      unitWeeks(db, who, params.unitId, query, now),
    ),
    endpoint(calendarEdits.makeDrafts, async ({ who, body, now }) => {
      checkBegin(body.fromDay, now);
      return given.queue.add(who, job, await unitOf(deps, who, body, now), body);
    }),
    endpoint(calendarEdits.moveVisit, ({ who, params, body, now }) =>
      moveVisit(deps, who, params.calendarId, body, now),
    ),
    endpoint(calendarEdits.undoMove, ({ who, params, body, now }) =>
      undoMove(deps, who, params.calendarId, body.revision, now),
    ),
    endpoint(calendarEdits.readMoves, ({ who, params, now }) => readMovesOf(db, who, params.calendarId, now)),
    endpoint(calendarEdits.publishCalendar, ({ who, params, body, now }) =>
      publishDraft(deps, who, params.calendarId, body, now),
    ),
    endpoint(calendarEdits.discardDraft, ({ who, params, query }) =>
      db.transaction(async (tx) => {
        const draft = await heldDraft(tx, who, params.calendarId, query.revision);
        await dropCalendar(tx, who.orgId, draft.calendarId);
        return undefined;
      }),
    ),
  ];
}

/** Days are compared in each unit's zone when the draft is made; what is far off is said at once. */
function checkBegin(fromDay: string, now: Date): void {
  const today = now.toISOString().slice(0, 10);
  if (fromDay < addDays(today, -1)) throw badField('body.fromDay', 'CALENDAR_FROM_TOMORROW', { today });
  if (fromDay > addDays(today, MOST_DAYS_AHEAD))
    throw badField('body.fromDay', 'WITHIN_DAYS_OF_TODAY', { days: MOST_DAYS_AHEAD });
}

async function unitOf({ db }: CalendarDeps, who: Who, { repId, unitId }: NewDrafts, now: Date): Promise<string> {
  if (repId !== undefined) return (await repIn(db, who, repId, now)).unitId;
  if (!who.unitIds.includes(unitId!.toLowerCase())) throw new AppError('NO_SUCH_UNIT');
  return unitId!.toLowerCase();
}
