import type { MyCase, NewCall } from '../../../shared/findings.ts';
import type { Questionnaire } from '../../../shared/questions.ts';
import type { z } from 'zod';
import type { Failed, FailureCode } from '../../apiError.ts';
import type { WaitingStore } from '../queue.ts';
import { db } from '../store.ts';
import type { WaitingPhoto } from '../photoQueue.ts';
import type { Draft, WaitingFinding } from './filing.ts';

/** An inspector's cases as they were last read, with the questions that they ask, by id and version. */
export interface KeptCases {
  personId: string;
  cases: MyCase[];
  questionnaires: Record<string, Questionnaire>;
}

/** An attempt to reach a retailer by telephone that the server does not have yet. */
export interface WaitingCall {
  seq?: number;
  personId: string;
  caseId: string;
  retailerName: string;
  body: z.input<typeof NewCall>;
  refused: FailureCode | null;
  why?: Failed;
}

const MINE = 'mine';

export async function keepCases(cases: KeptCases): Promise<void> {
  await (await db()).put('cases', cases, MINE);
}

export async function keptCases(personId: string): Promise<KeptCases | null> {
  const found = await (await db()).get('cases', MINE);
  return found?.personId === personId ? found : null;
}

export async function draftsOf(personId: string): Promise<Draft[]> {
  return (await (await db()).getAll('drafts')).filter((draft) => draft.personId === personId);
}

/** On disk when this resolves; a new photo in the same breath, so that no draft names one that is not there. */
export async function keepDraft(draft: Draft, photo: WaitingPhoto | null = null): Promise<void> {
  const both = (await db()).transaction(['drafts', 'photos'], 'readwrite');
  if (photo) void both.objectStore('photos').put(photo);
  void both.objectStore('drafts').put(draft);
  await both.done;
}

export async function dropDraft({ personId, caseId }: Draft): Promise<void> {
  await (await db()).delete('drafts', [personId, caseId]);
}

/**
 * From draft to queue in one step: killed in the middle, it is still the one or already the other. What waits of the same case is
 * overtaken by it.
 */
export async function keepFinding(draft: Draft, finding: WaitingFinding): Promise<void> {
  const all = (await db()).transaction(['drafts', 'findings', 'photos'], 'readwrite');
  const findings = all.objectStore('findings');
  for (const one of await findings.getAll())
    if (one.personId === draft.personId && one.caseId === draft.caseId) void findings.delete(one.seq!);
  void findings.add(finding);
  void all.objectStore('drafts').put(draft);
  const photos = all.objectStore('photos');
  for (const photo of await photos.getAll())
    if (
      photo.personId === draft.personId &&
      photo.caseId === draft.caseId &&
      !photo.isFiled &&
      !isNamed(photo, finding)
    )
      void photos.delete(photo.sha256);
  await all.done;
}

const isNamed = ({ sha256 }: WaitingPhoto, { body }: WaitingFinding): boolean => body.photos?.includes(sha256) ?? false;

/** A finding that was refused. Its photos stay for the correction, and none goes to the server without one. */
export async function dropFinding({ seq }: WaitingFinding): Promise<void> {
  await (await db()).delete('findings', seq!);
}

export async function findingsOf(personId: string): Promise<WaitingFinding[]> {
  return (await (await db()).getAll('findings')).filter((finding) => finding.personId === personId);
}

export async function callsOf(personId: string): Promise<WaitingCall[]> {
  return (await (await db()).getAll('calls')).filter((call) => call.personId === personId);
}

export async function keepCall(call: WaitingCall): Promise<void> {
  await (await db()).add('calls', call);
}

export const findingStore: WaitingStore<WaitingFinding> = {
  waiting: async (personId) => (await findingsOf(personId)).filter(({ refused }) => refused === null),
  // its photos follow from now on
  remove: async (finding) => {
    const both = (await db()).transaction(['findings', 'photos'], 'readwrite');
    const photos = both.objectStore('photos');
    for (const sha256 of finding.body.photos ?? []) {
      const photo = await photos.get(sha256);
      if (photo) void photos.put({ ...photo, isFiled: true });
    }
    void both.objectStore('findings').delete(finding.seq!);
    await both.done;
  },
  refuse: async (finding, why) => void (await (await db()).put('findings', { ...finding, refused: why.code, why })),
};

export const callStore: WaitingStore<WaitingCall> = {
  waiting: async (personId) => (await callsOf(personId)).filter(({ refused }) => refused === null),
  remove: async (call) => (await db()).delete('calls', call.seq!),
  refuse: async (call, why) => void (await (await db()).put('calls', { ...call, refused: why.code, why })),
};
