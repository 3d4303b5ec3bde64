import { signal } from '@preact/signals';
import { fileFinding, listMyInspections, recordCall, type CallOutcome, type MyCase } from '../../../shared/findings.ts';
import type { QuestionnaireRef } from '../../../shared/inspections.ts';
import { readQuestionnaire } from '../../../shared/questionnaires.ts';
import type { Questionnaire } from '../../../shared/questions.ts';
import { call } from '../../api.ts';
import type { Photo } from '../../ui/photo.ts';
import { failureOf, kept, refresh, senders } from '../day.ts';
import { newId } from '../newAct.ts';
import { dropPhoto, photosOf, sendPhotos, type WaitingPhoto } from '../photoQueue.ts';
import { sendWaiting, type Sent } from '../queue.ts';
import { begun, findingOf, type Draft, type Press, type WaitingFinding } from './filing.ts';
import {
  callsOf,
  callStore,
  draftsOf,
  dropDraft,
  dropFinding,
  findingsOf,
  findingStore,
  keepCall,
  keepCases,
  keepDraft,
  keepFinding,
  keptCases,
  type KeptCases,
  type WaitingCall,
} from './filingStore.ts';

/** The cases as they were read last; null: never on this phone. */
export const cases = signal<KeptCases | null>(null);
export const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
export const findings = signal<WaitingFinding[]>([]);
export const photos = signal<WaitingPhoto[]>([]);
export const calls = signal<WaitingCall[]>([]);
/** The phone could not write down what was entered last. */
export const isUnkept = signal(false);

const me = (): string => kept.peek()!.me.person.personId;

/** A finding may be corrected for a day: so long it is kept here too. */
const KEPT_FILED_MS = 24 * 3_600_000;

/** What is on the phone's disk. */
export async function readKept(): Promise<void> {
  cases.value = await keptCases(me());
  const all = await draftsOf(me());
  const isOld = ({ filedAt }: Draft) => filedAt !== null && Date.now() - Date.parse(filedAt) > KEPT_FILED_MS;
  for (const draft of all.filter(isOld)) await dropDraft(draft);
  drafts.value = new Map(all.filter((draft) => !isOld(draft)).map((draft) => [draft.caseId, draft]));
  await readWaiting();
}

async function readWaiting(): Promise<void> {
  findings.value = await findingsOf(me());
  photos.value = await photosOf(me());
  calls.value = await callsOf(me());
}

const nameOf = ({ id, version }: QuestionnaireRef): string => `${id} ${version}`;

/** The server's list, with each published questionnaire that is not here yet: that never changes. */
export async function readCases(): Promise<void> {
  const { items } = await call(listMyInspections);
  const questionnaires: Record<string, Questionnaire> = {};
  for (const { questionnaire } of items) {
    if (!questionnaire || questionnaires[nameOf(questionnaire)]) continue;
    const { id: questionnaireId, version } = questionnaire;
    questionnaires[nameOf(questionnaire)] =
      cases.peek()?.questionnaires[nameOf(questionnaire)] ??
      (await call(readQuestionnaire, { params: { questionnaireId, version } })).content;
  }
  for (const { of } of drafts.peek().values()) {
    const name = of.questionnaire && nameOf(of.questionnaire);
    const known = name && cases.peek()?.questionnaires[name];
    if (name && known) questionnaires[name] = known;
  }
  cases.value = { personId: me(), cases: items, questionnaires };
  await keepCases(cases.value);
}

export function questionsOf({ questionnaire }: MyCase): Questionnaire | null {
  return (questionnaire && cases.value?.questionnaires[nameOf(questionnaire)]) ?? null;
}

/** Mine, and those that I have begun although they are somebody else's by now. */
export function allCases(): MyCase[] {
  const mine = cases.value?.cases ?? [];
  const known = new Set(mine.map(({ caseId }) => caseId));
  const begunOnes = [...drafts.value.values()].filter(({ caseId, filedAt }) => !known.has(caseId) && filedAt === null);
  return [...mine, ...begunOnes.map(({ of }) => of)];
}

let writing: Promise<unknown> = Promise.resolve();

/** Shown at once and written at once, one after the other. */
export function change(draft: Draft, photo: Photo | null = null): Promise<void> {
  drafts.value = new Map(drafts.peek()).set(draft.caseId, draft);
  const { personId, caseId, of } = draft;
  const made = photo && { ...photo, personId, caseId, retailerName: of.name, isFiled: false, refused: null };
  if (made) photos.value = [...photos.peek().filter(({ sha256 }) => sha256 !== made.sha256), made];
  const written = writing.then(() => keepDraft(draft, made));
  writing = written.then(
    () => (isUnkept.value = false),
    () => (isUnkept.value = true),
  );
  return written;
}

export function begin(of: MyCase, arrive: Press | null): void {
  const before = drafts.peek().get(of.caseId) ?? null;
  const draft = begun(before, of, me(), newId(new Date()));
  void change({ ...draft, arrive: arrive ?? draft.arrive }).catch(() => undefined);
}

/** Into the queue; it leaves it when the server has it. Throws where the phone cannot keep it. */
export async function file(draft: Draft, leave: Press | null): Promise<void> {
  await writing;
  const { personId, caseId, of } = draft;
  const filed: Draft = { ...draft, filedAt: new Date().toISOString() };
  const body = findingOf(draft, questionsOf(of), leave);
  await keepFinding(filed, { personId, caseId, retailerName: of.name, body, refused: null });
  drafts.value = new Map(drafts.peek()).set(caseId, filed);
  await readWaiting();
  void refresh();
}

export async function called(of: MyCase, outcome: CallOutcome): Promise<void> {
  const at = new Date();
  const body = { attemptId: newId(at), outcome, calledAt: at.toISOString() };
  await keepCall({ personId: me(), caseId: of.caseId, retailerName: of.name, body, refused: null });
  await readWaiting();
  void refresh();
}

export const discardCall = (one: WaitingCall): Promise<void> => callStore.remove(one).then(readWaiting);
export const discardFinding = (one: WaitingFinding): Promise<void> => dropFinding(one).then(readWaiting);
export const discardPhoto = (one: WaitingPhoto): Promise<void> => dropPhoto(one.sha256).then(readWaiting);

/** Calls, then findings, then their photos: no photo is the reason why a finding waits. */
async function sendMine(personId: string): Promise<Sent> {
  const sendCall = ({ caseId, body }: WaitingCall) => call(recordCall, { params: { caseId }, body });
  const sendFinding = ({ caseId, body }: WaitingFinding) => call(fileFinding, { params: { caseId }, body });
  const nothing = () => undefined;
  let sent = await sendWaiting(personId, callStore, sendCall, failureOf, nothing);
  if (sent === 'all') sent = await sendWaiting(personId, findingStore, sendFinding, failureOf, nothing);
  if (sent === 'all') sent = await sendPhotos(personId, failureOf, () => void readWaiting());
  await readWaiting();
  return sent;
}
senders.push(sendMine);
