import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startLoop, type After } from '../../server/loop.ts';

/** A clock that is set by hand. */
function handClock() {
  let nowMs = 0;
  let waiting: { atMs: number; run: () => void }[] = [];
  const after: After = (ms, run) => {
    const one = { atMs: nowMs + ms, run };
    waiting.push(one);
    return () => (waiting = waiting.filter((other) => other !== one));
  };
  const pass = async (ms: number): Promise<void> => {
    nowMs += ms;
    const due = waiting.filter(({ atMs }) => atMs <= nowMs);
    waiting = waiting.filter(({ atMs }) => atMs > nowMs);
    for (const { run } of due) run();
    await setImmediate();
  };
  return { after, pass, waits: () => waiting.map(({ atMs }) => atMs - nowMs) };
}

const never = (error: unknown) => expect.unreachable(String(error));

describe('a loop', () => {
  it('looks at once and then so long after the end of each look', async () => {
    const clock = handClock();
    let looks = 0;
    let end = (): void => {};
    const look = () => new Promise<void>((resolve) => (looks++, (end = resolve)));
    const loop = startLoop({ everyMs: 100, look, onError: never, after: clock.after });
    expect(looks).toBe(1);
    await clock.pass(1_000);
    expect([looks, clock.waits()]).toEqual([1, []]); // the first is still under way
    end();
    await setImmediate();
    expect(clock.waits()).toEqual([100]);
    await clock.pass(99);
    expect(looks).toBe(1);
    await clock.pass(1);
    expect(looks).toBe(2);
    end();
    await loop.stop();
  });

  it('looks again without a pause while there is more to do', async () => {
    const clock = handClock();
    let left = 3;
    const look = async () => (--left > 0 ? ('again' as const) : undefined);
    const loop = startLoop({ everyMs: 100, look, onError: never, after: clock.after });
    await setImmediate();
    expect([left, clock.waits()]).toEqual([0, [100]]);
    await loop.stop();
  });

  it('looks when it is woken, and once more when woken while it looks, however often', async () => {
    const clock = handClock();
    let looks = 0;
    let end = (): void => {};
    const look = () => new Promise<void>((resolve) => (looks++, (end = resolve)));
    const loop = startLoop({ everyMs: 100, look, onError: never, after: clock.after });
    end();
    await setImmediate();
    loop.wake();
    expect([looks, clock.waits()]).toEqual([2, []]);
    loop.wake();
    loop.wake();
    expect(looks).toBe(2); // never two at a time
    end();
    await setImmediate();
    expect(looks).toBe(3);
    end();
    await setImmediate();
    expect([looks, clock.waits()]).toEqual([3, [100]]);
    await loop.stop();
  });

  it('tries again after a failure, each time after twice as long up to its longest pause, and says so', async () => {
    const clock = handClock();
    const pauses: number[] = [];
    let isBroken = true;
    const look = async () => {
      if (isBroken) throw new Error('the database is away');
    };
    const onError = (error: unknown, pauseMs: number) => {
      expect(error).toEqual(new Error('the database is away'));
      pauses.push(pauseMs);
    };
    const loop = startLoop({ everyMs: 100, look, onError, after: clock.after });
    await setImmediate();
    for (let i = 0; i < 4; i++) await clock.pass(pauses.at(-1)!);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
    isBroken = false;
    await clock.pass(5_000);
    expect(clock.waits()).toEqual([100]);
    isBroken = true;
    await clock.pass(100);
    expect(pauses.at(-1)).toBe(1_000); // what worked in between begins the pauses anew
    await loop.stop();
  });

  it('tries again up to its own interval where that is longer', async () => {
    const clock = handClock();
    const pauses: number[] = [];
    const look = () => Promise.reject(new Error('away'));
    const loop = startLoop({ everyMs: 3_600_000, look, onError: (_, ms) => pauses.push(ms), after: clock.after });
    await setImmediate();
    for (let i = 0; i < 13; i++) await clock.pass(pauses.at(-1)!);
    expect(pauses.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
    expect(pauses.slice(-2)).toEqual([3_600_000, 3_600_000]);
    await loop.stop();
  });

  it('stops when what is under way has ended, tells it to end, and begins nothing more', async () => {
    const clock = handClock();
    let looks = 0;
    let isOver = false;
    const look = (signal: AbortSignal) =>
      new Promise<'again'>((resolve) => {
        looks++;
        signal.addEventListener('abort', () => setTimeout(() => ((isOver = true), resolve('again')), 5));
      });
    const loop = startLoop({ everyMs: 100, look, onError: never, after: clock.after });
    const stopped = loop.stop();
    expect(isOver).toBe(false);
    await stopped;
    loop.wake();
    await clock.pass(1_000);
    expect([isOver, looks, clock.waits()]).toEqual([true, 1, []]);
  });

  it('waits by the clock on the wall where none is handed in', async () => {
    let looks = 0;
    const loop = startLoop({ everyMs: 1, look: async () => void looks++, onError: never });
    while (looks < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    await loop.stop();
    const before = looks;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(looks).toBe(before);
  });
});
