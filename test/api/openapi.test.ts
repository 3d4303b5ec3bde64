import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fullPath } from '../../shared/contract.ts';
import { startTestServer, todayIn, type TestServer } from '../helpers/server.ts';

const Parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  schema: z.record(z.string(), z.unknown()),
});
const Content = z.record(
  z.string().regex(/^\w+\/[\w.+-]+$/),
  z.strictObject({ schema: z.record(z.string(), z.unknown()).optional() }),
);
const Operation = z.strictObject({
  summary: z.string().min(3),
  tags: z.array(z.string()).min(1),
  operationId: z.string().regex(/^\w+$/),
  security: z.array(z.record(z.string(), z.array(z.never()))),
  parameters: z.array(Parameter),
  requestBody: z.strictObject({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(
    z.string().regex(/^(\d{3}|default)$/),
    z.strictObject({ description: z.string(), content: Content.optional() }),
  ),
});
/** The part of OpenAPI 3.1 that the document uses; anything else in it is a mistake. */
const Document = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string().regex(/^\d+\.\d+\.\d+/), description: z.string() }),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), Operation),
  ),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.object({ type: z.string() })),
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
});
type Document = z.infer<typeof Document>;

let server: TestServer;
let document: Document;
beforeAll(async () => {
  server = await startTestServer();
  const { body, type } = await request(server.url).get('/api/openapi.json').expect(200);
  expect(type).toBe('application/json');
  document = Document.parse(body);
});
afterAll(() => server.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation: operation! })),
  );

describe('the description of the API', () => {
  it('has every endpoint and no other, each under a name of its own', () => {
    const described = operations()
      .map(({ path, method }) => `${method} ${path}`)
      .sort();
    expect(described).toEqual(
      server.running.endpoints
        .map(({ contract }) => `${contract.method} ${fullPath(contract).replace(/:(\w+)/g, '{$1}')}`)
        .sort(),
    );
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('declares exactly the parameters that stand in each path, and which sign-in is needed', () => {
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation.parameters.filter((p) => p.in === 'path').map((p) => [p.name, p.required])).toEqual(
        inPath.map((name) => [name, true]),
      );
      for (const scheme of operation.security.flatMap((s) => Object.keys(s)))
        expect(document.components.securitySchemes).toHaveProperty(scheme);
      expect(operation.responses.default!.content).toHaveProperty('application/problem+json');
    }
  });

  it('holds schemas that can be read, and references that lead somewhere', () => {
    for (const { path, operation } of operations()) {
      const contents = [operation.requestBody?.content, ...Object.values(operation.responses).map((r) => r.content)];
      const schemas: Record<string, unknown>[] = [
        ...operation.parameters.map((p) => p.schema),
        ...contents.flatMap((c) => Object.values(c ?? {}).flatMap(({ schema }) => (schema ? [schema] : []))),
      ];
      for (const schema of schemas) {
        for (const [, name] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g))
          expect(document.components.schemas, path).toHaveProperty(name!);
        if (!('$ref' in schema)) expect(() => z.fromJSONSchema(schema as never), path).not.toThrow();
      }
    }
  });

  it('is true of what the server answers', async () => {
    const repId = server.idOf('rep.east');
    const today = todayIn();
    const instants = `from=${today}T00:00:00Z&to=${today}T01:00:00Z`;
    const token = await server.deviceToken('rep.east');
    await request(server.url).post('/pub').auth('x', token).send({ _type: 'x' }).expect(200);
    const admin = server.as('admin');
    const retailerId = server.retailers.get('E1')!;
    const plan = { repId, day: today, retailerIds: [retailerId, server.retailers.get('E2')!] };
    const visitId = '0199a0b0-0000-7000-8000-000000000001';
    const calls: [string, string, request.Test][] = [
      ['post', '/api/v1/plans', admin.post('/api/v1/plans').send(plan)],
      [
        'post',
        '/api/v1/territories',
        admin
          .post('/api/v1/territories')
          .send({ unitId: server.units.east, kind: 'visit', name: 'T', repId, retailerIds: [retailerId] }),
      ],
      [
        'post',
        '/api/v1/visits',
        server.as('rep.east').post('/api/v1/visits').send({ visitId, retailerId, pressedAt: new Date(), fix: null }),
      ],
      [
        'post',
        '/api/v1/positions',
        request(server.url)
          .post('/api/v1/positions')
          .auth(token, { type: 'bearer' })
          .send({ fixes: [{ position: { lng: 120, lat: 28 }, fixAt: new Date() }] }),
      ],
      [
        'post',
        '/api/v1/retailers/import/preview',
        admin
          .post('/api/v1/retailers/import/preview?fileName=a.csv&frame=bd09')
          .set('Content-Type', 'text/csv')
          .send('编码,名称,经度,纬度\nA,店,120.6,28\nB,,1,2'),
      ],
      ...[
        '/welcome',
        '/me',
        '/me/devices',
        '/units',
        '/people?limit=3',
        '/retailers?limit=2',
        '/retailers/points',
        '/territories',
        `/plans?day=${today}`,
        '/positions/quarantine',
        `/positions/track?repId=${repId}&${instants}`,
        '/visits',
        '/live/snapshot',
      ].map((path): [string, string, request.Test] => [
        'get',
        `/api/v1${path.split('?')[0]!}`,
        admin.get(`/api/v1${path}`),
      ]),
      ['get', '/api/v1/visits/{visitId}', admin.get(`/api/v1/visits/${visitId}`)],
      ['get', '/api/v1/retailers/{retailerId}', admin.get(`/api/v1/retailers/${retailerId}`)],
      ['get', '/api/v1/people/{personId}/devices', admin.get(`/api/v1/people/${repId}/devices`)],
    ];
    for (const [method, path, call] of calls) {
      const { status, body, text } = await call;
      const response = document.paths[path]![method as 'get']!.responses[String(status)];
      expect(response, `${method} ${path} answered ${status}: ${text}`).toBeDefined();
      const read = z.fromJSONSchema(response!.content!['application/json']!.schema as never).safeParse(body);
      expect(read.error?.issues, `${method} ${path}`).toBeUndefined();
    }
    const problem = z.fromJSONSchema(document.components.schemas.Problem as never);
    problem.parse((await admin.get('/api/v1/people?limit=x').expect(400)).body);
    problem.parse((await request(server.url).get('/api/v1/me').expect(401)).body);
    expect(problem.safeParse({ title: 'no problem' }).success).toBe(false);
  });
});

