import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../shared/problems/say.ts';
import { isEnglish } from '../problems/chinese.ts';
import type { VisitDetail } from '../../shared/visits.ts';
import { evidenceCommand } from '../../server/visits/evidenceCommand.ts';
import { caseFindings } from '../../server/visits/verifyCase.ts';
import { hashOf } from '../../server/chain.ts';
import { caseDocument, caseRecord } from '../../web/visits/sheet.ts';
import { E1 } from '../helpers/server.ts';
import { en } from '../helpers/words.ts';
import { appeal, decide, detail, judgedVisit, server, startJudging } from './judgedVisits.ts';

let visit: VisitDetail;
let undecided: VisitDetail;
const folder = mkdtempSync(join(tmpdir(), 'rounds-case-'));
beforeAll(async () => {
  await startJudging();
  undecided = await judgedVisit('E2', { ...E1, lat: E1.lat + 0.0045 });
  const { visitId } = await judgedVisit('E1', E1, { mock: true });
  await appeal(visitId, 'I was there </script>').expect(201);
  const no = { word: 'invalid', note: 'Not so.' };
  await decide(visitId, no).expect(201);
  await server.as('auditor.east').post(`/api/v1/visits/${visitId}/decision/withdrawal`).send({ decisionNo: 1 });
  await decide(visitId, { word: 'valid', note: 'The shop says so.' }).expect(201);
  visit = await detail(visitId);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const filed = { orgName: 'Test', by: 'auditor.east', at: new Date(Date.now() + 60_000).toISOString() };

/** What the command says of files that hold these texts. */
async function run(
  texts: Record<'case' | 'ledger' | 'heads', string | null>,
  language: Language = 'en',
): Promise<{ status: number; out: string }> {
  const path = (name: string) => join(folder, name);
  for (const [name, text] of Object.entries(texts)) if (text !== null) writeFileSync(path(name), text);
  const more = (['ledger', 'heads'] as const).flatMap((name) => (texts[name] ? [`--${name}`, path(name)] : []));
  let out = '';
  const say = (text: string) => void (out += text);
  const io = { stdin: (async function* () {})(), stdout: say, stderr: say, language };
  return { status: await evidenceCommand.run(['verify', path('case'), ...more], io), out };
}

/** Every text, number and truth in a value, by its path. */
function leaves(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function spoilt(of: VisitDetail, path: readonly (string | number)[]): VisitDetail {
  const copy = structuredClone(of);
  const at = path.slice(0, -1).reduce((value, key) => (value as never)[key], copy as unknown) as Record<
    string,
    unknown
  >;
  const key = String(path.at(-1));
  const old = at[key];
  if (typeof old === 'number') at[key] = old + 1;
  else if (typeof old === 'boolean') at[key] = !old;
  else if (typeof old === 'string') at[key] = /(^at|At)$/.test(key) ? '2026-01-01T00:00:00.000Z' : `${old}x`;
  else at[key] = 'said later';
  return copy;
}

describe('a case that was saved', () => {
  it('is as recorded, and so is one that nobody appealed', () => {
    expect(visit.ledger.map(({ kind }) => kind).sort()).toEqual([
      ...['appeal', 'decision', 'decision', 'decision', 'press', 'press', 'verdict'],
    ]);
    expect(caseFindings(visit)).toEqual([]);
    expect(caseFindings(undecided)).toEqual([]);
  });

  it('is found spoilt whatever is changed in it, but for names and what stands beside the evidence', () => {
    const unproved = new Set<string>();
    for (const path of leaves(visit))
      if (caseFindings(spoilt(visit, path)).length === 0)
        unproved.add(path.filter((key) => typeof key === 'string').join('.'));
    expect([...unproved].sort()).toEqual([
      ...['appeal', 'appeals.repName', 'coordinates.movedM', 'coordinates.position.lat', 'coordinates.position.lng'],
      ...['coordinates.trust', 'coordinates.untilAt', 'decisions.deciderName', 'dwellS', 'evidenceChangedSince'],
      ...['repName', 'retailerCode', 'retailerName', 'retailerPosition.lat', 'retailerPosition.lng', 'unitId'],
    ]);
  });

  it('is found spoilt when something is left out or repeated, with its entry or without', () => {
    for (const part of ['presses', 'verdicts', 'appeals', 'decisions', 'ledger'] as const)
      for (let i = 0; i < visit[part].length; i++) {
        const list: unknown[] = visit[part];
        expect(caseFindings({ ...visit, [part]: list.toSpliced(i, 1) }), `without ${part} ${i}`).not.toEqual([]);
        expect(caseFindings({ ...visit, [part]: [...list, list[i]] }), `${part} ${i} twice`).not.toEqual([]);
      }
  });
});

describe('rounds evidence verify', () => {
  const ledgerAndHeads = async () => {
    const auditor = server.as('auditor.east');
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    return {
      ledger: (await auditor.get('/api/v1/ledger/export').expect(200).buffer(true)).text,
      heads: JSON.stringify((await auditor.get('/api/v1/ledger/heads').query({ day }).expect(200)).body),
    };
  };

  it('reads the file of either kind, with the ledger and its published heads', async () => {
    const json = JSON.stringify(caseRecord(visit, filed), null, 2);
    const page = caseDocument(visit, { w: en, l: 'en', zone: 'UTC' }, filed, '');
    for (const text of [json, page]) {
      const alone = await run({ case: text, ledger: null, heads: null });
      expect(alone).toMatchObject({ status: 0 });
      expect(alone.out).toContain('not compared with the ledger (--ledger FILE), all as recorded');
      const whole = await run({ case: text, ...(await ledgerAndHeads()) });
      expect(whole.out).toContain('7 entries, compared with the ledger, all as recorded');
      expect(whole.status).toBe(0);
    }
    expect(await run({ case: '{"format":"rounds-case/1"}', ledger: null, heads: null })).toMatchObject({ status: 1 });
    expect(await run({ case: 'a page', ledger: null, heads: null })).toMatchObject({ status: 1 });
  });

  it('finds a case whose entries were made to fit it, and one that leaves a decision out', async () => {
    const { ledger, heads } = await ledgerAndHeads();
    const forged = structuredClone(visit);
    const [first] = forged.ledger.splice(0, 1);
    const fact = first!.fact.replace('"mock" : true', '"mock" : false');
    const entry = { ...first!, fact };
    forged.ledger.unshift({ ...entry, hash: hashOf(entry) });
    forged.presses.find(({ kind }) => kind === (JSON.parse(fact) as { kind: string }).kind)!.mock = false;
    expect(caseFindings(forged)).toEqual([]); // a case alone proves nothing against who writes all of it
    const made = await run({ case: JSON.stringify(caseRecord(forged, filed)), ledger, heads });
    expect([made.status, made.out]).toEqual([1, expect.stringContaining('is another one in the ledger')]);
    const zh = (await run({ case: JSON.stringify(caseRecord(forged, filed)), ledger, heads }, 'zh')).out;
    expect(zh).toContain('在存证链中是另一条');
    expect(isEnglish(zh), zh).toBe(false);

    const shorter = {
      ...visit,
      state: 'suspect' as const,
      appeals: [],
      decision: null,
      decisions: [],
      ledger: visit.ledger.filter(({ kind }) => kind === 'press' || kind === 'verdict'),
    };
    expect(caseFindings(shorter)).toEqual([]);
    const left = await run({ case: JSON.stringify(caseRecord(shorter, filed)), ledger, heads });
    expect(left.out.match(/the case leaves it out/g)).toHaveLength(4);
    expect(left.status).toBe(1);

    const cut = await run({
      case: JSON.stringify(caseRecord(visit, filed)),
      ledger: ledger.split('\n', 3).join('\n'),
      heads,
    });
    expect(cut.status).toBe(1);
  });
});
