import { Agent, request } from 'undici';
import type { CarrierFailure } from '../../shared/carriers.ts';
import { MOST_ANSWER_BYTES } from './answerText.ts';
import type { Carrier } from './configuration.ts';
import type { Sent } from './ownForm.ts';
import type { Answer } from './readAnswer.ts';

/** Requests to carriers: the only file that makes any. */
export interface Outbound {
  /** The whole answer, or why there is none. */
  send(sent: Sent, timeoutMs: number, stop?: AbortSignal): Promise<Answer | { failure: CarrierFailure }>;
  close(): Promise<void>;
}

/** Connections to one host; as many questions are under way at most. */
export const MOST_AT_ONCE = 4;

/**
 * Nothing but the configured hosts is asked, wherever these are: that is the operator's word. No redirect is followed, nothing is
 * unpacked, and no more is read than an answer may have.
 */
export function createOutbound(carriers: readonly Carrier[]): Outbound {
  const origins = new Set(
    carriers
      .flatMap((one) => [one.url, ...('tokenUrl' in one ? [one.tokenUrl] : [])])
      .map((url) => new URL(url).origin),
  );
  const agent = new Agent({ connections: MOST_AT_ONCE, maxResponseSize: MOST_ANSWER_BYTES });
  return {
    async send({ url, method, headers, body }, timeoutMs, stop) {
      if (!origins.has(new URL(url).origin)) throw new Error('a carrier is asked at its own address only');
      const late = AbortSignal.timeout(timeoutMs);
      const signal = stop ? AbortSignal.any([late, stop]) : late;
      const limits = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, signal, dispatcher: agent };
      try {
        const answer = await request(url, {
          ...limits,
          method,
          headers: { ...headers, 'accept-encoding': 'identity' },
          body,
        });
        const length = Number(answer.headers['content-length']);
        if (length > MOST_ANSWER_BYTES) {
          answer.body.destroy();
          return { failure: 'TOO_LARGE' };
        }
        const bytes = new Uint8Array(await answer.body.arrayBuffer());
        const contentType = answer.headers['content-type'];
        return { status: answer.statusCode, contentType: typeof contentType === 'string' ? contentType : null, bytes };
      } catch (error) {
        return { failure: late.aborted ? 'TIMED_OUT' : failureOf(error) };
      }
    },
    close: () => agent.close(),
  };
}

const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|CERT_\w+|\w+_CERT|\w+CERT\w*|ERR_TLS_\w+|EPROTO)$/;

/** By the code of the connection's error; whatever else ended it ended an answer that had begun. */
function failureOf(error: unknown): CarrierFailure {
  const code = String((error as { code?: unknown }).code);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'TOO_LARGE';
  if (/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code)) return 'TIMED_OUT';
  return UNREACHABLE.test(code) ? 'UNREACHABLE' : 'BROKE';
}
