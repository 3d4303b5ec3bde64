import { reportContracts } from '../../shared/reports.ts';
import type { Agent } from '../helpers/server.ts';
import { accessOf, admin, api, roles, type Place } from '../api/rules.ts';

const period = { metric: 'inPlace', from: '2026-03-02', to: '2026-03-08' };
const narrowed = (path: string, query: object) =>
  ['supervisor.east', 'planner.east'].flatMap((login) => [
    { login, ask: (a: Agent, at: Place) => a.get(api(path)).query({ ...query, unitId: at.unitId }) },
  ]);
const ofRep = (path: string) =>
  ['rep.east', 'supervisor.east'].map((login) => ({
    login,
    ask: (a: Agent, at: Place) => a.get(api(path)).query({ ...period, repId: at.repId }),
  }));

export const access = accessOf(reportContracts, {
  readMetrics: { may: roles },
  readValues: { may: roles, scope: [...narrowed('/reports/values', period), ...ofRep('/reports/values')] },
  listReportRows: { may: roles, scope: [...narrowed('/reports/rows', period), ...ofRep('/reports/rows')] },
  exportReportRows: { may: roles, scope: narrowed('/reports/rows/export', period) },
  readChanges: { may: roles, scope: narrowed('/reports/changes', { ...period, by: 'grade' }) },
  readEffect: { may: roles, scope: narrowed('/reports/effect', { metric: 'inPlace', on: '2026-03-02' }) },
  verifyReports: { may: admin },
  rebuildReports: { may: admin },
});
