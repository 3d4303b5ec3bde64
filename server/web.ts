import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { AppError } from './errors.ts';

const BUILT_WEB = fileURLToPath(new URL('../.build/web', import.meta.url));

/** The headers that tell browsers what this site may do: its own scripts and nothing else. */
export function securityHeaders(isSecure: boolean, tileUrls: readonly string[]) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...tileUrls.map(tileSource)],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: isSecure,
    crossOriginOpenerPolicy: isSecure,
    originAgentCluster: isSecure,
  });
}

/** Where tiles come from, as a policy names it: `https://{s}.tiles.org/…` → `https://*.tiles.org`. */
export function tileSource(url: string): string {
  return url.replace('{s}.', '*.').replace(/^(https?:\/\/[^/{]+).*/, '$1');
}

/** The first script of the built pages; null where they are not built. Its name changes with what is in any of their files. */
export function pageEntry(): string | null {
  const page = `${BUILT_WEB}/index.html`;
  return existsSync(page)
    ? (/<script type="module"[^>]* src="\/assets\/([\w.-]+)"/.exec(readFileSync(page, 'utf8'))?.[1] ?? null)
    : null;
}

/** The addresses of the pages, as the build wrote them down; none where they are not built. */
function builtPages(): Set<string> {
  const list = `${BUILT_WEB}/pages.json`;
  return new Set(existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[]) : []);
}

/** Names that a report of a phone has in its address and that no page and no file is asked for with. */
const REPORT_NAMES =
  /^(_type|lat|latitude|lon|lng|long|longitude|location|timestamp|tst|fixtime|batt|battery|bearing|hdop)$/i;

/** Refuses reports of phones that were sent to another address than theirs: an app deletes what was answered with success. */
export const refuseStrayReports: RequestHandler = (req, _res, next) => {
  const isStray =
    !/^\/(pub\/?$|api\/v1\/)/i.test(req.path) && Object.keys(req.query).some((name) => REPORT_NAMES.test(name));
  if (isStray) throw new AppError('STRAY_REPORT');
  next();
};

/** The dashboard's files, and its page at the addresses of its screens; elsewhere there is nothing, and that is said. */
export function serveWeb(app: Express): void {
  // squeezed when the pages are built
  app.use('/assets', (req, res, next) => {
    if (/^\/[\w.-]+$/.test(req.path) && existsSync(`${BUILT_WEB}/assets${req.path}.gz`)) {
      res.vary('Accept-Encoding');
      if (req.acceptsEncodings('gzip')) {
        res.type(extname(req.path)).setHeader('Content-Encoding', 'gzip');
        req.url = `${req.path}.gz`;
      }
    }
    next();
  });
  app.use(
    express.static(BUILT_WEB, {
      index: false,
      setHeaders: (res, path) =>
        void res.setHeader(
          'Cache-Control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    }),
  );
  const pages = builtPages();
  app.get(/.*/, (req, res, next) => {
    if (!pages.has(req.path.replace(/\/+$/, '') || '/') || !req.accepts('html')) return next();
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile('index.html', { root: BUILT_WEB });
  });
}

/** What the page is made of; the rest of its package, which says its version, is nobody's. */
const SWAGGER_FILES = /^\/(index\.html|[\w-]+\.css|swagger-ui[\w-]*\.js|favicon-\d+x\d+\.png)?$/;

/** A page to read the API's description. Swagger UI styles its elements inline, so only here styles may be. */
export function serveApiPage(app: Express, description: object): void {
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.get('/api/openapi.json', (_req, res) => void res.json(description));
  app.use('/api/docs', (_req, res, next) => {
    const policy = String(res.getHeader('Content-Security-Policy'));
    res.setHeader('Content-Security-Policy', policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"));
    next();
  });
  app.get('/api/docs/swagger-initializer.js', (_req, res) => {
    res
      .type('js')
      .send(
        `window.onload = () => { window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true }); };`,
      );
  });
  const files = express.static(swagger);
  app.use('/api/docs', (req, res, next) => (SWAGGER_FILES.test(req.path) ? files(req, res, next) : next()));
}
