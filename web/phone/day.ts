import { computed, signal } from '@preact/signals';
import { listForgottenStops, claimForgottenStop, dismissForgottenStop } from '../../shared/forgotten.ts';
import { listShifts, shiftContracts } from '../../shared/shifts.ts';
import { readSettings } from '../../shared/recording.ts';
import { tellMoved } from '../../shared/placeTold.ts';
import { listPlans, readPlan, type DayPlanStop } from '../../shared/plans.ts';
import { reportRemedy } from '../../shared/remedies.ts';
import { readMe } from '../../shared/sessions.ts';
import { answerContradiction } from '../../shared/settlements.ts';
import { listVisits, startVisit, endVisit, type VisitSummary } from '../../shared/visits.ts';
import { objectTo } from '../../shared/scores.ts';
import { call } from '../api.ts';
import { ApiError, type Failed } from '../apiError.ts';
import { dayOf, shiftDay } from '../format.ts';
import { now, nowMs } from '../clock.ts';
import { me } from '../ui/me.ts';
import { openShiftOf, unanswered, type Act } from './acts.ts';
import { asksOf } from './asks/reading.ts';
import { scoresOf } from './scores/reading.ts';
import { comingVisits } from './coming.ts';
import {
  actsOf,
  actStore,
  keepAct,
  pressStore,
  keepDay,
  keepPress,
  keptDay,
  pressesOf,
  type KeptDay,
} from './store.ts';
import { dropPhoto, sendPhotos } from './photoQueue.ts';
import { sendWaiting, startBody, withWaiting, type Press, type Sent } from './queue.ts';

/** The rep's day: from the server when it answers, else as it was kept. */
export const kept = signal<KeptDay | null>(null);
export const presses = signal<Press[]>([]);
export const acts = signal<Act[]>([]);
export const isOnline = signal(true);
export const needsSignIn = signal(false);
/** A press that the phone could not keep: it is sent from memory, and the rep is told. */
export const notKept = signal(false);
/** The phone's store is full or closed to this page: the day comes from the server alone. */
export const cannotKeep = signal(false);

export const visits = computed<VisitSummary[]>(() => {
  const day = kept.value;
  if (!day) return [];
  const { person } = day.me;
  return withWaiting(day.visits, presses.value, {
    repId: person.personId,
    name: person.name,
    unitId: person.unitId,
    day: day.day,
  });
});
export const openVisit = computed(() => visits.value.find((visit) => visit.state === 'open') ?? null);

/** The zone of the rep's unit: what the rep reads is what everybody else reads of it. */
export const repZone = computed(() => {
  const { person, units } = kept.value?.me ?? me.value ?? {};
  return units?.find((unit) => unit.unitId === person?.unitId)?.timeZone;
});
export const openShift = computed(() => openShiftOf(kept.value?.shifts ?? [], acts.value, now.value));
export const forgotten = computed(() => unanswered(kept.value?.forgotten ?? [], acts.value));

/** What was kept first, so that something is there at once, then the server's. */
export async function openDay(): Promise<void> {
  kept.value = await keptDay().catch(() => null);
  if (kept.value) await readPresses();
  await refresh();
}

async function readPresses(): Promise<void> {
  const personId = kept.value?.me.person.personId;
  if (!personId) return;
  presses.value = await pressesOf(personId).catch(() => presses.value);
  acts.value = await actsOf(personId).catch(() => acts.value);
}

/** Sends what waits, then reads the day again. */
export async function refresh(): Promise<void> {
  try {
    const who = await call(readMe);
    me.value = who;
    needsSignIn.value = false;
    isOnline.value = true;
    await adopt(who);
    const before = acts.peek().length;
    if ((await flush()) === 'later') return;
    const { timeZone } = who.units.find((unit) => unit.unitId === who.person.unitId) ?? {};
    const day = dayOf(new Date(now.peek()), timeZone);
    const repId = who.person.personId;
    const isRep = who.actions.includes('visits.press');
    const [round, settings] = await Promise.all([isRep ? roundOf(repId, day) : noRound, call(readSettings)]);
    kept.value = {
      me: who,
      day,
      ...round,
      savedAt: new Date(nowMs()).toISOString(),
      recording: settings.recording,
      requiredDwellS: settings.requiredDwellS,
      asks: await asksOf(kept.peek()?.asks, acts.peek().length === before, who),
      scores: await scoresOf(kept.peek()?.scores, acts.peek().length === before, who),
    };
    await keepDay(kept.value).catch(() => undefined);
    await readPresses();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'NOT_SIGNED_IN') needsSignIn.value = true;
    else isOnline.value = false;
  }
}

type Round = Pick<KeptDay, 'plan' | 'visits' | 'shifts' | 'forgotten' | 'calendar'>;

/** Who presses nowhere has no day of their own: an inspector. */
const noRound: Round = { plan: null, visits: [], shifts: [], forgotten: [], calendar: null };

async function roundOf(repId: string, day: string): Promise<Round> {
  const [plans, timed, visits, today, before, stops, calendar] = await Promise.all([
    call(listPlans, { query: { day, repId } }),
    timedStops(repId, day),
    call(listVisits, { query: { day, repId, limit: 200 } }),
    call(listShifts, { query: { repId, day } }),
    call(listShifts, { query: { repId, day: shiftDay(day, -1) } }),
    call(listForgottenStops, { query: { day } }),
    comingVisits(repId, day, kept.value?.calendar),
  ]);
  return {
    plan: withTimes(plans.items[0] ?? null, timed),
    visits: visits.items,
    shifts: [...today.items, ...before.items],
    forgotten: stops.items,
    calendar,
  };
}

