import { reportContracts } from '../../shared/reports.ts';
import { samplesOf, today, type Known } from '../api/sample.ts';

export const samples = ({ unitId, repId }: Known) => {
  const period = { metric: 'inPlace', from: '2026-03-02', to: today, unitId, repId, setting: 'urban' } as const;
  const rows = { ...period, by: 'person', key: repId, part: 'num' } as const;
  return samplesOf(reportContracts, {
    readMetrics: { as: 'admin' },
    readValues: { as: 'admin', query: { ...period, by: 'person' } },
    listReportRows: { as: 'admin', query: { ...rows, limit: '2' } },
    exportReportRows: { as: 'admin', query: { ...rows, format: 'csv', frame: 'wgs84', lang: 'zh' } },
    readChanges: { as: 'admin', query: { ...period, by: 'grade' } },
    readEffect: { as: 'admin', query: { metric: 'inPlace', on: today, weeks: '4', unitId } },
    verifyReports: { as: 'admin' },
    rebuildReports: { as: 'admin' },
  });
};
