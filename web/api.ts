// How a page calls the API: a contract of shared/ and what it needs. Everything an endpoint takes and gives is said there.
import {
  addressOf,
  isSchema,
  readReply,
  requestOf,
  type Contract,
  type Reply,
  type Sending,
  type SendingArgument,
} from '../shared/contract.ts';
import { ApiError, readProblem } from './apiError.ts';
import { heardTime } from './clock.ts';
import { heardRelease } from './release.ts';

/** A slow server answers within 10 s; after twice that it is as good as gone. */
const TIMEOUT_MS = 20_000;

/** @throws ApiError, or the signal's reason where the caller gave up */
export async function call<C extends Contract>(contract: C, ...[sending]: SendingArgument<C>): Promise<Reply<C>> {
  const sent = sending ?? ({} as Sending<C>);
  const { bytes, requestId } = await ask(contract, sent, sent.signal);
  try {
    return readReply(contract, bytes);
  } catch (error) {
    throw new ApiError('BAD_ANSWER', String(error).slice(0, 500), requestId);
  }
}

async function ask<C extends Contract>(
  contract: C,
  sending: Sending<C>,
  signal: AbortSignal | undefined,
): Promise<{ bytes: ArrayBuffer; requestId: string | null }> {
  // uploads and files take as long as they take
  const isLong = contract.isLong === true || (contract.body !== undefined && !isSchema(contract.body));
  const signals = [...(signal ? [signal] : []), ...(isLong ? [] : [AbortSignal.timeout(TIMEOUT_MS)])];
  try {
    const response = await fetch(new URL(addressOf(contract, sending), location.origin), {
      ...requestOf(contract, sending),
      credentials: 'same-origin',
      signal: AbortSignal.any(signals),
    });
    const requestId = response.headers.get('X-Request-Id');
    heardTime(response.headers.get('Date'));
    heardRelease(response.headers.get('X-Rounds-Page'));
    if (!response.ok) throw readProblem(await response.text(), response.status, requestId);
    return { bytes: await response.arrayBuffer(), requestId };
  } catch (error) {
    if (signal?.aborted || error instanceof ApiError) throw error;
    throw new ApiError('UNREACHABLE', String(error));
  }
}
