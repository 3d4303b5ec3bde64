import { jobContracts } from '../../shared/jobs.ts';
import { accessOf, planners, api } from '../api/rules.ts';

export const access = accessOf(jobContracts, {
  readJob: {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.get(api(`/jobs/${at.jobId}`)) }],
  },
  cancelJob: {
    may: planners,
    scope: [{ login: 'planner.east', ask: (a, at) => a.post(api(`/jobs/${at.jobId}/cancel`)) }],
  },
});
