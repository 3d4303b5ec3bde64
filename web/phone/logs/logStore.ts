import type { LogDraft, OwedLog, WorkLog } from '../../../shared/logs.ts';
import type { WaitingStore } from '../queue.ts';
import { db } from '../store.ts';
import type { LogKey, WaitingLog, Writing } from './writing.ts';

/** A rep's logs as they were last read, and the facts that those to be written begin with. */
export interface KeptLogs {
  personId: string;
  items: WorkLog[];
  owed: OwedLog[];
  drafts: Record<LogKey, LogDraft>;
}

const MINE = 'logs';

export async function keepLogs(logs: KeptLogs): Promise<void> {
  await (await db()).put('logs', logs, MINE);
}

export async function keptLogs(personId: string): Promise<KeptLogs | null> {
  const found = await (await db()).get('logs', MINE);
  return found?.personId === personId ? found : null;
}

export async function writingsOf(personId: string): Promise<Writing[]> {
  return (await (await db()).getAll('writings')).filter((writing) => writing.personId === personId);
}

/** On disk when this resolves. */
export async function keepWriting(writing: Writing): Promise<void> {
  await (await db()).put('writings', writing);
}

export async function dropWriting({ personId, key }: Writing): Promise<void> {
  await (await db()).delete('writings', [personId, key]);
}

/** From writing to queue in one step: killed in the middle, it is still the one or already the other. */
export async function handOver(writing: Writing, log: WaitingLog): Promise<void> {
  const both = (await db()).transaction(['writings', 'waitingLogs'], 'readwrite');
  const waiting = await both.objectStore('waitingLogs').getAll();
  // pressed twice
  if (!waiting.some(({ body }) => body.logId === log.body.logId)) void both.objectStore('waitingLogs').add(log);
  void both.objectStore('writings').put(writing);
  await both.done;
}

/** A log that was refused, back to be written, under another id. */
export async function takeBack(log: WaitingLog, writing: Writing | null): Promise<void> {
  const both = (await db()).transaction(['writings', 'waitingLogs'], 'readwrite');
  void both.objectStore('waitingLogs').delete(log.seq!);
  if (writing) void both.objectStore('writings').put(writing);
  await both.done;
}

export async function waitingOf(personId: string): Promise<WaitingLog[]> {
  return (await (await db()).getAll('waitingLogs')).filter((log) => log.personId === personId);
}

export const logStore: WaitingStore<WaitingLog> = {
  waiting: async (personId) => (await waitingOf(personId)).filter(({ refused }) => refused === null),
  remove: async (log) => (await db()).delete('waitingLogs', log.seq!),
  refuse: async (log, why) => void (await (await db()).put('waitingLogs', { ...log, refused: why.code, why })),
};
