import { randomUUID } from 'node:crypto';
import type { Contract } from '../../shared/contract.ts';
import { fullPath } from '../../shared/contract.ts';
import type { Random } from '../../shared/random.ts';
import { kinds, sides, type Ground, type Kind, type Prober, type Side } from './ground.ts';
import type { Sample } from './sample.ts';

/** A request of an endpoint with ids of any kind, of any unit, in the place of its own. */
export interface Probe {
  key: string;
  method: string;
  address: string;
  body: string | undefined;
  contentType: string;
  /** The ids that stand where their kind belongs: naming one out of scope must not do anything. */
  named: { kind: Kind; id: string; side: Side }[];
}

/** Which kind of thing a key names. */
const kindOf: Record<string, Kind> = {
  unitId: 'unit',
  parentId: 'unit',
  repId: 'person',
  personId: 'person',
  retailerId: 'retailer',
  retailerIds: 'retailer',
  deviceId: 'device',
  visitId: 'visit',
  territoryId: 'territory',
  importId: 'import',
  jobId: 'job',
  quarantineId: 'quarantine',
  scenarioId: 'scenario',
  mapId: 'map',
  barrierId: 'barrier',
  planId: 'inspection',
  caseId: 'case',
  questionnaireId: 'questionnaire',
  calendarId: 'calendar',
  absenceId: 'absence',
  proposalId: 'proposal',
  logId: 'log',
  logIds: 'log',
};

/** Makes up a probe of an endpoint. */
export function drawProbe(random: Random, ground: Ground, contract: Contract, sample: Sample): Probe {
  const key = `${contract.method} ${contract.path}`;
  const named: Probe['named'] = [];
  const pick = <T>(from: readonly T[]): T => from[random.int(from.length)]!;
  const draw = (name: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => draw(name, item));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, draw(k, v)]));
    if (name === 'clientId') return randomUUID();
    if ((name === 'name' || name === 'login') && typeof value === 'string')
      return `${value.split(/[ -]/)[0]} ${random.next().toString(36).slice(2)}`.replace(
        ' ',
        name === 'login' ? '-' : ' ',
      );
    const own = kindOf[name];
    // a press names its phone in its own words
    if (own === undefined || typeof value !== 'string' || (own === 'device' && !contract.path.includes(':deviceId')))
      return value;
    const chance = random.next();
    if (chance < 0.05) return randomUUID();
    // a visit's id is made by its phone: any other id would become a visit's
    const kind = chance < 0.15 && name !== 'visitId' && name !== 'logId' ? pick(kinds) : own;
    const side = pick(sides);
    const id = pick(ground.ids[kind][side]);
    if (kind === own) named.push({ kind, id, side });
    return id;
  };
  const params = draw('', sample.params ?? {}) as Record<string, string>;
  const query = Object.entries(draw('', sample.query ?? {}) as Record<string, string>).filter(
    () => random.next() < 0.7 || contract.method !== 'get',
  );
  const path = fullPath(contract).replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));
  const search = new URLSearchParams(query).toString();
  const isFile = typeof sample.body === 'string';
  const code = pick(sides);
  const body =
    sample.body === undefined
      ? undefined
      : isFile
        ? `code,name,lng,lat\nP-${code},shop-of-${code},120.65,28`
        : JSON.stringify(draw('', sample.body));
  if (isFile) named.push({ kind: 'retailer', id: ground.ids.retailer[code][0]!, side: code });
  return {
    key,
    method: contract.method.toUpperCase(),
    address: search ? `${path}?${search}` : path,
    body,
    contentType: isFile ? 'text/csv' : 'application/json',
    named,
  };
}

export const isInScope =
  (prober: Prober, ground: Ground) =>
  ({ side }: { side: Side }): boolean =>
    prober.scope.has(ground.units[side]);

/**
 * Rightful acts that would move the ground: people leave, or change units; sessions and phones end. They are tried only
 * where they must be refused.
 */
export function wouldMoveGround(probe: Probe, prober: Prober, ground: Ground): boolean {
  if (/ \/(me\/sessions|session)$/.test(probe.key) && probe.method === 'DELETE') return true;
  // somebody above both may give a territory of one unit to a rep of another: then each unit rightfully hears of the other's
  if (
    probe.method !== 'GET' &&
    probe.named.every(isInScope(prober, ground)) &&
    new Set(probe.named.map(({ side }) => side)).size > 1
  )
    return true;
  if (
    !/^(patch \/people|delete \/people\/.*\/factors|post \/retailers\/imports$|delete \/scenarios|delete \/barriers|post .*\/(publish|close|void)$|post \/calendars\/drafts|delete \/(calendars|absences|questionnaires)|post .*\/solve$|(post|delete) .*\/devices\/:deviceId)/.test(
      probe.key,
    )
  )
    return false;
  return probe.named.every(isInScope(prober, ground));
}
