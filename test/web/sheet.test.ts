import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geodesicM } from '../../server/visits/geodesic.ts';
import { judge } from '../../server/visits/judge.ts';
import { measureVisit } from '../../server/visits/measureVisit.ts';
import { simulateVisits } from '../../server/visits/simulate/visits.ts';
import { usualWorld } from '../../server/visits/simulate/world.ts';
import { FlagNumbers } from '../../shared/flags.ts';
import type { VisitDetail } from '../../shared/visits.ts';
import { flagNumbers, flagText } from '../../web/visits/flagWords.ts';
import { caseDocument } from '../../web/visits/sheet.ts';
import { en } from '../helpers/words.ts';
import { zh } from '../helpers/words.ts';

const id = '00000000-0000-4000-8000-000000000001';
const at = '2026-03-02T02:00:00.000Z';

/** A case with every kind of text a person or a phone can write in it. */
function visitWith(text: string): VisitDetail {
  return {
    visitId: id,
    unitId: id,
    repId: id,
    repName: text,
    retailerId: id,
    retailerName: text,
    retailerPosition: { lng: 120, lat: 28 },
    day: '2026-03-02',
    startedAt: at,
    endedAt: at,
    dwellS: 400,
    state: 'suspect',
    reasons: ['MOCK', text],
    startPosition: null,
    endPosition: null,
    appeal: 'decided',
    decision: null,
    claimedAt: at,
    presses: [
      {
        kind: 'start',
        pressedAt: at,
        receivedAt: at,
        position: { lng: 120.0001, lat: 28 },
        accuracyM: 12,
        accuracyLevel: 0.68,
        source: text,
        fixAt: at,
        mock: true,
        deviceId: text,
        note: text,
      },
    ],
    verdicts: [
      {
        verdictNo: 1,
        judgedAt: at,
        evidenceSha256: 'ab'.repeat(32),
        evidence: { track: [{ lng: 120, lat: 28 }, { lng: text }, text] },
        answer: {
          verdict: 'suspect',
          requiredDwellS: 180,
          thresholdM: 100,
          retailerSigmaM: 20,
          coordinate: 'imported',
          start: { picked: text },
          end: null,
          together: null,
          track: null,
          flags: [{ flag: text, sign: text, [text]: text }],
          rule: text,
        },
      },
    ],
    machineState: 'suspect',
    appeals: [{ repId: id, repName: text, at, verdictNo: 1, note: text }],
    decisions: [
      {
        decisionNo: 1,
        deciderId: id,
        deciderName: text,
        at,
        verdictNo: 1,
        word: 'withdrawn',
        note: text,
        onAppeal: true,
      },
    ],
    notices: [{ event: 'enter', at, receivedAt: at }],
    evidenceChangedSince: true,
    coordinates: [{ position: { lng: 120, lat: 28 }, trust: 'imported', untilAt: at, movedM: 12 }],
    ledger: [
      {
        org: 1,
        kind: text,
        unit: id,
        day: '2026-03-02',
        no: 7,
        at,
        fact: text,
        previous: 'ab'.repeat(32),
        hash: 'cd'.repeat(32),
      },
    ],
  };
}

const page = (visit: VisitDetail, text = '') =>
  caseDocument(visit, { w: en, l: 'en', zone: 'Asia/Shanghai' }, { orgName: text, by: text, at }, 'p { margin: 0 }');

/** The elements of a document, by name. */
const tags = (html: string) =>
  [...html.matchAll(/<\/?[a-z!][^>]*>/gi)].map((m) => m[0].replace(/\s.*/s, '').replace(/\/?>$/, ''));

describe('the page of a case', () => {
  it('has the same elements whatever people wrote: text stays text', () => {
    const plain = tags(page(visitWith('text'), 'text'));
    fc.assert(
      fc.property(
        fc
          .oneof(
            fc.string({ unit: 'grapheme', minLength: 1 }),
            fc.constantFrom(
              '</style><script>alert(1)</script>',
              '"><img src=x onerror=alert(1)>',
              "' onload='x",
              '&lt;b&gt;',
            ),
          )
          .filter((text) => text.trim() !== ''),
        (text) => {
          expect(tags(page(visitWith(text), text))).toEqual(plain);
        },
      ),
    );
  });

  it('loads nothing from anywhere', () => {
    expect(page(visitWith('x'))).not.toMatch(
      /\b(src|href)=|url\((?!#)|@import|<script(?! type="application\/json")|<link/i,
    );
    expect(page(visitWith('x'))).toContain("default-src 'none'");
  });

  it('is drawn without a verdict, without a press position, and with an accuracy that covers the county', () => {
    const bare = { ...visitWith('x'), verdicts: [], presses: [], coordinates: [], ledger: [] };
    expect(page(bare)).not.toContain('NaN');
    const vague = visitWith('x');
    vague.presses[0]!.accuracyM = 1e9;
    expect(page(vague)).not.toMatch(/NaN|Infinity/);
  });
});

describe('the numbers of the flags', () => {
  it('have a name in both languages, every one that the judge writes', () => {
    const seen = new Set<string>();
    for (const visit of simulateVisits(5, 1500, usualWorld)) {
      for (const said of judge(measureVisit(visit, geodesicM)).flags) {
        const { flag, ...numbers } = said;
        seen.add(flag);
        expect(FlagNumbers.safeParse(said).error, flag).toBeUndefined();
        const sentence = flagText(said, zh, 'zh', 'Asia/Shanghai');
        expect(sentence).toMatch(/\p{Script=Han}/u);
        expect(sentence).not.toMatch(/undefined|NaN|[a-z]{2,} [a-z]{2,}/);
        expect(flagText(said, en, 'en', 'Asia/Shanghai')).not.toMatch(/undefined|NaN|\p{Script=Han}/u);
        for (const [name, value] of Object.entries(numbers)) {
          expect(en.case.number, name).toHaveProperty(name);
          if (name === 'sign' || name === 'mixUp') expect(Object.keys(zh.case.sign), String(value)).toContain(value);
        }
        expect(flagNumbers(numbers, zh, 'zh', 'Asia/Shanghai')).not.toMatch(/undefined|NaN/);
      }
    }
    expect(seen.size).toBeGreaterThan(8);
  });
});
