import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFairTurns } from '../../server/fairTurns.ts';

/** Lets everything run that can. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const patient = () => new AbortController().signal;

it('thirty long ones of one person keep neither a short one nor a long one of another waiting for more than one of them', async () => {
  const turns = createFairTurns({ long: 2, short: 1 });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const wish = (whose: string, isLong: boolean): void =>
    void turns.take({ whose, isLong }, patient()).then((end) => (begun.push(whose), ends.push(end)));
  for (let i = 0; i < 30; i++) wish('greedy', true);
  wish('patient', true);
  wish('hasty', false);
  await settle();
  expect(begun).toEqual(['greedy', 'greedy', 'hasty']);
  ends[0]!();
  await settle();
  expect(begun).toEqual(['greedy', 'greedy', 'hasty', 'patient']);
});

it('never more begin at a time than there are places, and all begin', async () => {
  const wishes = fc.array(fc.record({ whose: fc.constantFrom('a', 'b', 'c'), isLong: fc.boolean() }), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(
      wishes,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 2 }),
      async (all, long, short) => {
        const turns = createFairTurns({ long, short });
        let [now, nowLong, done] = [0, 0, 0];
        await Promise.all(
          all.map(async (wish) => {
            const end = await turns.take(wish, patient());
            now++;
            if (wish.isLong) nowLong++;
            expect(now).toBeLessThanOrEqual(long + short);
            expect(nowLong).toBeLessThanOrEqual(long);
            await settle();
            now--;
            if (wish.isLong) nowLong--;
            done++;
            end();
          }),
        );
        expect(done).toBe(all.length);
      },
    ),
    { numRuns: 30 },
  );
});

it('who gives up waiting hears why, and takes no place', async () => {
  const turns = createFairTurns({ long: 1, short: 0 });
  const end = await turns.take({ whose: 'a', isLong: true }, patient());
  const left = new AbortController();
  const waiting = turns.take({ whose: 'b', isLong: true }, left.signal);
  left.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(turns.take({ whose: 'b', isLong: true }, left.signal)).rejects.toThrow('gone');
  end();
  (await turns.take({ whose: 'c', isLong: true }, patient()))();
});
