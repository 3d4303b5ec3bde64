import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAsking, type Asked } from '../../server/carriers/askCarrier.ts';
import { createOutbound } from '../../server/carriers/outbound.ts';
import type { Carrier } from '../../server/carriers/configuration.ts';
import { camara, camaraAnswer, json, mlp, question, soap, soapResult } from './carriers.ts';
import { startStandIn, type Manner, type StandIn } from './standIn.ts';

/** Answers a token to whoever asks for one, and a position to all others. */
const answerAll = (body: string): string =>
  body.startsWith('grant_type')
    ? '{"access_token":"t0ken","expires_in":3600}'
    : body.includes('"device"')
      ? camaraAnswer()
      : soapResult();

let standIn: StandIn;
beforeAll(async () => void (standIn = await startStandIn(answerAll)));
afterAll(() => standIn.close());

async function ask(carrier: Carrier): Promise<Asked> {
  const outbound = createOutbound([carrier]);
  try {
    return await createAsking(outbound, () => question.askedAtMs)(carrier, question);
  } finally {
    await outbound.close();
  }
}
const word = ({ reading }: Asked): string => ('failure' in reading ? reading.failure : 'position');

describe('a carrier', () => {
  it.each<[Manner, expected: string]>([
    ['ok', 'position'],
    ['gbk', 'position'],
    ['hang', 'TIMED_OUT'],
    ['drip', 'TIMED_OUT'],
    ['truncate', 'BROKE'],
    ['redirect', 'REDIRECTED'],
    ['flood', 'TOO_LARGE'],
    ['declareMuch', 'TOO_LARGE'],
    ['declareLess', 'UNREADABLE'],
    ['otherNumber', 'OTHER_NUMBER'],
    ['reset', 'BROKE'],
    ['noHttp', 'BROKE'],
    ['fail', 'BROKE'],
  ])('that treats us so (%s) comes to %s, and is asked once', async (manner, expected) => {
    const before = standIn.asked.length;
    expect(word(await ask(soap({ url: standIn.url(manner), timeoutMs: 500 })))).toBe(expected);
    expect(standIn.asked.slice(before).map(({ path }) => path)).toEqual([`/${manner}`]);
  });

  it('that nobody listens for is unreachable', async () => {
    expect(word(await ask(json({ url: 'http://127.0.0.1:1/' })))).toBe('UNREACHABLE');
    expect(word(await ask(json({ url: 'http://carrier.invalid/' })))).toBe('UNREACHABLE');
  });

  it('is asked at the configured hosts only', async () => {
    const outbound = createOutbound([json()]);
    const elsewhere = { method: 'GET' as const, url: standIn.url('ok'), headers: {}, body: null };
    await expect(outbound.send(elsewhere, 500)).rejects.toThrow('own address only');
    await outbound.close();
  });

  it('is told the number and the secret where the operator wants them, whatever signs they have', async () => {
    const secret = `<&"'>`;
    await ask({ ...soap({ url: standIn.url('ok') }), secret });
    expect(standIn.asked.at(-1)!.body).toContain(
      '&#60;pw&#62;&#38;#60;&#38;#38;&#38;#34;&#38;#39;&#38;#62;&#60;/pw&#62;&#60;mobile&#62;13312345678&#60;',
    );
    await ask({ ...json({ url: standIn.url('ok') }), secret });
    expect(JSON.parse(standIn.asked.at(-1)!.body)).toEqual({ mobile: '13312345678', key: secret });
    await ask({ ...mlp({ url: standIn.url('ok') }), secret });
    expect(standIn.asked.at(-1)!.body).toContain('<msid type="MSISDN">8613312345678</msid>');
  });

  it('that wants a token is asked for one, which serves until a minute before its end', async () => {
    const carrier = camara({ url: standIn.url('ok'), tokenUrl: standIn.url('ok'), secret: 'CARRIER_X' });
    const outbound = createOutbound([carrier]);
    let nowMs = question.askedAtMs;
    const asking = createAsking(outbound, () => nowMs);
    const before = standIn.asked.length;
    for (const afterMs of [0, 3_539_000, 1_000]) {
      nowMs += afterMs;
      expect(word(await asking(carrier, question))).toBe('position');
    }
    const bodies = standIn.asked
      .slice(before)
      .map(({ body }) => (body.startsWith('grant_type') ? 'token' : 'position'));
    expect(bodies).toEqual(['token', 'position', 'position', 'token', 'position']);
    await outbound.close();
  });
});
