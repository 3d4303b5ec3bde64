import {
  addressOf,
  readReply,
  requestOf,
  type Contract,
  type Reply,
  type Sending,
  type SendingArgument,
} from '../shared/contract.ts';
import { Problem } from '../shared/errors.ts';

/** A request that takes a minute will not be answered. */
const TIMEOUT_MS = 60_000;

/** The server answered with anything but success; `problem` is what it said of it, where that can be read. */
export class CallRefused extends Error {
  readonly status: number;
  readonly problem: Problem | null;
  constructor(call: string, status: number, problem: Problem | null) {
    super(`${call}: ${problem ? problem.detail : status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Somebody who uses the public API over HTTP, as any program would: with a cookie or a device token. */
export class ApiClient {
  private readonly base: string;
  private authority: Record<string, string> = {};
  readonly signal: AbortSignal;
  private readonly timeoutMs: number;

  constructor(base: string, signal: AbortSignal, timeoutMs = TIMEOUT_MS) {
    this.base = base;
    this.signal = signal;
    this.timeoutMs = timeoutMs;
  }

  useToken(token: string): this {
    this.authority = { Authorization: `Bearer ${token}` };
    return this;
  }

  /** Whoever signs in by a call is signed in from then on. Rejects with CallRefused for anything but success. */
  async call<C extends Contract>(contract: C, ...[sending]: SendingArgument<C>): Promise<Reply<C>> {
    const sent = sending ?? ({} as Sending<C>);
    const request = requestOf(contract, sent);
    const response = await fetch(this.base + addressOf(contract, sent), {
      ...request,
      headers: { ...request.headers, ...this.authority },
      signal: AbortSignal.any([this.signal, AbortSignal.timeout(this.timeoutMs)]),
    });
    if (!response.ok) {
      const problem = Problem.safeParse(await response.json().catch(() => null));
      throw new CallRefused(`${request.method} ${contract.path}`, response.status, problem.data ?? null);
    }
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie) this.authority = { Cookie: cookie };
    return readReply(contract, await response.arrayBuffer());
  }
}
