import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import helmet from 'helmet';

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

/** The dashboard's files; every other address that a browser asks for is a view of the dashboard. */
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
  app.get(/^\/(?!api\/|socket\.io\/|pub$).*/, (req, res, next) => {
    if (!req.accepts('html')) return next();
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile('index.html', { root: BUILT_WEB });
  });
}

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
  app.use('/api/docs', express.static(swagger));
}
