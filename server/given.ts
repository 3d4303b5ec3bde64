import type { Request, Response } from 'express';
import type { SentReason } from '../shared/errors.ts';
import type { Person } from '../shared/people.ts';
import type { NewUnit, Unit } from '../shared/units.ts';
import type { Feature } from 'geojson';
import type { Frame } from '../shared/frames.ts';
import type { LngLat } from '../shared/geo.ts';
import type { Consequences } from '../shared/placeProposals.ts';
import type { CoordinateTrust } from '../shared/retailers.ts';
import type { MetricId } from '../shared/metrics.ts';
import type { Evidence } from '../shared/score.ts';
import type { Me } from '../shared/sessions.ts';
import type { PhoneApp, Quarantined, QuarantineReason } from '../shared/positions.ts';
import type { Tiles } from '../shared/tiles.ts';
import type { PastPlan, PastVisit } from '../shared/past.ts';
import type { PublishedMap } from '../shared/maps.ts';
import type { ScenarioDesign } from '../shared/scenarioSettings.ts';
import type { BaseMap } from '../shared/settingValues.ts';
import type { Shift } from '../shared/shifts.ts';
import type { Recording, Retention } from '../shared/recording.ts';
import type { StraightSettings } from '../shared/straight.ts';
import type { UnitName } from '../shared/tables/said.ts';
import type { TerritoryKind } from '../shared/territories.ts';
import type { Recognise, Who } from './auth.ts';
import type { Queryable } from './db.ts';
import type { JobQueue } from './jobs.ts';
import type { Looks } from './looks.ts';
import type { Travels } from './travels.ts';

