import { planEditContracts } from '../../shared/planEdits.ts';
import { readPlanDue } from '../../shared/planDue.ts';
import { readPlanHistory } from '../../shared/planHistory.ts';
import { planContracts } from '../../shared/plans.ts';
import { samplesOf, today, type Known } from '../api/sample.ts';

export const samples = ({ unitId, repId, personId, retailerId }: Known) =>
  samplesOf(
    { ...planEditContracts, ...planContracts, readPlanHistory, readPlanDue },
    {
      exportStops: {
        as: 'admin',
        query: { format: 'csv', frame: 'wgs84', lang: 'zh', day: '2026-01-05', until: '2026-01-06', repId, unitId },
      },
      listPlans: { as: 'admin', query: { day: '2026-01-05', repId } },
      makePlan: {
        as: 'admin',
        body: {
          repId,
          day: today,
          retailerIds: [retailerId],
          keepOrder: true,
          dayStart: '08:00',
          dayEnd: '18:00',
          lunch: { minutes: 30, from: '12:00', to: '13:00' },
          start: null,
          end: { lng: 120.6, lat: 28 },
        },
      },
      planDay: { as: 'admin', body: { unitId, day: today, replace: true } },
      planWeek: { as: 'admin', body: { repId, days: [today], replace: true } },
      moveStop: {
        as: 'admin',
        body: {
          day: '2026-01-05',
          retailerId,
          from: { repId, revision: 1 },
          to: { repId: personId, revision: null },
          place: 1,
          dryRun: true,
        },
      },
      readPlan: { as: 'admin', params: { repId, day: today } },
      editPlan: {
        as: 'admin',
        params: { repId, day: '2026-01-05' },
        body: {
          revision: 1,
          retailerIds: [retailerId],
          pinned: [retailerId],
          locked: false,
          optimize: true,
          dryRun: true,
          dayStart: '08:00',
          dayEnd: '18:00',
          lunch: null,
          start: { lng: 120.6, lat: 28 },
          end: null,
        },
      },
      exportPlan: { as: 'admin', params: { repId, day: today }, query: { format: 'geojson' } },
      readPlanDue: { as: 'admin', params: { repId, day: today }, query: { q: 'shop' } },
      readPlanHistory: { as: 'admin', params: { repId, day: today } },
      readPlanActual: { as: 'admin', params: { repId, day: today } },
    },
  );
