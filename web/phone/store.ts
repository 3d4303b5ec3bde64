import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Me } from '../../shared/sessions.ts';
import type { ForgottenStop } from '../../shared/forgotten.ts';
import type { DayPlanStop, Plan, PlanStop } from '../../shared/plans.ts';
import type { Shift } from '../../shared/shifts.ts';
import type { Recording } from '../../shared/recording.ts';
import type { Remedy } from '../../shared/remedies.ts';
import type { Standing } from '../../shared/scores.ts';
import type { MyContradiction } from '../../shared/settlements.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import type { Act } from './acts.ts';
import type { Draft, WaitingFinding } from './inspections/filing.ts';
import type { KeptCases, WaitingCall } from './inspections/filingStore.ts';
import type { WaitingPhoto } from './photoQueue.ts';
import type { KeptLogs } from './logs/logStore.ts';
import type { WaitingLog, Writing } from './logs/writing.ts';
import type { Press, PressStore, WaitingStore } from './queue.ts';

/** A stop with its times and the shop's card, where they are known: a day that an older page kept has neither. */
export type KeptStop = PlanStop & Partial<DayPlanStop>;

/** The day as it was last read, for when there is no network. */
export interface KeptDay {
  me: Me;
  day: string;
  plan: (Omit<Plan, 'stops'> & { stops: KeptStop[] }) | null;
  visits: VisitSummary[];
  savedAt: string;
  /** Of today and yesterday, the newest first. A day that an older page kept has none. */
  shifts?: Shift[];
  recording?: Recording;
  /** Seconds that a valid visit lasts at least. */
  requiredDwellS?: number;
  forgotten?: ForgottenStop[];
  /** What inspections ask of me. A day that an older page kept has none. */
  asks?: KeptAsks;
  /** The months of my scores that are shown or were closed last. A day that an older page kept has none. */
  scores?: Standing[] | undefined;
  /** The weeks to come, as published; null: no calendar. */
  calendar?: KeptCalendar | null;
}

export interface KeptAsks {
  contradictions: MyContradiction[];
  remedies: Remedy[];
}

/** Who is visited on which day of the coming weeks. It changes seldom: it is read again after an hour, and on another day. */
export interface KeptCalendar {
  readAt: string;
  day: string;
  visits: { day: string; name: string; address: string | null }[];
}

interface Shape extends DBSchema {
  presses: { key: number; value: Press };
  kept: { key: string; value: KeptDay };
  acts: { key: number; value: Act };
  cases: { key: string; value: KeptCases };
  drafts: { key: [personId: string, caseId: string]; value: Draft };
  findings: { key: number; value: WaitingFinding };
  calls: { key: number; value: WaitingCall };
  photos: { key: string; value: WaitingPhoto };
  logs: { key: string; value: KeptLogs };
  writings: { key: [personId: string, key: string]; value: Writing };
  waitingLogs: { key: number; value: WaitingLog };
}

let opened: Promise<IDBPDatabase<Shape>> | null = null;
/** A store that another program holds, or a disk that is full, may never answer. */
const OPEN_MS = 4_000;

/** The phone's store. A failure is not kept: the next question tries again. */
export function db(): Promise<IDBPDatabase<Shape>> {
  opened ??= Promise.race([
    Promise.resolve().then(openStore),
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('the store does not open')), OPEN_MS)),
  ]).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

const openStore = () =>
  openDB<Shape>('rounds', 4, {
    upgrade(made, oldVersion) {
      if (oldVersion < 1) {
        made.createObjectStore('presses', { keyPath: 'seq', autoIncrement: true });
        made.createObjectStore('kept');
      }
      if (oldVersion < 2) made.createObjectStore('acts', { keyPath: 'seq', autoIncrement: true });
      if (oldVersion < 3) {
        made.createObjectStore('cases');
        made.createObjectStore('drafts', { keyPath: ['personId', 'caseId'] });
        made.createObjectStore('findings', { keyPath: 'seq', autoIncrement: true });
        made.createObjectStore('calls', { keyPath: 'seq', autoIncrement: true });
        made.createObjectStore('photos', { keyPath: 'sha256' });
      }
      if (oldVersion < 4) {
        made.createObjectStore('logs');
        made.createObjectStore('writings', { keyPath: ['personId', 'key'] });
        made.createObjectStore('waitingLogs', { keyPath: 'seq', autoIncrement: true });
      }
    },
    // another tab has an older page open: it lets go, or the presses could not be read here
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => (opened = null),
  });

/** Resolves when the press is on the phone's disk; rejects when the store is full or closed to this page. */
export async function keepPress(press: Press): Promise<void> {
  await (await db()).add('presses', press);
}

export async function pressesOf(personId: string): Promise<Press[]> {
  return (await (await db()).getAll('presses')).filter((press) => press.personId === personId);
}

export const pressStore: PressStore = {
  waiting: async (personId) => (await pressesOf(personId)).filter((press) => press.refused === null),
  remove: async (press) => (await db()).delete('presses', press.seq!),
  refuse: async (press, why) => void (await (await db()).put('presses', { ...press, refused: why.code, why })),
};

/** With the photos that it names, which follow it. */
export async function keepAct(act: Act): Promise<void> {
  const both = (await db()).transaction(['acts', 'photos'], 'readwrite');
  const photos = both.objectStore('photos');
  for (const sha256 of act.kind === 'remedied' ? act.body.photos : []) {
    const photo = await photos.get(sha256);
    if (photo) void photos.put({ ...photo, isFiled: true });
  }
  void both.objectStore('acts').add(act);
  await both.done;
}

export async function actsOf(personId: string): Promise<Act[]> {
  return (await (await db()).getAll('acts')).filter((act) => act.personId === personId);
}

export const actStore: WaitingStore<Act> = {
  waiting: async (personId) => (await actsOf(personId)).filter((act) => act.refused === null),
  remove: async (act) => (await db()).delete('acts', act.seq!),
  refuse: async (act, why) => void (await (await db()).put('acts', { ...act, refused: why.code, why })),
};

const TODAY = 'today';

export async function keepDay(day: KeptDay): Promise<void> {
  await (await db()).put('kept', day, TODAY);
}

export async function keptDay(): Promise<KeptDay | null> {
  return (await (await db()).get('kept', TODAY)) ?? null;
}

/** On signing out the next person must not see this one's day; what waits to be sent, or is half made, stays until its owner is back. */
export async function forgetDay(): Promise<void> {
  await (await db()).delete('kept', TODAY);
  await (await db()).clear('cases');
  await (await db()).clear('logs');
}
