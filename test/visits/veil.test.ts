import { expect, it } from 'vitest';
import type { JudgeInput } from '../../shared/verdicts.ts';
import { veiled, type PastVisit } from '../../server/visits/veil.ts';

const press = (lng: number, lat: number, deviceId: string) => ({
  lng,
  lat,
  accuracyM: 8,
  source: 'gnss' as const,
  fixAt: '2026-01-05T02:00:00Z',
  mock: false,
  deviceId,
  pressedAt: '2026-01-05T02:00:00Z',
  receivedAt: '2026-01-05T02:00:01Z',
});
const own = {
  id: 'visit-own',
  repId: 'rep-own',
  start: press(120.654_321, 28.123_456, 'phone-own'),
  end: null,
} as unknown as JudgeInput;
const others: PastVisit[] = [
  {
    visitId: 'visit-1',
    repId: 'rep-1',
    retailerId: 'shop-1',
    start: press(120.654_321, 28.123_456, 'phone-1'),
  } as unknown as PastVisit,
  {
    visitId: 'visit-2',
    repId: 'rep-1',
    retailerId: 'shop-2',
    start: press(120.987_654, 28.987_654, 'phone-own'),
  } as unknown as PastVisit,
];

it('what evidence says of another person is that there was one, when, and where only if it was here: not who, at which shop, with which phone', () => {
  const [here, elsewhere] = others.map((past) => veiled(past, own));
  expect(JSON.stringify([here, elsewhere])).not.toMatch(/visit-\d|rep-1|shop-|phone-1|120\.98765|28\.98765/);
  expect(here!.start).toMatchObject({ lng: 120.654_321, lat: 28.123_456, pressedAt: '2026-01-05T02:00:00Z' });
  expect(elsewhere!.start).toMatchObject({ lng: 120.99, lat: 28.99, deviceId: 'phone-own' }); // the phone is one's own: that is what it shows
});

it('two visits of one other person are seen to be of one, in this evidence and in no other', () => {
  const [here, elsewhere] = others.map((past) => veiled(past, own).repId);
  expect(here).toBe(elsewhere);
  expect(here).not.toBe('rep-own');
  expect(veiled(others[0]!, { ...own, id: 'visit-other' } as JudgeInput).repId).not.toBe(here);
});
