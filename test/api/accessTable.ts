import * as people from '../people/access.ts';
import * as factors from '../factors/access.ts';
import * as oidc from '../oidc/access.ts';
import * as tiles from '../tiles/access.ts';
import * as maps from '../maps/access.ts';
import * as retailers from '../retailers/access.ts';
import * as jobs from '../jobs/access.ts';
import * as backup from '../backup/access.ts';
import * as inspections from '../inspections/access.ts';
import * as scores from '../scores/access.ts';
import * as logs from '../logs/access.ts';
import * as ledger from '../ledger/access.ts';
import * as territories from '../territories/access.ts';
import * as scenarios from '../scenarios/access.ts';
import * as barriers from '../barriers/access.ts';
import * as calendar from '../calendar/access.ts';
import * as carriers from '../carriers/access.ts';
import * as questionnaires from '../questionnaires/access.ts';
import * as reports from '../reports/access.ts';
import * as places from '../places/access.ts';
import * as plans from '../plans/access.ts';
import * as optimize from '../optimize/access.ts';
import * as shifts from '../shifts/access.ts';
import * as settings from '../settings/access.ts';
import * as visits from '../visits/access.ts';
import * as privacy from '../privacy/access.ts';
import * as positions from '../positions/access.ts';
import * as tracks from '../tracks/access.ts';
import * as quarantine from '../quarantine/access.ts';
import * as live from '../live/access.ts';
import type { List, Mixed, Rule } from './rules.ts';

/** Every endpoint of the server, in the order in which it is tried: maps before an import adds retailers that no scenario has placed. */
export const access: Record<string, Rule> = {
  ...people.access,
  ...factors.access,
  ...oidc.access,
  ...tiles.access,
  ...maps.access,
  ...retailers.access,
  ...jobs.access,
  ...backup.access,
  ...ledger.access,
  ...territories.access,
  ...scenarios.access,
  ...barriers.access,
  ...calendar.access,
  ...carriers.access,
  ...questionnaires.access,
  ...reports.access,
  ...places.access,
  ...plans.access,
  ...optimize.access,
  ...shifts.access,
  ...settings.access,
  ...visits.access,
  ...inspections.access,
  ...scores.access,
  ...logs.access,
  ...privacy.access,
  ...positions.access,
  ...tracks.access,
  ...quarantine.access,
  ...live.access,
};

export const mixed: Mixed[] = [
  ...people.mixed,
  ...retailers.mixed,
  ...territories.mixed,
  ...scenarios.mixed,
  ...plans.mixed,
];

export const lists: List[] = [
  ...people.lists,
  ...maps.lists,
  ...retailers.lists,
  ...ledger.lists,
  ...territories.lists,
  ...scenarios.lists,
  ...barriers.lists,
  ...calendar.lists,
  ...places.lists,
  ...plans.lists,
  ...shifts.lists,
  ...visits.lists,
  ...inspections.lists,
  ...scores.lists,
  ...logs.lists,
  ...privacy.lists,
  ...quarantine.lists,
  ...live.lists,
];
