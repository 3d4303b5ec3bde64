import { timingSafeEqual } from 'node:crypto';
import type { Express } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { tokenHash } from './auth.ts';
import { AppError } from './errors.ts';

/** Numbers of a running process, for Prometheus: what is counted, and what is asked for when somebody looks. */
export interface Metrics {
  /** A request that was answered; `route` is the pattern, so that no id makes a series of its own. */
  answered(method: string, route: string, status: number, seconds: number): void;
  count(name: 'fixes_stored' | 'writings' | 'refused_busy' | 'uncaught_errors', by: number): void;
  /** A number that is read when somebody looks. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
  text(): Promise<string>;
}

const counters = {
  fixes_stored: 'Positions stored, without those that were stored already',
  writings: 'Transactions that stored what phones sent',
  uncaught_errors: 'Errors that no code caught: each is a fault, and each is on the log',
  refused_busy: 'Requests of phones that were told to come back because too much waited',
} as const;

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'rounds_' });
  const requests = new Histogram({
    name: 'rounds_http_request_seconds',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.025, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const counted = Object.fromEntries(
    Object.entries(counters).map(([name, help]) => [
      name,
      new Counter({ name: `rounds_${name}_total`, help, registers: [registry] }),
    ]),
  );
  return {
    answered: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    count: (name, by) => counted[name]!.inc(by),
    gauge: (name, help, read) => {
      new Gauge({
        name: `rounds_${name}`,
        help,
        registers: [registry],
        async collect() {
          this.set(await read());
        },
      });
    },
    text: () => registry.metrics(),
  };
}

/**
 * GET /metrics, for whoever shows the token; where none is set, for nobody. Where a request comes from is no proof: a proxy or a
 * page in somebody's browser comes from this machine too.
 */
export function serveMetrics(app: Express, metrics: Metrics, token: string | undefined): void {
  app.get('/metrics', async (req, res) => {
    const bearer = /^Bearer\s+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
    if (token === undefined || !timingSafeEqual(tokenHash(bearer), tokenHash(token))) throw new AppError('NO_ADDRESS');
    res.type('text/plain').send(await metrics.text());
  });
}
