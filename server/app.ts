import { randomUUID } from 'node:crypto';
import compression from 'compression';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { createBodies } from './body.ts';
import type { Database } from './db.ts';
import { AppError, answerProblems } from './errors.ts';
import { directHandlers, mount, type AppDeps, type Endpoint } from './http.ts';
import { serveMetrics, type Metrics } from './metrics.ts';
import { describe } from './openapi.ts';
import { pageEntry, refuseStrayReports, securityHeaders, serveApiPage, serveWeb } from './web.ts';

/**
 * What a connection may cost before it says anything useful. Headers come in one packet from any honest client; a file of 30 MB over
 * a slow line takes minutes. Node's own limits are 60 s and 300 s, looked at every 30 s.
 */
export const CONNECTION_LIMITS = {
  headersTimeout: 15_000,
  requestTimeout: 180_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
} as const;

export interface AppOptions extends Omit<AppDeps, 'bodies'> {
  db: Database;
  metrics: Metrics;
  /** Who may read the numbers: see serveMetrics. */
  metricsToken: string | undefined;
  /** Tiles of a base map from elsewhere: the one place beside this server that browsers may load pictures from. */
  tileUrl: string | null;
  /** And those that organisations chose, asked for with each page: their map is allowed from the next page on. */
  tileUrls: () => Promise<readonly string[]>;
  trustProxy: number;
  version: string;
  /** False while the server ends: load balancers stop sending. */
  isReady: () => boolean;
}

/** The HTTP application around the features' endpoints. */
export function createApp(endpoints: readonly Endpoint[], options: AppOptions): Express {
  const deps: AppDeps = { ...options, bodies: createBodies() };
  options.metrics.gauge('body_bytes', 'Bytes of bodies that are being read or worked on', deps.bodies.held);
  const app = express();
  app.disable('x-powered-by');
  trustProxies(app, options);
  app.set('etag', false); // answers of the API are never kept (no-store): nobody would compare the hash of each; files have their own
  const headers = headersOf(securityHeaders(options.isSecure, options.tileUrl === null ? [] : [options.tileUrl]));
  const direct = directHandlers(endpoints, deps);
  const allowMaps = async (res: Response): Promise<void> => {
    const urls = await options.tileUrls().catch(() => []); // a page without the database still says that it is down
    if (urls.length === 0) return;
    const all = [...new Set([...(options.tileUrl === null ? [] : [options.tileUrl]), ...urls])];
    for (const [name, value] of headersOf(securityHeaders(options.isSecure, all))) res.setHeader(name, value);
  };
  const entry = pageEntry(); // a page that is open sees that there is a newer one
  const ofApi = [['Cache-Control', 'no-store'], ...(entry === null ? [] : [['X-Rounds-Page', entry]])] as [
    string,
    string,
  ][];
  app.use((req, res, next) => {
    recordRequest(req, res, options);
    for (const [name, value] of headers) res.setHeader(name, value);
    if (/^\/api\b/i.test(req.url)) for (const [name, value] of ofApi) res.setHeader(name, value);
    const known = direct.get(`${req.method} ${req.url}`);
    if (!known) return isPage(req) ? void allowMaps(res).then(() => next(), next) : next();
    req.route = known;
    known.handle(req, res).catch(next);
  });
  const compress = compression();
  app.use(refuseStrayReports, (req, res, next) => (req.method === 'GET' ? compress(req, res, next) : next())); // what phones send is answered in a few bytes
  app.get('/healthz', (_req, res) => void res.json({ ok: true }));
  app.get('/readyz', async (_req, res) => {
    const answers =
      options.isReady() &&
      (await options.db.query('select 1').then(
        () => true,
        () => false,
      ));
    res.status(answers ? 200 : 503).json({ ok: answers });
  });
  serveMetrics(app, options.metrics, options.metricsToken);
  mount(app, endpoints, deps);
  serveApiPage(
    app,
    describe(
      endpoints.map((e) => e.contract),
      options.version,
    ),
  );
  app.use('/api', () => {
    throw new AppError('NO_ENDPOINT');
  });
  serveWeb(app);
  app.use(() => {
    throw new AppError('NO_ADDRESS');
  });
  app.use(answerProblems(options.log));
  return app;
}

/** An address that a browser opens: no file, and nothing of programs. */
function isPage({ method, path }: Request): boolean {
  return method === 'GET' && !/^\/(api|healthz|readyz|metrics)\b|\.\w+$/i.test(path);
}

/** Names a request, and counts its answer when that is sent. */
function recordRequest(req: Request, res: Response, { metrics, log }: Pick<AppOptions, 'metrics' | 'log'>): void {
  const asked = req.get('x-request-id');
  const requestId = asked && /^[\w-]{8,64}$/.test(asked) ? asked : randomUUID();
  res.setHeader('X-Request-Id', requestId);
  const startedMs = performance.now();
  res.on('finish', () => {
    // the route's pattern, never the address: a token or a name may stand in it
    const route = String((req.route as { path?: unknown } | undefined)?.path ?? 'none');
    metrics.answered(req.method, route, res.statusCode, (performance.now() - startedMs) / 1_000);
    const line = {
      requestId,
      method: req.method,
      route,
      status: res.statusCode,
      ms: Math.round(performance.now() - startedMs),
    };
    log.debug(line, 'request');
  });
}

/** Limits on signing in count addresses: behind a proxy that is not named, everybody has the same one, and one who guesses shuts all out. */
function trustProxies(app: Express, { trustProxy, log }: AppOptions): void {
  app.set('trust proxy', trustProxy);
  let isSaid = trustProxy > 0;
  app.use(({ headers }, _res, next) => {
    if (!isSaid && (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined)) {
      isSaid = true;
      log.warn('requests come through a proxy and TRUST_PROXY is 0: everybody has the address of the proxy');
    }
    next();
  });
}

/** What a middleware sets on every answer alike, so that it need not be asked each time. */
function headersOf(middleware: RequestHandler): [string, string][] {
  const headers: [string, string][] = [];
  void middleware(
    {} as Request,
    {
      setHeader: (name: string, value: string) => void headers.push([name, value]),
      removeHeader: () => {},
    } as unknown as Response,
    () => {},
  );
  return headers;
}