describe('the page of the API', () => {
  it('loads with nothing but its own scripts, and its policy allows no others', async () => {
    const page = await request(server.url).get('/api/docs/').expect(200);
    const policy = new Map(
      page
        .get('Content-Security-Policy')!
        .split(';')
        .map((rule) => {
          const [name, ...values] = rule.trim().split(' ');
          return [name, values.join(' ')];
        }),
    );
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('default-src')).toBe("'self'");
    expect(policy.get('object-src')).toBe("'none'");
    const scripts = [...page.text.matchAll(/<script\b([^>]*)>([^<]*)<\/script>/g)].map(([, attributes, text]) => ({
      src: /src="([^"]+)"/.exec(attributes!)?.[1],
      text: text!.trim(),
    }));
    expect(scripts.length).toBeGreaterThan(1);
    const styles = [...page.text.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g)].map(([, href]) => href!);
    for (const { src, text } of scripts) expect([src !== undefined, text]).toEqual([true, '']);
    for (const address of [...scripts.map((s) => s.src!), ...styles]) {
      const url = new URL(address, `${server.url}/api/docs/`);
      expect(url.origin).toBe(server.url);
      await request(server.url).get(url.pathname).expect(200);
    }
    expect((await request(server.url).get('/api/docs/swagger-initializer.js')).text).toContain('/api/openapi.json');
  });

  it('may have inline styles, the dashboard may not', async () => {
    const policyOf = async (path: string) => (await request(server.url).get(path)).get('Content-Security-Policy');
    expect(await policyOf('/api/docs/')).toContain("style-src 'self' 'unsafe-inline'");
    for (const path of ['/', '/api/v1/welcome', '/api/openapi.json', '/nothing'])
      expect(await policyOf(path)).not.toContain('unsafe');
  });
});
