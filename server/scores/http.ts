import { byShare, placesOf } from '../../shared/score.ts';
import { entryContracts } from '../../shared/scoreEntries.ts';
import { exportScores, periodContracts } from '../../shared/scores.ts';
import { scoresTable, type ScoreRow } from '../../shared/tables/scores.ts';
import type { Who } from '../auth.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { endpoint, type Endpoint } from '../http.ts';
import { exportEndpoint } from '../tableFile.ts';
import { draftMonth, showMonth, signMonth } from './closing.ts';
import { periodsIn } from './closingStore.ts';
import { addEntries, withdrawEntry } from './entries.ts';
import { entriesOf } from './entryStore.ts';
import { recordOf } from './export.ts';
import type { ScoreDeps } from './facts.ts';
import { unitNow } from './factStore.ts';
import { answerObjection, objectTo } from './objections.ts';
import { correctMonth, readLine, sinceClosed } from './since.ts';
import { monthFor, standingOf } from './standing.ts';
import type { UnitMonth } from './unitMonth.ts';

export function periodEndpoints(deps: ScoreDeps & { db: Database }): Endpoint[] {
  const { db } = deps;
  /** A deed on a month of the caller's scope, and how it stands then. */
  const deed = async (
    { who, params, now }: { who: Who; params: { unitId: string; month: string }; now: Date },
    act: (of: UnitMonth) => Promise<void>,
  ) => {
    const of = await monthFor(db, who, params.unitId, params.month);
    await act(of);
    return standingOf(deps, db, who, of, now);
  };
  return [
    endpoint(periodContracts.readStanding, async ({ who, query, now }) => {
      const unitId = query.unitId ?? who.unitId;
      const month = query.month ?? (await unitNow(db, who.orgId, who.unitId, now)).today.slice(0, 7);
      return standingOf(deps, db, who, await monthFor(db, who, unitId, month), now);
    }),
    endpoint(periodContracts.readLine, async ({ who, query, now }) => {
      const of = await monthFor(db, who, query.unitId, query.month);
      const repId = query.repId.toLowerCase();
      if (who.role === 'rep' && repId !== who.personId) throw new AppError('NO_SUCH_LINE');
      return readLine(deps, db, of, { repId, itemKey: query.itemKey }, now);
    }),
    endpoint(periodContracts.draftMonth, (call) => deed(call, (of) => draftMonth(deps, call.who, of, call.now))),
    endpoint(periodContracts.showMonth, (call) => deed(call, (of) => showMonth(db, call.who, of, call.now))),
    endpoint(periodContracts.signMonth, (call) =>
      deed(call, (of) => signMonth(db, call.who, of, call.body.root, call.now)),
    ),
    endpoint(periodContracts.objectTo, async ({ who, params, body, now }) =>
      objectTo(db, who, await monthFor(db, who, params.unitId, params.month), body, now),
    ),
    endpoint(periodContracts.answerObjection, ({ who, params, body }) =>
      answerObjection(db, who, params.objectionId.toLowerCase(), body),
    ),
    endpoint(periodContracts.listPeriods, async ({ who, query }) => {
      const unitId = query.unitId?.toLowerCase();
      if (unitId !== undefined && !who.unitIds.includes(unitId)) throw new AppError('NO_SUCH_UNIT');
      const unitIds = unitId === undefined ? who.unitIds : [unitId];
      return { items: await periodsIn(db, who.orgId, unitIds, who.role === 'rep' ? who.personId : null) };
    }),
    endpoint(periodContracts.sinceClosed, async ({ who, params, now }) => ({
      items: await sinceClosed(deps, db, await monthFor(db, who, params.unitId, params.month), now),
    })),
    endpoint(periodContracts.correctMonth, async ({ who, params, body }) =>
      correctMonth(db, who, await monthFor(db, who, params.unitId, params.month), body),
    ),
    endpoint(periodContracts.exportScoreRecord, async ({ who, params, now }) =>
      recordOf(db, await monthFor(db, who, params.unitId, params.month), now),
    ),
    exportTable(deps),
  ];
}

function exportTable(deps: ScoreDeps & { db: Database }): Endpoint {
  const standing = async (who: Who, unitId: string, month: string, now: Date) =>
    standingOf(deps, deps.db, who, await monthFor(deps.db, who, unitId, month), now);
  return exportEndpoint(exportScores, {
    table: () => scoresTable(),
    pages: async function* (who, { unitId, month }, now) {
      const { people, scheme, unitName } = await standing(who, unitId, month, now);
      const places = placesOf(people, byShare);
      yield people.flatMap((person, i) =>
        person.lines.map((line): ScoreRow => ({
          ...line,
          place: who.role === 'rep' ? null : places[i]!,
          person,
          scheme,
          unitName,
          month,
        })),
      );
    },
    named: ({ month }) => [month],
  });
}

export function entryEndpoints(db: Database): Endpoint[] {
  return [
    endpoint(entryContracts.listEntries, async ({ who, query: { unitId, month } }) => {
      const of = await monthFor(db, who, unitId, month);
      const repId = who.role === 'rep' ? who.personId : null;
      return { items: await entriesOf(db, of.orgId, [of.unitId], { month, repId }) };
    }),
    endpoint(entryContracts.addEntries, async ({ who, body, now }) => ({
      items: await addEntries(db, who, await monthFor(db, who, body.unitId, body.month), body.entries, now),
    })),
    endpoint(entryContracts.withdrawEntry, ({ who, params, body }) =>
      withdrawEntry(db, who, params.entryId.toLowerCase(), body.why),
    ),
  ];
}
