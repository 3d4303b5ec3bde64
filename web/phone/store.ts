import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Me } from '../../shared/people.ts';
import type { Plan } from '../../shared/routes.ts';
import type { VisitSummary } from '../../shared/visits.ts';
import type { Press, PressStore } from './queue.ts';

/** The day as it was last read, for when there is no network. */
export interface KeptDay {
  me: Me;
  day: string;
  plan: Plan | null;
  visits: VisitSummary[];
  savedAt: string;
}

interface Shape extends DBSchema {
  presses: { key: number; value: Press };
  kept: { key: string; value: KeptDay };
}

let opened: Promise<IDBPDatabase<Shape>> | null = null;
const db = () =>
  (opened ??= openDB<Shape>('rounds', 1, {
    upgrade(made) {
      made.createObjectStore('presses', { keyPath: 'seq', autoIncrement: true });
      made.createObjectStore('kept');
    },
    terminated: () => (opened = null),
  }));

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
  refuse: async (press, code) => void (await (await db()).put('presses', { ...press, refused: code })),
};

const TODAY = 'today';

export async function keepDay(day: KeptDay): Promise<void> {
  await (await db()).put('kept', day, TODAY);
}

export async function keptDay(): Promise<KeptDay | null> {
  return (await (await db()).get('kept', TODAY)) ?? null;
}

/** On signing out the next person must not see this one's day; presses that wait stay until their owner is back. */
export async function forgetDay(): Promise<void> {
  await (await db()).delete('kept', TODAY);
}