/** What one feature gives to others that do not know it. Kept small: what can be a view in the database is no entry here. */
export interface Given {
  /** Who a cookie or a token belongs to (people). */
  recognise: Recognise;
  /** Who somebody is now; null when they may no longer sign in (people). */
  whoIs(orgId: number, personId: string): Promise<Who | null>;
  /** Opens and strengthens sign-ins, and asks for a password again (people). */
  signIn: SignIn;
  /**
   * Whether this person showed a second factor, where they have one (factors).
   * @throws AppError SECOND_FACTOR_NEEDED, SECOND_FACTOR_WRONG
   */
  checkSecondFactor(person: Somebody, code: string | undefined, now: Date): Promise<boolean>;
  /** A key of this database's servers for one purpose, the same in every process; no back-up holds it (factors). */
  keyFor(purpose: string): Buffer;
  /** Whether the organisation asks this person for a second factor (settings). */
  mustHaveTwo(who: Who, now: Date): Promise<boolean>;
  /** For the first administrator's page, while there is no organisation (people). */
  setupToken: string;
  /** What the units of the caller's scope are called (people). */
  unitNames(who: Who): Promise<UnitName>;
  /** What lies over the built-in map of the caller's organisation today, if anything does (tiles). */
  baseMap(who: Who, now: Date): Promise<Tiles | null>;
  /** What the caller's organisation chose for it (settings). */
  chosenBaseMap(who: Who, now: Date): Promise<BaseMap>;
  /** Drawn below the synthetic organisation's retailers (demo). */
  demoMap(): MadeMap;
  /**
   * The organisation of that name, or the only one, from its top: for a command that opens the database itself (people).
   * @throws AppError NO_ORGANISATION, WHICH_ORGANISATION, NO_SUCH_ORGANISATION
   */
  organisationNamed(sql: Queryable, name: string | undefined): Promise<OrganisationScope>;
  /** Stores days gone by of a made-up organisation (visits, plans). */
  storePastVisits(tx: Queryable, orgId: number, visits: readonly PastVisit[]): Promise<void>;
  storePastPlans(tx: Queryable, orgId: number, plans: readonly PastPlan[]): Promise<void>;
  /** From where tiles are loaded now or soon, by any organisation's choice (settings). */
  tileUrls(): Promise<string[]>;
  /** Where work is left (jobs). */
  queue: JobQueue;
  /** Ways between places (travel). */
  travels: Travels;
  /** Keeps what could not be read, in the caller's transaction (quarantine). */
  quarantine: Quarantine;
  /** Reads what was quarantined with the readers of today and stores what they can read now (positions). */
  readAgain(tx: Queryable, sender: Sender, app: string, raw: string): Promise<ReadAgain>;
  /** Records who looks at whose positions, before they leave (privacy). */
  looks: Looks;
  /** When an organisation keeps positions (shifts). */
  recordingOf(sql: Queryable, orgId: number): Promise<Recording>;
  /** How long things of the caller's organisation are kept, in days (settings). */
  retentionOf(who: Who, now: Date): Promise<Retention>;
  /** How straight lines are driven in the caller's unit today (settings). */
  straightOf(who: Who, now: Date): Promise<StraightSettings>;
  /** The caller's own shifts, the newest first (shifts). */
  shiftsOf(sql: Queryable, who: Who): Promise<Shift[]>;
  /** Publishes a map from a day on, in the caller's transaction (maps). */
  publishMap(tx: Queryable, who: Who, map: MapToPublish, content: MapContent): Promise<PublishedMap>;
  /** Changes what is in force in a unit as of today, as a map of its own; how many retailers enter a territory (maps). */
  rearrange(
    tx: Queryable,
    who: Pick<Who, 'orgId' | 'unitIds'> & { personId: string | null },
    wish: Rearrangement,
  ): Promise<number>;
  /** Appends versions of where retailers are, in the caller's transaction, and tells who watches (retailers). */
  keepPlaces(tx: Queryable, who: Who, by: PlaceProposed, places: readonly PlaceToKeep[]): Promise<void>;
  /** Appends what counted before to the versions of a proposal that count still; how many there were (retailers). */
  withdrawPlaces(tx: Queryable, who: Who, by: PlaceProposed): Promise<number>;
  /** What the judge would say of the newest visits to retailers if these were elsewhere (visits). */
  judgeElsewhere(sql: Queryable, orgId: number, places: readonly PlaceToTry[]): Promise<Consequences>;
  /** What each rep of a unit comes to in a metric, with the rows that it stands on (reports). */
  measure(sql: Queryable, of: ToMeasure): Promise<Measured[]>;
  /** Closes a month gone by of a made-up organisation, signed by these two (scores). */
  closePastMonth(
    of: { orgId: number; unitId: string; month: string },
    by: readonly [supervisor: Who, auditor: Who],
    now: Date,
  ): Promise<void>;
  /** Days of a period of an organisation's reps that reports have not counted yet (reports). */
  daysDue(sql: Queryable, orgId: number, from: string, to: string): Promise<number>;
  /** Adds a unit below one of the caller's (people). @throws AppError UNIT_NAME_TAKEN */
  addUnit(tx: Queryable, who: UnitMaker, unit: NewUnit): Promise<Unit>;
}

/** A metric of a unit's own reps, over days of which the last may be still to come. */
export interface ToMeasure {
  orgId: number;
  unitId: string;
  metric: MetricId;
  setting: string | null;
  from: string;
  to: string;
  today: string;
}

export interface Measured {
  repId: string;
  undecided: number;
  evidence: Evidence[];
}

export interface PlaceProposed {
  proposalId: string;
  reason: string | null;
}

/** Where a retailer is, was always (or since its last move), or is from a day on. */
export interface PlaceToKeep {
  retailerId: string;
  kind: 'learned' | 'frame' | 'move';
  position: LngLat;
  fromDay: string | null;
  /** Null: as they were. */
  trust: CoordinateTrust | null;
  sigmaM: number | null;
  /** In which the numbers are that were imported; null: the position is what was said, in WGS-84. */
  frame: Frame | null;
}

export interface PlaceToTry extends Pick<PlaceToKeep, 'retailerId' | 'position' | 'fromDay' | 'trust' | 'sigmaM'> {
  /** From which day to which before the place counts that would be replaced; null: since ever, or until now. */
  begins: string | null;
  ends: string | null;
}

