import { z } from 'zod';
import { Barrier, type BarrierChange, type NewBarriers } from '../shared/barriers.ts';
import {
  addressOf,
  readReply,
  requestOf,
  type Contract,
  type Reply,
  type SendingArgument,
} from '../shared/contract.ts';
import { Problem, type ErrorCode, type FieldError, type SentReason } from '../shared/errors.ts';
import { Snapshot } from '../shared/live.ts';
import { ForgottenStop, type ForgottenClaim, type ForgottenDismissal } from '../shared/forgotten.ts';
import { Device, IssuedDevice } from '../shared/phones.ts';
import { Me, Welcome } from '../shared/sessions.ts';
import { Person, Unit, type NewPerson, type NewUnit, type PersonChange, type Role } from '../shared/people.ts';
import { LivePosition } from '../shared/positions.ts';
import { QuarantineItem, QuarantineReplay } from '../shared/quarantine.ts';
import { unpackColumns, type RetailerColumns } from '../shared/retailerColumns.ts';
import { ImportPreview, ImportRun } from '../shared/imports.ts';
import { Retailer } from '../shared/retailers.ts';
import { TrackDay } from '../shared/tracks.ts';
import { Settings, SettingsInForce, Shift, type ShiftAct } from '../shared/shifts.ts';
import { StoredAboutMe } from '../shared/privacy.ts';
import { Job } from '../shared/jobs.ts';
import { PublishedMap } from '../shared/maps.ts';
import { Scenario, ScenarioMove, ScenarioStand, ScenarioSummary, ScenarioUnits } from '../shared/scenarios.ts';
import { type NewScenario, type ScenarioPatch, type SolveWish } from '../shared/scenarioEdits.ts';
import { DayPlan, Plan, PlanActual } from '../shared/plans.ts';
import { MovedStop, PlanChange, type PlanEdit, type StopMove } from '../shared/planEdits.ts';
import { Territory, type TerritoryKind } from '../shared/territories.ts';
import { page } from '../shared/text.ts';
import {
  VisitDetail,
  VisitSummary,
  type EndVisit,
  type NewAppeal,
  type StartVisit,
  type VisitState,
} from '../shared/visits.ts';
import { heardTime } from './clock.ts';
import { heardRelease } from './release.ts';

/** What went wrong with a call: the server's own code, or that it could not be reached or understood. */
export type FailureCode = ErrorCode | 'UNREACHABLE' | 'BAD_ANSWER';

export class ApiError extends Error {
  readonly code: FailureCode;
  /** To quote to whoever runs the server; null when it never answered. */
  readonly requestId: string | null;
  readonly fields: FieldError[];
  /** What exactly, in the server's words for it; absent where the server said nothing. */
  readonly reason: SentReason | undefined;
  constructor(
    code: FailureCode,
    detail: string,
    requestId: string | null = null,
    more: { fields?: FieldError[] | undefined; reason?: SentReason | undefined } = {},
  ) {
    super(detail);
    this.code = code;
    this.requestId = requestId;
    this.fields = more.fields ?? [];
    this.reason = more.reason;
  }
}

type Query = Record<string, string | number | null | undefined>;
interface Sending {
  body?: unknown;
  bytes?: Blob;
  signal?: AbortSignal;
  /** A file that takes as long as it takes. */
  isLong?: boolean;
}

/** A slow server answers within 10 s; after twice that it is as good as gone. Uploads take as long as they take. */
const TIMEOUT_MS = 20_000;

/** Makes a call of the API: what is sent and heard has the contract's types. @throws ApiError, or the signal's reason */
export async function call<C extends Contract>(
  contract: C,
  ...[sending = {} as NonNullable<SendingArgument<C>[0]>]: SendingArgument<C>
): Promise<Reply<C>> {
  const { signal } = sending;
  const isLong = contract.isLong === true || (contract.body && 'maxBytes' in contract.body);
  const signals = [...(signal ? [signal] : []), ...(isLong ? [] : [AbortSignal.timeout(TIMEOUT_MS)])];
  const request = {
    ...requestOf(contract, sending),
    credentials: 'same-origin',
    signal: AbortSignal.any(signals),
  } as const;
  const { content, requestId } = await fetched(
    new URL(addressOf(contract, sending), location.origin),
    request,
    signal,
    (response) => response.arrayBuffer(),
  );
  try {
    return readReply(contract, content);
  } catch (error) {
    throw new ApiError('BAD_ANSWER', String(error).slice(0, 500), requestId);
  }
}

