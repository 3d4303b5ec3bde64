import { signal } from '@preact/signals';
import { isOfDay, sumsOfFacts, type LogStop, type LogSums } from '../../../shared/logFacts.ts';
import { fileLog, listMyLogs, readLogDraft, type WorkLog } from '../../../shared/logs.ts';
import { call } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import { failureOf, kept, refresh, senders, visits } from '../day.ts';
import { newId } from '../newAct.ts';
import { sendWaiting, type Sent } from '../queue.ts';
import {
  dropWriting,
  handOver,
  keepLogs,
  keepWriting,
  keptLogs,
  logStore,
  takeBack,
  waitingOf,
  writingsOf,
  type KeptLogs,
} from './logStore.ts';
import {
  begun,
  keyOf,
  logOf,
  missingStops,
  sumsHere,
  type LogKey,
  type LogOf,
  type WaitingLog,
  type Writing,
} from './writing.ts';

/** The rep's logs as they were read last; null: never on this phone. */
export const logs = signal<KeptLogs | null>(null);
export const writings = signal<ReadonlyMap<LogKey, Writing>>(new Map());
export const waitingLogs = signal<WaitingLog[]>([]);
/** The phone could not write down what was entered last. */
export const isUnwritten = signal(false);

const me = (): string => kept.peek()!.me.person.personId;
/** What was sent is kept for a while, so that what waits has its words beside it. */
const KEPT_SENT_MS = 7 * 86_400_000;

/** What is on the phone's disk. */
export async function readWritten(): Promise<void> {
  logs.value = await keptLogs(me());
  const all = await writingsOf(me());
  const isOld = ({ sentAt }: Writing) => sentAt !== null && nowMs() - Date.parse(sentAt) > KEPT_SENT_MS;
  for (const writing of all.filter(isOld)) await dropWriting(writing);
  writings.value = new Map(all.filter((writing) => !isOld(writing)).map((writing) => [writing.key, writing]));
  waitingLogs.value = await waitingOf(me());
}

/** The server's list; what is kept stays where it does not answer. */
export async function readLogs(): Promise<void> {
  const personId = me();
  const { items, owed } = await call(listMyLogs);
  const wanted = new Set(owed.map(keyOf));
  const drafts = Object.fromEntries(Object.entries(logs.peek()?.drafts ?? {}).filter(([key]) => wanted.has(key)));
  logs.value = { personId, items, owed, drafts };
  await keepLogs(logs.value);
}

/** The facts that a log begins with, as the server knows them. */
export async function readFacts({ span, fromDay }: LogOf): Promise<void> {
  const draft = await call(readLogDraft, { query: { span, day: fromDay } });
  const before = logs.peek() ?? { personId: me(), items: [], owed: [], drafts: {} };
  logs.value = { ...before, drafts: { ...before.drafts, [keyOf({ span, fromDay })]: draft } };
  await keepLogs(logs.value);
}

export function sentLog({ span, fromDay }: LogOf): WorkLog | null {
  return logs.value?.items.find((log) => log.span === span && log.fromDay === fromDay) ?? null;
}

/** Stops and sums of a log: of today by what the phone itself knows, else as the server said them. */
export function factsHere(of: LogOf): { stops: LogStop[]; sums: LogSums | null } {
  const facts = logs.value?.drafts[keyOf(of)]?.facts ?? null;
  const known = facts && sumsOfFacts(facts);
  const day = kept.value;
  if (of.span === 'day' && day?.day === of.fromDay && day.plan) {
    const { stops } = day.plan;
    return { stops: missingStops(stops, visits.value), sums: sumsHere(stops, visits.value, known) };
  }
  return { stops: facts && isOfDay(facts) ? facts.missing : [], sums: known };
}

let writing: Promise<unknown> | null = null;
const unwritten = new Map<LogKey, Writing>();

/** Shown at once and written at once; what is typed while the phone writes is written after it, the newest alone. */
export function change(next: Writing): void {
  writings.value = new Map(writings.peek()).set(next.key, next);
  unwritten.set(next.key, next);
  writing ??= writeAll().finally(() => (writing = null));
}

async function writeAll(): Promise<void> {
  for (let [first] = unwritten.values(); first; [first] = unwritten.values()) {
    unwritten.delete(first.key);
    try {
      await keepWriting(first);
      isUnwritten.value = false;
    } catch {
      isUnwritten.value = true;
    }
  }
}

/** The log of these days as it is being written: what was begun, else a new one. Whoever draws it is drawn again when it changes. */
export function open(of: LogOf): Writing {
  const before = writings.value.get(keyOf(of));
  if (before && before.sentAt === null) return before;
  const known = sentLog(of);
  const logId = newId(new Date(nowMs()));
  // what this phone sent last may not have arrived: it is revised, and not what the server knew before
  if (before && (!known || Date.parse(known.saidAt) < Date.parse(before.sentAt!)))
    return { ...before, logId, sentAt: null };
  return begun(of, me(), logId, known?.said ?? null, logs.value?.drafts[keyOf(of)] ?? null);
}

/** Into the queue; it leaves it when the server has it. Throws where the phone cannot keep it. */
export async function send(made: Writing, stops: readonly LogStop[]): Promise<void> {
  while (writing) await writing;
  const saidAt = new Date(nowMs()).toISOString();
  const { personId, key, span, fromDay } = made;
  const body = logOf(made, stops, saidAt);
  const sent = { ...made, sentAt: saidAt };
  await handOver(sent, { personId, key, span, fromDay, body, refused: null });
  writings.value = new Map(writings.peek()).set(key, sent);
  waitingLogs.value = await waitingOf(me());
  void refresh();
}

/** A log that was refused is written again, with its words. */
export async function writeAgain(log: WaitingLog): Promise<void> {
  const before = writings.peek().get(log.key);
  const again = before ? { ...before, logId: newId(new Date(nowMs())), sentAt: null } : null;
  await takeBack(log, again);
  if (again) writings.value = new Map(writings.peek()).set(again.key, again);
  waitingLogs.value = await waitingOf(me());
}

async function sendLogs(personId: string): Promise<Sent> {
  const sent = await sendWaiting(
    personId,
    logStore,
    ({ body }) => call(fileLog, { body }),
    failureOf,
    () => undefined,
  );
  waitingLogs.value = await waitingOf(personId);
  return sent;
}
senders.push(sendLogs);
