import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  closeStatement,
  concat,
  copyRefusal,
  endsReady,
  firstMessage,
  isIdle,
  message,
  renameStatement,
  simpleQuery,
  startupPacket,
} from '../../server/embedded/wire.ts';
import type { Message } from '../../server/embedded/wire.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const parse = (name: string, sql: string): Uint8Array =>
  message('P', new TextEncoder().encode(`${name}\0${sql}\0\0\0`));
const only = (bytes: Uint8Array): Message => firstMessage(bytes, false) ?? { type: '?', bytes };

test('messages come out as they went in, however their bytes were cut', () => {
  const some = fc.array(fc.tuple(fc.constantFrom('Q', 'P', 'B', 'S'), fc.uint8Array({ maxLength: 50 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 20 }), (sent, step) => {
      const whole = concat([startupPacket(), ...sent.map(([type, body]) => message(type, body))]);
      const received: Message[] = [];
      let unread: Uint8Array = new Uint8Array();
      for (let at = 0; at < whole.length; at += step) {
        unread = concat([unread, whole.subarray(at, at + step)]);
        for (let next = firstMessage(unread, received.length === 0); next; next = firstMessage(unread, false)) {
          received.push(next);
          unread = unread.subarray(next.bytes.length);
        }
      }
      expect(unread).toHaveLength(0);
      expect(received.map(({ type }) => type)).toEqual(['', ...sent.map(([type]) => type)]);
      expect(concat(received.map(({ bytes }) => bytes))).toEqual(whole);
    }),
  );
});

test('a length that cannot be is an error and not an endless wait', () => {
  expect(() => firstMessage(new Uint8Array([0x51, 0, 0, 0, 1]), false)).toThrow();
  expect(() => firstMessage(new Uint8Array([0x51, 255, 255, 255, 255]), false)).toThrow();
});

test('named statements get the prefix in Parse, Bind, Describe and Close; portals, unnamed ones and the rest stay', () => {
  const bind = message('B', new TextEncoder().encode('portal\0näme\0\0\0\0\0'));
  expect(renameStatement(only(parse('näme', 'select 1')), '7.')).toEqual({
    bytes: parse('7.näme', 'select 1'),
    name: '7.näme',
  });
  expect(renameStatement(only(bind), '7.').bytes).toEqual(
    message('B', new TextEncoder().encode('portal\x007.näme\0\0\0\0\0')),
  );
  expect(renameStatement(only(closeStatement('a')), '7.')).toEqual({ bytes: closeStatement('7.a'), name: '7.a' });
  for (const bytes of [
    parse('', 'select 1'),
    message('D', new TextEncoder().encode('Pportal\0')),
    simpleQuery('select 1'),
    message('S'),
  ]) {
    expect(renameStatement(only(bytes), '7.')).toEqual({ bytes });
  }
});

test('the end of an answer tells whether a transaction is open', () => {
  const ready = (status: string): Uint8Array =>
    concat([message('C', new TextEncoder().encode('BEGIN\0')), message('Z', new TextEncoder().encode(status))]);
  expect(['I', 'T', 'E'].map((status) => [endsReady(ready(status)), isIdle(ready(status))])).toEqual([
    [true, true],
    [true, false],
    [true, false],
  ]);
  expect(endsReady(message('C', new TextEncoder().encode('BEGIN\0')))).toBe(false);
});

test('what may be COPY FROM STDIN is followed by its refusal, other statements are not', () => {
  const refused = (sql: string): boolean =>
    copyRefusal([simpleQuery(sql)]).length === 1 && copyRefusal([parse('', sql)]).length === 1;
  expect(
    ['copy t from stdin', 'COPY t (a,\n b)\nFROM STDIN with csv', 'select 1; copy t from stdin'].every(refused),
  ).toBe(true);
  expect(['select 1', 'copy t to stdout', 'select stdin'].some(refused)).toBe(false);
  expect(text(copyRefusal([simpleQuery('copy t from stdin')])[0] ?? new Uint8Array())).toMatch(/^f/);
});