async function fetched<T>(
  url: URL,
  request: RequestInit,
  signal: AbortSignal | undefined,
  read: (response: Response) => Promise<T>,
): Promise<{ content: T; requestId: string | null }> {
  try {
    const response = await fetch(url, request);
    const requestId = response.headers.get('X-Request-Id');
    heardTime(response.headers.get('Date'));
    heardRelease(response.headers.get('X-Rounds-Page'));
    if (!response.ok) throw readProblem(await response.text(), response, requestId);
    return { content: await read(response), requestId };
  } catch (error) {
    if (signal?.aborted || error instanceof ApiError) throw error;
    throw new ApiError('UNREACHABLE', String(error));
  }
}

async function asked<S extends z.ZodType>(
  method: string,
  path: string,
  reply: S,
  query: Query = {},
  sending: Sending = {},
): Promise<z.output<S>> {
  const { content: text, requestId } = await ask(method, path, query, sending, (response) => response.text());
  const read = reply.safeParse(text === '' ? undefined : parse(text));
  if (!read.success) throw new ApiError('BAD_ANSWER', z.prettifyError(read.error).slice(0, 500), requestId);
  return read.data;
}

async function columns(unitId: string | null): Promise<RetailerColumns> {
  const { content, requestId } = await ask('GET', '/retailers/columns', { unitId }, {}, (response) =>
    response.arrayBuffer(),
  );
  try {
    return unpackColumns(content);
  } catch (error) {
    throw new ApiError('BAD_ANSWER', String(error), requestId);
  }
}

