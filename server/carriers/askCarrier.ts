import { camaraRequest, readToken, tokenRequest, type Token } from './camara.ts';
import type { Carrier, CarrierOf } from './configuration.ts';
import type { Outbound } from './outbound.ts';
import { jsonRequest, soapRequest, type Sent } from './ownForm.ts';
import { mlpRequest } from './mlp.ts';
import { readAnswer } from './readAnswer.ts';
import { failed, type Question, type Reading } from './reading.ts';

/** What came of one question. */
export interface Asked {
  reading: Reading;
  /** The answer as it came; null where none did. */
  bytes: Uint8Array | null;
}

export type AskCarrier = (carrier: Carrier, question: Question, stop?: AbortSignal) => Promise<Asked>;

/** Asks carriers, each in its own way; a token of one that wants it is kept as long as it lives. */
export function createAsking(outbound: Outbound, nowMs: () => number): AskCarrier {
  const tokens = new Map<string, Token>();

  async function tokenOf(carrier: CarrierOf<'camara'>, stop?: AbortSignal): Promise<string | Reading> {
    const known = tokens.get(carrier.name);
    if (known && known.untilMs > nowMs()) return known.text;
    const answer = await outbound.send(tokenRequest(carrier, accountOf(carrier)), carrier.timeoutMs, stop);
    if ('failure' in answer) return failed(answer.failure);
    if (answer.status !== 200) return failed(answer.status >= 500 ? 'BROKE' : 'NOT_AUTHORISED');
    const token = readToken(new TextDecoder().decode(answer.bytes), nowMs());
    if (!token) return failed('UNREADABLE');
    tokens.set(carrier.name, token);
    return token.text;
  }

  async function requestOf(carrier: Carrier, question: Question, stop?: AbortSignal): Promise<Sent | Reading> {
    const account = accountOf(carrier);
    if (carrier.speaks === 'soap') return soapRequest(carrier, question, account);
    if (carrier.speaks === 'json') return jsonRequest(carrier, question, account);
    if (carrier.speaks === 'mlp') return mlpRequest(carrier, question, account);
    const token = await tokenOf(carrier, stop);
    return typeof token === 'string' ? camaraRequest(carrier, question, token) : token;
  }

  return async (carrier, question, stop) => {
    const sent = await requestOf(carrier, question, stop);
    if (!('method' in sent)) return { reading: sent, bytes: null };
    const answer = await outbound.send(sent, carrier.timeoutMs, stop);
    if ('failure' in answer) return { reading: failed(answer.failure), bytes: null };
    if (answer.status === 401) tokens.delete(carrier.name);
    return { reading: readAnswer(carrier, answer, question), bytes: answer.bytes };
  };
}

function accountOf({ user, secret }: Carrier): { user: string; secret: string } {
  return { user, secret: secret ?? '' };
}
