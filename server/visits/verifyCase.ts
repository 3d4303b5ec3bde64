// Pure: whether a case says what the ledger recorded, trusting nobody: neither the server it came from nor who sent it.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { VisitDetail } from '../../shared/visits.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import { hashOf } from '../chain.ts';

type Fact = Record<string, unknown>;

/** Something that a case shows, and what the ledger must say of it. */
interface Shown {
  kind: 'press' | 'verdict' | 'appeal' | 'decision';
  name: string;
  fact: Fact;
}

/** What is wrong with a case, in sentences; nothing: every press, verdict, appeal and decision of it is an entry, and no entry is anything else. */
export function caseFindings(visit: VisitDetail): string[] {
  const findings = visit.ledger
    .filter((entry) => hashOf(entry) !== entry.hash)
    .map((entry) => `${nameOf(entry)} does not have the hash it carries`);
  const left = visit.ledger.map((entry) => ({ entry, text: comparable(factOf(entry)) }));
  for (const { kind, name, fact } of shownIn(visit)) {
    const text = comparable(fact);
    const { judgedAt: _, ...undated } = fact;
    const earlier = comparable(undated); // verdicts of earlier versions do not say in their entry when they were made
    const at = left.findIndex((one) => one.entry.kind === kind && (one.text === text || one.text === earlier));
    if (at < 0) findings.push(`${name} is not what the ledger recorded`);
    else left.splice(at, 1);
  }
  for (const { entry } of left) findings.push(`${nameOf(entry)} is of nothing that the case shows`);
  for (const { verdictNo, evidence, evidenceSha256 } of visit.verdicts)
    if (sha256(evidence) !== evidenceSha256) findings.push(`the evidence of verdict ${verdictNo} has another hash`);
  return [...findings, ...headFindings(visit)];
}

/** Entries of the whole ledger that a case must have, each as it is there. */
export function createCaseFinder(visit: VisitDetail, savedAt: string) {
  const shown = new Map(visit.ledger.map((entry) => [keyOf(entry), entry.hash]));
  const findings: string[] = [];
  return {
    add(entry: LedgerEntry): void {
      const key = keyOf(entry);
      const hash = shown.get(key);
      shown.delete(key);
      if (hash !== undefined && hash !== entry.hash) findings.push(`${nameOf(entry)} is another one in the ledger`);
      const isOfVisit = KINDS.has(entry.kind) && factOf(entry).visitId === visit.visitId;
      if (hash === undefined && isOfVisit && Date.parse(entry.at) <= Date.parse(savedAt))
        findings.push(`${nameOf(entry)} is in the ledger, and the case leaves it out`);
    },
    end: (): string[] => [...findings, ...[...shown.keys()].map((key) => `the ledger has no entry ${key}`)],
  };
}

const KINDS: ReadonlySet<string> = new Set(['press', 'verdict', 'appeal', 'decision'] satisfies Shown['kind'][]);

function shownIn(visit: VisitDetail): Shown[] {
  const { visitId, repId, retailerId, day, claimedAt } = visit;
  return [
    ...visit.presses.map(({ kind, pressedAt, receivedAt, note, position, ...fix }): Shown => {
      const said = { visitId, kind, repId, retailerId, day, pressedAt, receivedAt, note };
      const fact = claimedAt
        ? { ...said, claimedAt }
        : { ...said, lng: position?.lng ?? null, lat: position?.lat ?? null, ...fix };
      return { kind: 'press', name: `the press '${kind} visit'`, fact };
    }),
    ...visit.verdicts.map(({ verdictNo, answer, evidence, judgedAt }): Shown => {
      const { verdict, reasons, rule } = answerOf(answer);
      const hashes = { answerSha256: sha256(answer), evidenceSha256: sha256(evidence) };
      const fact = { visitId, verdictNo, verdict, reasons, rule, ...hashes, judgedAt };
      return { kind: 'verdict', name: `verdict ${verdictNo}`, fact };
    }),
    ...visit.appeals.map(({ repName: _, ...said }): Shown => {
      return { kind: 'appeal', name: 'the appeal', fact: { visitId, ...said } };
    }),
    ...visit.decisions.map(({ deciderName: _, ...said }): Shown => {
      return { kind: 'decision', name: `decision ${said.decisionNo}`, fact: { visitId, ...said } };
    }),
  ];
}

/** What stands at the head of a case follows from what is below. */
function headFindings(visit: VisitDetail): string[] {
  const findings: string[] = [];
  const press = (kind: 'start' | 'end') => visit.presses.find((one) => one.kind === kind) ?? null;
  const last = visit.verdicts.at(-1);
  const machine = last ? answerOf(last.answer) : { verdict: press('end') ? 'waiting' : 'open', reasons: [] };
  const counts = visit.decisions.findLast(
    ({ word, decisionNo }) =>
      word !== 'withdrawn' &&
      !visit.decisions.some((one) => one.decisionNo === decisionNo + 1 && one.word === 'withdrawn'),
  );
  const expected: Record<string, [shown: unknown, follows: unknown]> = {
    'state of the machine': [visit.machineState, machine.verdict],
    state: [visit.state, counts?.word ?? machine.verdict],
    decision: [visit.decision ?? null, counts?.word ?? null],
    reasons: [visit.reasons, machine.reasons],
    start: [
      [visit.startedAt, visit.startPosition],
      [press('start')?.pressedAt, press('start')?.position ?? null],
    ],
    end: [
      [visit.endedAt, visit.endPosition],
      [press('end')?.pressedAt ?? null, press('end')?.position ?? null],
    ],
  };
  for (const [name, [shown, follows]] of Object.entries(expected))
    if (JSON.stringify(shown) !== JSON.stringify(follows))
      findings.push(`the ${name} at the head of the case is not what its entries come to`);
  return findings;
}

const Answer = z.looseObject({ verdict: z.string(), reasons: z.array(z.string()), rule: z.string() });

function answerOf(answer: unknown): z.infer<typeof Answer> {
  return Answer.safeParse(answer).data ?? { verdict: '', reasons: [], rule: '' };
}

function factOf({ fact }: LedgerEntry): Fact {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(fact)).data ?? {};
  } catch {
    return {};
  }
}

/** A fact's values in the order of their names, instants to the millisecond: a case shows no finer ones. By which credential is the ledger's alone. */
function comparable({ via: _, ...fact }: Fact): string {
  const value = (name: string, said: unknown): unknown =>
    typeof said === 'string' && /(^at|At)$/.test(name) ? Date.parse(said) : said;
  return JSON.stringify(
    Object.keys(fact)
      .sort()
      .map((name) => [name, value(name, fact[name])]),
  );
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function keyOf({ unit, no }: LedgerEntry): string {
  return `${no} of unit ${unit}`;
}

function nameOf(entry: LedgerEntry): string {
  return `${entry.kind} ${keyOf(entry)}`;
}