async function ask<T>(
  method: string,
  path: string,
  query: Query,
  { body, bytes, signal, isLong }: Sending,
  read: (response: Response) => Promise<T>,
): Promise<{ content: T; requestId: string | null }> {
  const url = new URL(`/api/v1${path}`, location.origin);
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') url.searchParams.set(name, String(value));
  const signals = [...(signal ? [signal] : []), ...(bytes || isLong ? [] : [AbortSignal.timeout(TIMEOUT_MS)])];
  const request: RequestInit = { method, credentials: 'same-origin', signal: AbortSignal.any(signals) };
  if (body !== undefined)
    Object.assign(request, { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
  if (bytes) Object.assign(request, { body: bytes, headers: { 'Content-Type': 'application/octet-stream' } });
  return fetched(url, request, signal, read);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readProblem(text: string, response: Response, requestId: string | null): ApiError {
  const problem = Problem.safeParse(parse(text));
  if (problem.success)
    return new ApiError(problem.data.code, problem.data.detail, requestId ?? problem.data.instance, problem.data);
  return new ApiError(response.status >= 500 ? 'UNREACHABLE' : 'BAD_ANSWER', `HTTP ${response.status}`, requestId);
}

const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
const nothing = z.unknown();
const LedgerHeads = z.object({
  day: z.string(),
  heads: z.array(z.object({ unit: z.string(), unitName: z.string(), no: z.number(), hash: z.string() })),
});
export type LedgerHeads = z.infer<typeof LedgerHeads>;

export interface ImportChoice {
  fileName: string;
  frame: string;
  unitId: string;
  /** Column → field; undefined lets the server guess. */
  mapping?: Record<string, string>;
}
const importQuery = ({ mapping, ...rest }: ImportChoice): Query => ({
  ...rest,
  mapping: mapping && JSON.stringify(mapping),
});

/** Every call of the API that the pages make, by its answer. Each throws ApiError. */
export const api = {
  welcome: () => asked('GET', '/welcome', Welcome),
  setUp: (body: { token: string; orgName: string; timeZone: string; name: string; login: string; password: string }) =>
    asked('POST', '/setup', Me, {}, { body }),
  signIn: (login: string, password: string) => asked('POST', '/session', Me, {}, { body: { login, password } }),
  signOut: () => asked('DELETE', '/session', nothing),
  me: () => asked('GET', '/me', Me),
  units: () => asked('GET', '/units', items(Unit)),
  addUnit: (body: NewUnit) => asked('POST', '/units', Unit, {}, { body }),

  people: (query: { q?: string; role?: Role; unitId?: string; limit?: number; cursor?: string }) =>
    asked('GET', '/people', page(Person), query),
  addPerson: (body: NewPerson) => asked('POST', '/people', Person, {}, { body }),
  changePerson: (personId: string, body: PersonChange) => asked('PATCH', `/people/${personId}`, Person, {}, { body }),
  devices: (personId: string) => asked('GET', `/people/${personId}/devices`, items(Device)),
  addDevice: (personId: string, body: { label: string }) =>
    asked('POST', `/people/${personId}/devices`, IssuedDevice, {}, { body }),
  revokeDevice: (deviceId: string) => asked('DELETE', `/devices/${deviceId}`, nothing),
  myDevices: () => asked('GET', '/me/devices', items(Device)),
  addMyDevice: (body: { label: string }) => asked('POST', '/me/devices', IssuedDevice, {}, { body }),

  retailers: (
    query: { q?: string; unitId?: string | null; limit?: number; cursor?: string | null },
    signal?: AbortSignal,
  ) => asked('GET', '/retailers', page(Retailer), query, { signal }),
  retailer: (retailerId: string) => asked('GET', `/retailers/${retailerId}`, Retailer),
  retailerColumns: columns,
  previewImport: (file: Blob, choice: ImportChoice, signal?: AbortSignal) =>
    asked('POST', '/retailers/import/preview', ImportPreview, importQuery(choice), { bytes: file, signal }),
  startImport: (file: Blob, choice: ImportChoice) =>
    asked('POST', '/retailers/imports', ImportRun, importQuery(choice), { bytes: file }),
  importRun: (importId: string) => asked('GET', `/retailers/imports/${importId}`, ImportRun),

  territories: () => asked('GET', '/territories', items(Territory)),
  scenarios: (query: { unitId: string; kind: TerritoryKind }) =>
    asked('GET', '/scenarios', items(ScenarioSummary), query),
  addScenario: (body: z.input<typeof NewScenario>) => asked('POST', '/scenarios', Scenario, {}, { body }),
  scenario: (scenarioId: string) => asked('GET', `/scenarios/${scenarioId}`, Scenario),
  scenarioUnits: (scenarioId: string) => asked('GET', `/scenarios/${scenarioId}/units`, ScenarioUnits),
  scenarioStand: (scenarioId: string) => asked('GET', `/scenarios/${scenarioId}/stand`, ScenarioStand),
  scenarioMoves: (scenarioId: string) => asked('GET', `/scenarios/${scenarioId}/moves`, items(ScenarioMove)),
  copyScenario: (scenarioId: string, name: string) =>
    asked('POST', `/scenarios/${scenarioId}/copy`, Scenario, {}, { body: { name } }),
  removeScenario: (scenarioId: string, revision: number) =>
    asked('DELETE', `/scenarios/${scenarioId}`, nothing, { revision }),
  restoreScenario: (scenarioId: string) =>
    asked('POST', `/scenarios/${scenarioId}/restore`, Scenario, {}, { body: {} }),
  changeScenario: (scenarioId: string, body: ScenarioPatch) =>
    asked('PATCH', `/scenarios/${scenarioId}`, Scenario, {}, { body }),
  moveRetailers: (scenarioId: string, body: { revision: number; moves: { to: number; retailerIds: string[] }[] }) =>
    asked('POST', `/scenarios/${scenarioId}/moves`, Scenario, {}, { body }),
  lockRetailers: (scenarioId: string, body: { revision: number; isLocked: boolean; retailerIds: string[] }) =>
    asked('POST', `/scenarios/${scenarioId}/locks`, Scenario, {}, { body }),
  walkScenario: (scenarioId: string, way: 'undo' | 'redo', body: { revision: number; steps: number }) =>
    asked('POST', `/scenarios/${scenarioId}/${way}`, Scenario, {}, { body }),
  solveScenario: (scenarioId: string, body: z.input<typeof SolveWish>) =>
    asked('POST', `/scenarios/${scenarioId}/solve`, Job, {}, { body }),
  publishScenario: (scenarioId: string, body: { revision: number; day: string }) =>
    asked('POST', `/scenarios/${scenarioId}/publish`, PublishedMap, {}, { body }),
  barriers: (unitId: string) => asked('GET', '/barriers', items(Barrier), { unitId }),
  addBarriers: (body: NewBarriers) => asked('POST', '/barriers', items(Barrier), {}, { body }),
  changeBarrier: (barrierId: string, body: BarrierChange) =>
    asked('PATCH', `/barriers/${barrierId}`, Barrier, {}, { body }),
  removeBarrier: (barrierId: string, revision: number) =>
    asked('DELETE', `/barriers/${barrierId}`, nothing, { revision }),
  restoreBarrier: (barrierId: string) => asked('POST', `/barriers/${barrierId}/restore`, Barrier, {}, { body: {} }),
  territoryMaps: (query: { unitId: string; kind: TerritoryKind }) =>
    asked('GET', '/territories/maps', items(PublishedMap), query),
  returnToMap: (mapId: string, day: string) =>
    asked('POST', `/territories/maps/${mapId}/publish`, PublishedMap, {}, { body: { day } }),
  job: (jobId: string) => asked('GET', `/jobs/${jobId}`, Job),
  cancelJob: (jobId: string) => asked('POST', `/jobs/${jobId}/cancel`, Job),

  plans: (query: { day: string; repId?: string }) => asked('GET', '/plans', items(Plan), query),
  plan: (repId: string, day: string, signal?: AbortSignal) =>
    asked('GET', `/plans/${repId}/${day}`, DayPlan, {}, { signal }),
  putPlan: (repId: string, day: string, body: z.input<typeof PlanEdit>, signal?: AbortSignal) =>
    asked('PUT', `/plans/${repId}/${day}`, PlanChange, {}, { body, signal }),
  moveStop: (body: z.input<typeof StopMove>) => asked('POST', '/plans/move', MovedStop, {}, { body }),
  planActual: (repId: string, day: string, signal?: AbortSignal) =>
    asked('GET', `/plans/${repId}/${day}/actual`, PlanActual, {}, { signal }),
  planDay: (body: { unitId: string; day: string; replace: boolean }) => asked('POST', '/plans/day', Job, {}, { body }),
  planWeek: (body: { repId: string; days: string[] }) => asked('POST', '/plans/week', Job, {}, { body }),
  track: (query: { repId: string; from: string; to: string }) =>
    asked('GET', '/positions/track', items(LivePosition), query),

  trackDay: (query: { day: string; unitId?: string; repId?: string | null }, signal?: AbortSignal) =>
    asked('GET', '/positions/day', TrackDay, query, { signal, isLong: true }),

  visits: (
    query: {
      day?: string;
      repId?: string;
      retailerId?: string;
      unitId?: string | null;
      state?: VisitState;
      review?: 'open';
      limit?: number;
      cursor?: string | null;
    },
    signal?: AbortSignal,
  ) => asked('GET', '/visits', page(VisitSummary), query, { signal }),
  visit: (visitId: string) => asked('GET', `/visits/${visitId}`, VisitDetail),
  startVisit: (body: z.input<typeof StartVisit>) => asked('POST', '/visits', VisitSummary, {}, { body }),
  endVisit: (visitId: string, body: z.input<typeof EndVisit>) =>
    asked('POST', `/visits/${visitId}/end`, VisitSummary, {}, { body }),

  appeal: (visitId: string, body: z.input<typeof NewAppeal>) =>
    asked('POST', `/visits/${visitId}/appeal`, nothing, {}, { body }),

  settings: () => asked('GET', '/settings', SettingsInForce),
  changeSettings: (body: Settings) => asked('PATCH', '/settings', Settings, {}, { body }),
  shifts: (query: { repId?: string; day?: string }) => asked('GET', '/shifts', items(Shift), query),
  openShift: (body: ShiftAct) => asked('POST', '/shifts/open', Shift, {}, { body }),
  closeShift: (body: ShiftAct) => asked('POST', '/shifts/close', Shift, {}, { body }),
  stored: (day?: string) => asked('GET', '/me/stored', StoredAboutMe, { day }),
  forgotten: (day: string) => asked('GET', '/me/forgotten', items(ForgottenStop), { day }),
  claimForgotten: (body: ForgottenClaim) => asked('POST', '/me/forgotten/claim', VisitSummary, {}, { body }),
  dismissForgotten: (body: z.input<typeof ForgottenDismissal>) =>
    asked('POST', '/me/forgotten/dismiss', nothing, {}, { body }),

  quarantine: (query: { limit?: number; cursor?: string | null }) =>
    asked('GET', '/positions/quarantine', page(QuarantineItem), query),
  replay: (quarantineId: number) => asked('POST', `/positions/quarantine/${quarantineId}/replay`, QuarantineReplay),
  ledgerHeads: (day: string) => asked('GET', '/ledger/heads', LedgerHeads, { day }),
  /** Lines of JSON, an entry each, as they are verified. */
  ledgerOf: async (day: string, signal?: AbortSignal) =>
    (
      await ask('GET', '/ledger/export', { from: day, to: day }, { isLong: true, signal }, (response) =>
        response.text(),
      )
    ).content,

  snapshot: (query: { day: string | null; unitId: string | null }) => asked('GET', '/live/snapshot', Snapshot, query),
};
