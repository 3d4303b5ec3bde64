import type { InBoth } from '../shared/problems/say.ts';
import { backup } from './backup/feature.ts';
import { barriers } from './barriers/feature.ts';
import { calendar } from './calendar/feature.ts';
import { carriers } from './carriers/feature.ts';
import type { Config } from './config.ts';
import { startDemo } from './demo/demo.ts';
import { demo } from './demo/feature.ts';
import type { MakeFeature } from './feature.ts';
import { factors } from './factors/feature.ts';
import { inspections } from './inspections/feature.ts';
import { jobs } from './jobs/feature.ts';
import { ledger } from './ledger/feature.ts';
import { live } from './live/feature.ts';
import { logs } from './logs/feature.ts';
import { maps } from './maps/feature.ts';
import { oidc } from './oidc/feature.ts';
import { optimize } from './optimize/feature.ts';
import { people } from './people/feature.ts';
import { places } from './places/feature.ts';
import { plans } from './plans/feature.ts';
import { positions } from './positions/feature.ts';
import { privacy } from './privacy/feature.ts';
import { runProgram } from './program.ts';
import { quarantine } from './quarantine/feature.ts';
import { questionnaires } from './questionnaires/feature.ts';
import { reports } from './reports/feature.ts';
import { retailers } from './retailers/feature.ts';
import { scenarios } from './scenarios/feature.ts';
import { scores } from './scores/feature.ts';
import { settings } from './settings/feature.ts';
import { shifts } from './shifts/feature.ts';
import { startServer, type Running } from './start.ts';
import { territories } from './territories/feature.ts';
import { tiles } from './tiles/feature.ts';
import { tracks } from './tracks/feature.ts';
import { travel } from './travel/feature.ts';
import { visits } from './visits/feature.ts';

/** Every feature of the server, in the order in which they are made: who gives comes before whoever takes while it is made. */
const features: readonly MakeFeature[] = [
  demo,
  tiles,
  people,
  factors,
  oidc,
  retailers,
  territories,
  scenarios,
  maps,
  barriers,
  positions,
  tracks,
  privacy,
  shifts,
  quarantine,
  settings,
  travel,
  optimize,
  calendar,
  plans,
  visits,
  carriers,
  questionnaires,
  reports,
  inspections,
  scores,
  logs,
  places,
  ledger,
  jobs,
  backup,
  live,
];

/** Puts the features together and starts serving. Nothing else knows all of them. */
export function start(config: Config, say: (line: InBoth) => void = () => {}): Promise<Running> {
  return startServer(features, config, say);
}

if (process.argv[1] !== undefined && import.meta.url === new URL(`file://${process.argv[1]}`).href)
  await runProgram(start, startDemo);
