import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGather } from '../../server/gather.ts';

interface Item {
  key: string;
  n: number;
  size: number;
}
const options = {
  sizeOf: (item: Item) => item.size,
  keyOf: (item: Item) => item.key,
  maxSize: 10,
  lanes: 2,
  lingerMs: 1,
  maxWaiting: 50,
  isItemsFault: (error: unknown) => error === 'bad item',
};

describe('gathered writings', () => {
  it('write each item once, in the order of its key, never one key twice at a time, and answer each with its own', async () => {
    const items = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd'),
        size: fc.integer({ min: 1, max: 12 }),
        pauseMs: fc.constantFrom(0, 0, 1),
      }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(items, async (given) => {
        const written: Item[] = [];
        const busy = new Set<string>();
        let writings = 0;
        const gather = createGather<Item, number>({
          ...options,
          write: async (together) => {
            expect(++writings).toBeLessThanOrEqual(2);
            const size = together.reduce((sum, item) => sum + item.size, 0);
            if (together.length > 1) expect(size).toBeLessThanOrEqual(10);
            for (const { key } of together) {
              expect(busy).not.toContain(key);
              busy.add(key);
            }
            await setTimeout(0);
            written.push(...together);
            for (const { key } of together) busy.delete(key);
            writings--;
            return together.map(({ n }) => n * 2);
          },
        });
        const answers: Promise<number>[] = [];
        for (const [n, { pauseMs, ...item }] of given.entries()) {
          answers.push(gather.add({ ...item, n }));
          if (pauseMs > 0) await setTimeout(pauseMs);
        }
        expect(await Promise.all(answers)).toEqual(given.map((_, n) => n * 2));
        expect(written).toHaveLength(given.length);
        for (const key of ['a', 'b', 'c', 'd']) {
          const mine = written.filter((item) => item.key === key).map(({ n }) => n);
          expect(mine).toEqual(mine.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('refuse a bad item alone: those that came with it are written', async () => {
    const written: number[] = [];
    const gather = createGather<Item, number>({
      ...options,
      maxSize: 100,
      write: async (together) => {
        await setTimeout(0);
        if (together.some(({ n }) => n % 7 === 3)) throw 'bad item';
        written.push(...together.map(({ n }) => n));
        return together.map(({ n }) => n);
      },
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => gather.add({ key: String(n), n, size: 1 })),
    );
    for (const [n, outcome] of outcomes.entries())
      expect(outcome).toEqual(
        n % 7 === 3 ? { status: 'rejected', reason: 'bad item' } : { status: 'fulfilled', value: n },
      );
    expect(written.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, n) => n).filter((n) => n % 7 !== 3),
    );
  });

  it('do not try each item of a database that is away', async () => {
    let tries = 0;
    const gather = createGather<Item, number>({
      ...options,
      maxSize: 100,
      write: () => {
        tries++;
        return Promise.reject(new Error('no connection'));
      },
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => gather.add({ key: String(n), n, size: 1 })),
    );
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(tries).toBeLessThanOrEqual(2);
  });

  it('say when too much waits, and when there is room again', async () => {
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const gather = createGather<Item, number>({
      ...options,
      write: async (together) => (await gate, together.map(({ n }) => n)),
    });
    const answers = Array.from({ length: 8 }, (_, n) => gather.add({ key: String(n), n, size: 10 }));
    await setTimeout(5);
    expect(gather.isFull()).toBe(true); // two are being written, six wait
    goOn();
    expect(await Promise.all(answers)).toHaveLength(8);
    expect(gather.isFull()).toBe(false);
  });

  it('take no more while what is written has waited too long and more than a round waits, and take again when that is done', async () => {
    let goOn = () => {};
    const pass = () => new Promise<void>((resolve) => (goOn = resolve));
    const gather = createGather<Item, number>({
      ...options,
      lanes: 1,
      maxWaiting: 1_000,
      maxWaitMs: 20,
      write: async (together) => (await pass(), together.map(({ n }) => n)),
    });
    const answers = Array.from({ length: 6 }, (_, n) => gather.add({ key: String(n), n, size: 10 }));
    await setTimeout(60);
    expect(gather.isFull()).toBe(false); // what is being written had not waited
    goOn();
    await setTimeout(5);
    expect(gather.isFull()).toBe(true); // this one had waited 60 ms, and four are behind it
    for (let n = 0; n < 6; n++) {
      goOn();
      await setTimeout(1);
    }
    expect(await Promise.all(answers)).toHaveLength(6);
    expect(gather.isFull()).toBe(false);
  });
});