/** Who adds a unit; without a person: whoever owns the machine. */
export type UnitMaker = Pick<Who, 'orgId' | 'deviceId' | 'sessionHash' | 'isOwner'> & { personId: string | null };

/** Territories of a kind that are made or changed in a unit or below it, and retailers that enter one. */
export interface Rearrangement {
  unitId: string;
  kind: TerritoryKind;
  /** What the map is called. */
  name: string;
  /** As they shall be; `isChanged`: new, or with another rep or name than now. */
  territories: readonly {
    territoryId: string;
    unitId: string;
    name: string;
    repId: string | null;
    isChanged: boolean;
  }[];
  members: readonly { retailerId: string; territoryId: string }[];
}

/** A base map drawn by code, in WGS84: things by the layers of Protomaps' basemap schema. */
export interface MadeMap {
  layers: Readonly<Record<string, readonly Feature[]>>;
  attribution: string;
  bounds: NonNullable<Tiles['bounds']>;
  minZoom: number;
  maxZoom: number;
}

/** A person of any organisation. */
export type Somebody = Pick<Who, 'orgId' | 'personId'>;

export interface SignIn {
  /** Sets the cookie of a new session. */
  open(res: Response, person: Somebody, isStrong: boolean): Promise<Me>;
  /** The caller's session has shown a second factor; every other one of theirs ends. */
  strengthen(tx: Queryable, who: Who): Promise<void>;
  /** Refuses after too many tries of what is no password. `key`: what was tried. */
  limit(req: Request, res: Response, key: string): Promise<void>;
  /** @throws AppError where it is not the caller's password, or was tried too often */
  provePassword(who: Who, req: Request, res: Response, password: string): Promise<void>;
  /** Whose login this is; null for nobody's, and for somebody's who may not sign in. */
  byLogin(login: string): Promise<Somebody | null>;
  /** Ends every sign-in of somebody. */
  endAll(tx: Queryable, person: Somebody): Promise<void>;
  /** Somebody of the caller's scope. @throws AppError NO_SUCH_PERSON */
  personIn(who: Who, personId: string): Promise<Person>;
}

/** The phone that sent something, as far as storing for it goes. */
export type Sender = Pick<Who, 'orgId' | 'personId' | 'unitId' | 'timeZone'> & { deviceId: string };

export type Quarantine = (
  tx: Queryable,
  sender: Sender,
  app: PhoneApp | null,
  parts: readonly Quarantined[],
) => Promise<void>;

export interface ReadAgain {
  storedFixes: number;
  readParts: number;
  still: { reason: QuarantineReason; detail: string; why: SentReason | null }[];
}

export interface MapToPublish {
  unitId: string;
  kind: TerritoryKind;
  name: string;
  /** In force from this day on, in the unit's time zone. */
  day: string;
  scenarioId: string;
}

/** Territories, and in which of them (by its number) each retailer is. */
export interface MapContent {
  unitId: string;
  territories: ScenarioDesign['territories'];
  retailerId: string[];
  no: number[];
}

/** What features give each other, while they are made: a part that is asked for before it is given cannot happen in a whole server. */
export function createGiven(): { given: Given; give(part: Partial<Given>): void } {
  const parts = new Map<PropertyKey, unknown>();
  const given = new Proxy({} as Given, {
    get: (_, name) => {
      if (!parts.has(name)) throw new Error(`no feature has given '${String(name)}' yet: see server/given.ts`);
      return parts.get(name);
    },
  });
  return {
    given,
    give: (part) => {
      for (const [name, value] of Object.entries(part)) {
        if (parts.has(name)) throw new Error(`two features give '${name}'`);
        parts.set(name, value);
      }
    },
  };
}

/** An organisation from its top. */
export interface OrganisationScope {
  orgId: number;
  name: string;
  unitId: string;
  unitIds: string[];
  timeZone: string;
}