/** The stops with their times; none where there is no plan. */
async function timedStops(repId: string, day: string): Promise<DayPlanStop[]> {
  try {
    return (await call(readPlan, { params: { repId, day } })).stops;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}

function withTimes(plan: KeptDay['plan'], timed: readonly DayPlanStop[]): KeptDay['plan'] {
  const known = new Map(timed.map((stop) => [stop.retailerId, stop]));
  return plan && { ...plan, stops: plan.stops.map((stop) => ({ ...stop, ...known.get(stop.retailerId) })) };
}

/** Another person signed in: their own day and their own presses, nothing of the one before. */
async function adopt(who: NonNullable<typeof me.value>): Promise<void> {
  if (kept.value && kept.value.me.person.personId !== who.person.personId) {
    kept.value = null;
    presses.value = [];
    acts.value = [];
  }
  presses.value = await pressesOf(who.person.personId).catch(() => presses.value);
  acts.value = await actsOf(who.person.personId).catch(() => acts.value);
}

/** Plain values of it, as the phone's disk keeps them. */
export const failureOf = (error: unknown): Failed =>
  error instanceof ApiError
    ? { code: error.code, reason: error.reason, fields: error.fields }
    : { code: 'UNREACHABLE', fields: [] };
const send = (press: Press) =>
  press.kind === 'start'
    ? call(startVisit, { body: startBody(press) })
    : call(endVisit, { params: { visitId: press.visitId }, body: press.body });

function sendAct(one: Act): Promise<unknown> {
  switch (one.kind) {
    case 'shiftOpen':
      return call(shiftContracts.openShift, { body: one.body });
    case 'shiftClose':
      return call(shiftContracts.closeShift, { body: one.body });
    case 'claim':
      return call(claimForgottenStop, { body: one.body });
    case 'dismiss':
      return call(dismissForgottenStop, { body: one.body });
    case 'moved':
      return call(tellMoved, { body: one.body });
    case 'answer':
      return call(answerContradiction, { params: { contradictionId: one.contradictionId }, body: one.body });
    case 'objected':
      return call(objectTo, { params: { unitId: one.unitId, month: one.month }, body: one.body });
    case 'remedied':
      return call(reportRemedy, { params: { remedyId: one.remedyId }, body: one.body });
  }
}

/** What else waits on the phone, of parts of the page that are loaded when they are needed. */
export const senders: ((personId: string) => Promise<Sent>)[] = [];

/** One page at a time sends: two tabs of one phone share the queue. */
async function flush(): Promise<Sent> {
  const personId = (kept.value?.me ?? me.value)?.person.personId;
  if (!personId) return 'later';
  const run = async () => {
    let sent = await sendWaiting(personId, pressStore, send, failureOf, adoptVisit);
    if (sent === 'all') sent = await sendWaiting(personId, actStore, sendAct, failureOf, () => undefined);
    for (const others of senders) if (sent === 'all') sent = await others(personId);
    if (sent === 'all') sent = await sendPhotos(personId, failureOf);
    return sent;
  };
  let sent: Sent;
  try {
    sent = await (navigator.locks ? navigator.locks.request('rounds-presses', run) : run());
    cannotKeep.value = false;
  } catch {
    cannotKeep.value = true; // what a request comes to is caught there: it is the phone's store, and nothing in it can be sent
    return 'all';
  }
  if (sent === 'signIn') needsSignIn.value = true;
  if (sent === 'later') isOnline.value = false;
  await readPresses();
  return sent;
}

function adoptVisit(visit: VisitSummary): void {
  const day = kept.value;
  if (!day) return;
  kept.value = { ...day, visits: [...day.visits.filter((other) => other.visitId !== visit.visitId), visit] };
  void keepDay(kept.value).catch(() => undefined);
}

/** The press is on disk before it is sent; it counts from this moment, whatever the network does. */
export async function press(made: Press): Promise<void> {
  try {
    await keepPress(made);
    notKept.value = false;
    await readPresses();
  } catch {
    // No disk: the only way left is to send it now.
    notKept.value = true;
    presses.value = [...presses.value, made];
    await sendUnkept(made);
    return;
  }
  void refresh();
}

/** The act is on disk before it is sent, as a press is; where the phone keeps nothing it is sent at once. Throws when neither can be done. */
export async function act(made: Act): Promise<void> {
  try {
    await keepAct(made);
  } catch {
    await sendAct(made);
  }
  await readPresses();
  void refresh();
}

export async function discardAct(refused: Act): Promise<void> {
  for (const sha256 of refused.kind === 'remedied' ? refused.body.photos : []) await dropPhoto(sha256);
  await actStore.remove(refused);
  await readPresses();
}

async function sendUnkept(made: Press): Promise<void> {
  try {
    adoptVisit(await send(made));
    presses.value = presses.value.filter((other) => other !== made);
    notKept.value = false;
  } catch {
    setTimeout(() => void sendUnkept(made), 5_000);
  }
}

export async function discard(refused: Press): Promise<void> {
  await pressStore.remove(refused);
  await readPresses();
}

/** Background Sync is Chromium's alone: these moments and a slow beat reach every phone. */
export function keepSending(): () => void {
  const again = () => document.visibilityState === 'visible' && void refresh();
  const timer = setInterval(again, 30_000);
  // A verdict comes within seconds of the press: the rep waits for it at the door.
  const soon = setInterval(
    () => isOnline.value && visits.value.some((visit) => visit.state === 'waiting') && again(),
    4_000,
  );
  window.addEventListener('online', again);
  document.addEventListener('visibilitychange', again);
  return () => {
    clearInterval(timer);
    clearInterval(soon);
    window.removeEventListener('online', again);
    document.removeEventListener('visibilitychange', again);
  };
}
