// Pure: whether a case says what the ledger recorded, trusting nobody: neither the server it came from nor who sent it.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { VisitDetail } from '../../shared/visits.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import { hashOf } from '../chain.ts';

type Fact = Record<string, unknown>;

/** Something that a case shows, and what the ledger must say of it. */
interface Shown {
  kind: 'press' | 'verdict' | 'appeal' | 'decision';
  name: InBoth;
  fact: Fact;
}

/** What is wrong with a case, in sentences; nothing: every press, verdict, appeal and decision of it is an entry, and no entry is anything else. */
export function caseFindings(visit: VisitDetail): InBoth[] {
  const findings = visit.ledger
    .filter((entry) => hashOf(entry) !== entry.hash)
    .map((entry): InBoth => {
      const { en, zh } = nameOf(entry);
      return { en: `${en} does not have the hash it carries`, zh: `${zh}与所带哈希不符` };
    });
  const left = visit.ledger.map((entry) => ({ entry, text: comparable(factOf(entry)) }));
  for (const { kind, name, fact } of shownIn(visit)) {
    const text = comparable(fact);
    const { judgedAt: _, ...undated } = fact;
    const earlier = comparable(undated); // verdicts of earlier versions do not say in their entry when they were made
    const at = left.findIndex((one) => one.entry.kind === kind && (one.text === text || one.text === earlier));
    if (at < 0) findings.push({ en: `${name.en} is not what the ledger recorded`, zh: `${name.zh}与存证链的记录不符` });
    else left.splice(at, 1);
  }
  for (const { en, zh } of left.map(({ entry }) => nameOf(entry)))
    findings.push({ en: `${en} is of nothing that the case shows`, zh: `${zh}在案卷中没有对应内容` });
  for (const { verdictNo, evidence, evidenceSha256 } of visit.verdicts)
    if (sha256(evidence) !== evidenceSha256)
      findings.push({
        en: `the evidence of verdict ${verdictNo} has another hash`,
        zh: `判定 ${verdictNo} 的证据哈希不符`,
      });
  return [...findings, ...headFindings(visit)];
}

/** Entries of the whole ledger that a case must have, each as it is there. */
export function createCaseFinder(visit: VisitDetail, savedAt: string) {
  const shown = new Map(visit.ledger.map((entry) => [keyOf(entry), entry]));
  const findings: InBoth[] = [];
  return {
    add(entry: LedgerEntry): void {
      const key = keyOf(entry);
      const hash = shown.get(key)?.hash;
      shown.delete(key);
      const { en, zh } = nameOf(entry);
      if (hash !== undefined && hash !== entry.hash)
        findings.push({ en: `${en} is another one in the ledger`, zh: `${zh}在存证链中是另一条` });
      const isOfVisit = KINDS.has(entry.kind) && factOf(entry).visitId === visit.visitId;
      if (hash === undefined && isOfVisit && Date.parse(entry.at) <= Date.parse(savedAt))
        findings.push({ en: `${en} is in the ledger, and the case leaves it out`, zh: `存证链中有${zh}，案卷中没有` });
    },
    end: (): InBoth[] => [...findings, ...[...shown.values()].map(notInLedger)],
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
      return { kind: 'press', name: pressName(kind), fact };
    }),
    ...visit.verdicts.map(({ verdictNo, answer, evidence, judgedAt }): Shown => {
      const { verdict, reasons, rule } = answerOf(answer);
      const hashes = { answerSha256: sha256(answer), evidenceSha256: sha256(evidence) };
      const fact = { visitId, verdictNo, verdict, reasons, rule, ...hashes, judgedAt };
      return { kind: 'verdict', name: { en: `verdict ${verdictNo}`, zh: `判定 ${verdictNo}` }, fact };
    }),
    ...visit.appeals.map(({ repName: _, ...said }): Shown => {
      return { kind: 'appeal', name: { en: 'the appeal', zh: '申诉' }, fact: { visitId, ...said } };
    }),
    ...visit.decisions.map(({ deciderName: _, ...said }): Shown => {
      return {
        kind: 'decision',
        name: { en: `decision ${said.decisionNo}`, zh: `复核结论 ${said.decisionNo}` },
        fact: { visitId, ...said },
      };
    }),
  ];
}

function pressName(kind: 'start' | 'end'): InBoth {
  return { en: `the press '${kind} visit'`, zh: kind === 'start' ? '打点“开始走访”' : '打点“走访结束”' };
}

const headNames = {
  machineState: { en: 'state of the machine', zh: '系统判定' },
  state: { en: 'state', zh: '状态' },
  decision: { en: 'decision', zh: '复核结论' },
  reasons: { en: 'reasons', zh: '原因' },
  start: { en: 'start', zh: '开始' },
  end: { en: 'end', zh: '结束' },
} satisfies Record<string, InBoth>;

/** What stands at the head of a case follows from what is below. */
function headFindings(visit: VisitDetail): InBoth[] {
  const findings: InBoth[] = [];
  const press = (kind: 'start' | 'end') => visit.presses.find((one) => one.kind === kind) ?? null;
  const last = visit.verdicts.at(-1);
  const machine = last ? answerOf(last.answer) : { verdict: press('end') ? 'waiting' : 'open', reasons: [] };
  const counts = visit.decisions.findLast(
    ({ word, decisionNo }) =>
      word !== 'withdrawn' &&
      !visit.decisions.some((one) => one.decisionNo === decisionNo + 1 && one.word === 'withdrawn'),
  );
  const expected: Record<keyof typeof headNames, [shown: unknown, follows: unknown]> = {
    machineState: [visit.machineState, machine.verdict],
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
      findings.push({
        en: `the ${headNames[name as keyof typeof headNames].en} at the head of the case is not what its entries come to`,
        zh: `案卷首部的${headNames[name as keyof typeof headNames].zh}与其记录不一致`,
      });
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
  return `${unit} ${no}`;
}

function notInLedger({ unit, no }: LedgerEntry): InBoth {
  return { en: `the ledger has no entry ${no} of unit ${unit}`, zh: `存证链中没有单位 ${unit} 的第 ${no} 条` };
}

function nameOf({ kind, unit, no }: LedgerEntry): InBoth {
  return { en: `${kind} ${no} of unit ${unit}`, zh: `单位 ${unit} 的 ${kind} ${no}` };
}
