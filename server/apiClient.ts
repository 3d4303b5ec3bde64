import { Problem } from '../shared/errors.ts';

/** Somebody who uses the public API over HTTP, as any program would: with a cookie or a device token. */
export class ApiClient {
  private readonly base: string;
  private authority: Record<string, string> = {};
  readonly signal: AbortSignal;

  constructor(base: string, signal: AbortSignal) {
    this.base = base;
    this.signal = signal;
  }

  async signIn(path: '/session' | '/setup', body: object): Promise<unknown> {
    const response = await this.ask('POST', path, body);
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    this.authority = cookie ? { cookie } : {};
    return response.json();
  }

  useToken(token: string): this {
    this.authority = { authorization: `Bearer ${token}` };
    return this;
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.ask('GET', path)).json()) as T;
  }

  async post<T>(path: string, body: object | string): Promise<T> {
    return (await (await this.ask('POST', path, body)).json()) as T;
  }

  async remove(path: string): Promise<void> {
    await this.ask('DELETE', path);
  }

  /** Rejects with the problem's own words for anything but success. A request that takes a minute will not be answered. */
  private async ask(method: string, path: string, body?: object | string): Promise<Response> {
    const response = await fetch(path.startsWith('//') ? this.base + path.slice(1) : `${this.base}/api/v1${path}`, {
      method,
      headers: {
        ...this.authority,
        ...(body !== undefined && { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.any([this.signal, AbortSignal.timeout(60_000)]),
    });
    if (response.ok) return response;
    const problem = Problem.safeParse(await response.json().catch(() => null));
    throw new Error(`${method} ${path}: ${problem.success ? problem.data.detail : response.status}`);
  }
}
