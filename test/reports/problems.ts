import type { reportProblems } from '../../shared/problems/reports.ts';
import { get, type Provocations } from '../problems/provoke.ts';

const asked = (path: string, query: string) => get('supervisor.east', `/reports/${path}?${query}`);

export const provocations: Provocations<typeof reportProblems> = {
  PERIOD_ENDS_EARLY: asked('values', 'metric=visits&from=2026-03-02&to=2026-03-01'),
  PERIOD_TOO_LONG: asked('rows', 'metric=visits&from=2020-03-02&to=2030-03-01'),
  CUT_OF_ANOTHER: asked('values', 'metric=coverage&from=2026-03-01&to=2026-03-31&by=weekday'),
  NOT_A_SHARE: asked('changes', 'metric=visits&from=2026-03-01&to=2026-03-31&by=grade'),
};
