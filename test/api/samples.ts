import { samples as people } from '../people/samples.ts';
import { samples as factors } from '../factors/samples.ts';
import { samples as oidc } from '../oidc/samples.ts';
import { samples as tiles } from '../tiles/samples.ts';
import { samples as maps } from '../maps/samples.ts';
import { samples as retailers } from '../retailers/samples.ts';
import { samples as jobs } from '../jobs/samples.ts';
import { samples as backup } from '../backup/samples.ts';
import { samples as inspections } from '../inspections/samples.ts';
import { samples as scores } from '../scores/samples.ts';
import { samples as logs } from '../logs/samples.ts';
import { samples as ledger } from '../ledger/samples.ts';
import { samples as territories } from '../territories/samples.ts';
import { samples as scenarios } from '../scenarios/samples.ts';
import { samples as barriers } from '../barriers/samples.ts';
import { samples as calendar } from '../calendar/samples.ts';
import { samples as carriers } from '../carriers/samples.ts';
import { samples as questionnaires } from '../questionnaires/samples.ts';
import { samples as reports } from '../reports/samples.ts';
import { samples as places } from '../places/samples.ts';
import { samples as plans } from '../plans/samples.ts';
import { samples as optimize } from '../optimize/samples.ts';
import { samples as shifts } from '../shifts/samples.ts';
import { samples as settings } from '../settings/samples.ts';
import { samples as visits } from '../visits/samples.ts';
import { samples as privacy } from '../privacy/samples.ts';
import { samples as positions } from '../positions/samples.ts';
import { samples as tracks } from '../tracks/samples.ts';
import { samples as quarantine } from '../quarantine/samples.ts';
import { samples as live } from '../live/samples.ts';
import type { Known, Sample } from './sample.ts';

/** A good request for every endpoint of the server. */
export function samples(known: Known): Record<string, Sample> {
  return {
    ...people(known),
    ...factors(),
    ...oidc(),
    ...tiles(),
    ...maps(known),
    ...retailers(known),
    ...jobs(),
    ...backup(),
    ...ledger(),
    ...territories(known),
    ...scenarios(known),
    ...barriers(known),
    ...calendar(known),
    ...carriers(),
    ...questionnaires(known),
    ...reports(known),
    ...places(known),
    ...plans(known),
    ...optimize(),
    ...shifts(known),
    ...settings(known),
    ...visits(known),
    ...inspections(known),
    ...scores(known),
    ...logs(known),
    ...privacy(),
    ...positions(),
    ...tracks(known),
    ...quarantine(),
    ...live(known),
  };
}
