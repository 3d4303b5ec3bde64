// The API's description, made of the same contracts that validate.
import { z } from 'zod';
import { fullPath, isSchema, type Contract } from '../shared/contract.ts';
import { Problem } from '../shared/errors.ts';

/** An OpenAPI 3.1 document of these contracts. Schemas are JSON Schema 2020-12, as zod writes them. */
export function describe(contracts: readonly Contract[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const contract of contracts) {
    const path = fullPath(contract).replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[contract.method] = operation(contract);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rounds',
      version,
      description:
        'Visits planned, proved and seen. Sign in with POST /api/v1/session (cookie), or send a device token as a Bearer token. Errors are RFC 9457 problem documents.',
    },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'rounds' },
        device: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: schema(Problem, 'output') },
    },
  };
}

function operation(contract: Contract): object {
  const { body, reply } = contract;
  const status = String(contract.status ?? 200);
  const replyContent = isSchema(reply)
    ? status === '204'
      ? undefined
      : { 'application/json': { schema: schema(reply, 'output') } }
    : { [reply.contentType]: {} };
  const requestBody = body && {
    required: true,
    content: isSchema(body)
      ? { 'application/json': { schema: schema(body, 'input') } }
      : { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: body.maxBytes } } },
  };
  return {
    summary: contract.summary,
    tags: [contract.path.split('/').find((part) => part !== '') ?? 'rounds'],
    operationId: `${contract.method}${fullPath(contract)
      .replace(/^\/api\/v1/, '')
      .replace(/[/:-]+(\w)/g, (_, c: string) => c.toUpperCase())}`,
    security: contract.action === 'anyone' ? [] : [{ session: [] }, { device: [] }],
    parameters: [...parameters(contract.params, 'path'), ...parameters(contract.query, 'query')],
    ...(requestBody && { requestBody }),
    responses: {
      [status]: { description: contract.summary, ...(replyContent && { content: replyContent }) },
      ...(contract.accepted && {
        202: {
          description: 'Taken on as a job',
          content: { 'application/json': { schema: schema(contract.accepted, 'output') } },
        },
      }),
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function parameters(object: z.ZodObject | undefined, where: 'path' | 'query'): object[] {
  if (!object) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(object, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, s]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: s,
  }));
}

function schema(type: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return rest;
}
