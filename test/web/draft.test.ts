import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  back,
  begin,
  forth,
  moved,
  pinned,
  placeAt,
  shown,
  step,
  without,
  type Draft,
  type Steps,
} from '../../web/plans/draft.ts';

const draft: Draft = { order: ['a', 'b', 'c', 'd'], pinned: ['c'], locked: false };

describe('a plan being changed', () => {
  it('moves a stop to a place, and never before what was visited', () => {
    expect(moved(draft, 'd', 1, 0).order).toEqual(['a', 'd', 'b', 'c']);
    expect(moved(draft, 'a', 3, 0).order).toEqual(['b', 'c', 'd', 'a']);
    expect(moved(draft, 'd', 0, 2).order).toEqual(['a', 'b', 'd', 'c']);
    expect(moved(draft, 'b', 99, 0).order).toEqual(['a', 'c', 'd', 'b']);
  });

  it('forgets the pin of a stop that goes', () => {
    expect(without(draft, 'c')).toEqual({ order: ['a', 'b', 'd'], pinned: [], locked: false });
    expect(pinned(pinned(draft, 'a', true), 'c', false).pinned).toEqual(['a']);
  });

  it('goes back and forth over every step, and a step after going back forgets what was undone', () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant('move' as const), id: fc.constantFrom('a', 'b', 'c', 'd'), to: fc.nat(4) }),
      fc.record({ kind: fc.constant('pin' as const), id: fc.constantFrom('a', 'b'), to: fc.nat(1) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        let steps: Steps = begin(draft);
        const seen: Draft[] = [draft];
        for (const { kind, id, to } of changes) {
          const next = step(
            steps,
            kind === 'move' ? moved(shown(steps), id, to, 0) : pinned(shown(steps), id, to === 1),
          );
          if (next !== steps) seen.push(shown(next));
          steps = next;
        }
        for (const one of [...seen].reverse()) {
          expect(shown(steps)).toEqual(one);
          steps = back(steps);
        }
        for (let k = 0; k < seen.length; k++) steps = forth(steps);
        expect(shown(steps)).toEqual(seen.at(-1));
      }),
    );
    const twice = step(step(begin(draft), moved(draft, 'a', 3, 0)), draft);
    expect(step(back(twice), without(draft, 'b')).all).toHaveLength(3);
    expect(shown(forth(step(back(twice), without(draft, 'b')))).order).toEqual(['a', 'c', 'd']);
  });

  it('puts a row where the pointer is among the others', () => {
    expect([5, 25, 45, 100].map((y) => placeAt(y, [10, 30, 50]))).toEqual([0, 1, 2, 3]);
  });
});
