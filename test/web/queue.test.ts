import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VisitSummary } from '../../shared/visits.ts';
import { ApiError, type Failed, type FailureCode } from '../../web/apiError.ts';
import { sendWaiting, withWaiting, type Press, type PressStore } from '../../web/phone/queue.ts';
import { uuid7 } from '../../web/ui/uuid7.ts';

const rep = { repId: 'rep', name: 'Ann', unitId: 'unit', day: '2026-03-02' };
const minute = (n: number) => new Date(Date.UTC(2026, 2, 2, 1, n)).toISOString();

function press(seq: number, kind: 'start' | 'end', visitId: string): Press {
  return {
    seq,
    personId: 'rep',
    kind,
    visitId,
    retailerId: `shop of ${visitId}`,
    retailerName: 'Shop',
    retailerPosition: { lng: 120, lat: 28 },
    body: { pressedAt: minute(seq), fix: null },
    refused: null,
  };
}

function phone(presses: Press[]): PressStore & { all: Press[] } {
  const store = {
    all: [...presses],
    waiting: async (personId: string) => store.all.filter((one) => one.personId === personId && one.refused === null),
    remove: async (gone: Press) => void (store.all = store.all.filter((one) => one.seq !== gone.seq)),
    refuse: async (bad: Press, why: Failed) =>
      void (store.all = store.all.map((one) => (one.seq === bad.seq ? { ...one, refused: why.code, why } : one))),
  };
  return store;
}

const failureOf = (error: unknown) => error as ApiError;
const visitOf = (one: Press) => withWaiting([], [{ ...one, kind: 'start' }], rep)[0]!;

/** A server that knows a press by visit and kind, as the real one does. */
function server(fail: (attempt: number) => FailureCode | 'LOST_ANSWER' | null) {
  const stored: string[] = [];
  let attempt = 0;
  return {
    stored,
    send: async (one: Press): Promise<VisitSummary> => {
      const failure = fail(attempt++);
      if (failure && failure !== 'LOST_ANSWER')
        throw new ApiError(failure, '', null, { reason: { code: 'STOP_GONE' } });
      const key = `${one.kind} ${one.visitId} ${one.body.pressedAt}`;
      if (!stored.includes(key)) stored.push(key);
      if (failure) throw new ApiError('UNREACHABLE', 'the answer got lost');
      return visitOf(one);
    },
  };
}

const day = [press(1, 'start', 'a'), press(2, 'end', 'a'), press(3, 'start', 'b')];

describe('presses that wait on the phone', () => {
  it('arrive each once, in order, with their own times, however often the network fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom<FailureCode | 'LOST_ANSWER' | null>(
            'UNREACHABLE',
            'OVERLOADED',
            'INTERNAL',
            'BAD_ANSWER',
            'LOST_ANSWER',
            null,
          ),
          { maxLength: 12 },
        ),
        async (weather) => {
          const store = phone(day);
          const far = server((attempt) => weather[attempt] ?? null);
          for (let tries = 0; tries < 20 && store.all.length > 0; tries++)
            await sendWaiting('rep', store, far.send, failureOf, () => undefined);
          expect(store.all).toEqual([]);
          expect(far.stored).toEqual([`start a ${minute(1)}`, `end a ${minute(2)}`, `start b ${minute(3)}`]);
        },
      ),
    );
  });

  it('stay when the session has ended, until somebody signs in', async () => {
    const store = phone(day);
    expect(await sendWaiting('rep', store, server(() => 'NOT_SIGNED_IN').send, failureOf, () => undefined)).toBe(
      'signIn',
    );
    expect(store.all).toEqual(day);
  });

  it('of another person are not sent', async () => {
    const store = phone(day);
    const far = server(() => null);
    expect(await sendWaiting('another', store, far.send, failureOf, () => undefined)).toBe('all');
    expect(far.stored).toEqual([]);
    expect(store.all).toEqual(day);
  });

  it('that the server refuses are kept for the rep to see, and do not hold up the rest', async () => {
    const store = phone(day);
    const far = server((attempt) => (attempt === 0 ? 'CONFLICT' : null));
    expect(await sendWaiting('rep', store, far.send, failureOf, () => undefined)).toBe('all');
    expect(store.all.map(({ seq, refused, why }) => ({ seq, refused, why: why?.reason }))).toEqual([
      { seq: 1, refused: 'CONFLICT', why: { code: 'STOP_GONE' } },
    ]);
    expect(far.stored).toHaveLength(2);
  });
});

describe('the day as the rep sees it', () => {
  it('shows what was pressed before it is sent', () => {
    const [b, a] = withWaiting([], day, rep);
    expect(a).toMatchObject({ visitId: 'a', state: 'waiting', dwellS: 60, startedAt: minute(1) });
    expect(b).toMatchObject({ visitId: 'b', state: 'open', endedAt: null });
  });

  it('believes the server where it knows better', () => {
    const judged: VisitSummary = { ...visitOf(day[0]!), state: 'valid', endedAt: minute(2), dwellS: 60 };
    expect(withWaiting([judged], day.slice(0, 2), rep)).toEqual([judged]);
  });
});

describe('the phone’s own visit ids', () => {
  it('are version 7 and sort by the time of the press', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 41 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (ms, later, r1, r2) => {
          const [first, second] = [uuid7(ms, r1), uuid7(ms + later, r2)];
          expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
          expect(parseInt(first.replaceAll('-', '').slice(0, 12), 16)).toBe(ms);
          expect(first < second).toBe(true);
        },
      ),
    );
  });
});
