// One endpoint, said once: the server ties a handler to it, pages and programs call it, its description and its tests are made of it.
import type { z } from 'zod';
import type { LookWay } from './looks.ts';
import type { Action } from './people.ts';

/** What an endpoint takes and gives: the request is parsed with it, the reply too, on both sides. */
export interface Contract {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Below /api/v1 unless it begins with `//`: parameters as `:name`. */
  path: string;
  summary: string;
  /** Where answers hold positions of people: by which way they leave, or that they are the caller's own. */
  shows?: LookWay | 'own';
  /** What the caller must be allowed to do; `anyone` needs no sign-in. */
  action: Action | 'anyone';
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON by a schema, or bytes of at most `maxBytes` as they came; a caller says what they are. */
  body?: z.ZodType | { maxBytes: number; contentType?: string };
  /** JSON by a schema, or bytes: `read` makes of them what a caller wants. */
  reply: z.ZodType | { contentType: string; read?: (bytes: ArrayBuffer) => unknown };
  status?: 200 | 201 | 202 | 204;
  /** What is answered with 202 instead, where a request may turn out to be long work: the handler sends it itself. */
  accepted?: z.ZodType;
  /** JSON bodies are small unless said: 1 MB. */
  maxBodyBytes?: number;
  /** A file that takes as long as it takes: a caller waits for it without a time-out. */
  isLong?: boolean;
}

/** A contract as a value, with its exact types. Bundlers leave it out of a page that never calls it. */
/* @__NO_SIDE_EFFECTS__ */
export function contract<const C extends Contract>(value: C): C {
  return value;
}

/** Null, undefined and the empty text are not sent in a query. */
type QueryOf<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | null : T[K] };
/** May be left out where nothing must be said in it. */
type Part<Name extends string, T> = string extends keyof T
  ? { [K in Name]?: T }
  : object extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };

/** What a caller of a contract gives. */
export type Sending<C extends Contract> = (C extends { params: infer S extends z.ZodObject }
  ? { params: { [K in keyof z.input<S>]: string | number } }
  : unknown) &
  (C extends { query: infer S extends z.ZodObject } ? Part<'query', QueryOf<z.input<S>>> : unknown) &
  (C extends { body: infer S extends z.ZodType }
    ? Part<'body', z.input<S>>
    : C extends { body: { maxBytes: number } }
      ? { body: Blob | Uint8Array<ArrayBuffer> | string }
      : unknown) & { signal?: AbortSignal | undefined };

/** The argument of a call, which may be left out where nothing must be said. */
export type SendingArgument<C extends Contract> = object extends Sending<C> ? [Sending<C>?] : [Sending<C>];

/** What a caller hears. */
export type Reply<C extends Contract> = C['reply'] extends z.ZodType
  ? z.output<C['reply']>
  : C['reply'] extends { read: (bytes: ArrayBuffer) => infer T }
    ? T
    : ArrayBuffer;

export function isSchema(of: object | undefined): of is z.ZodType {
  return of !== undefined && 'safeParse' in of;
}

/** Where it is, with its parameters as `:name`. */
export function fullPath({ path }: Contract): string {
  return path.startsWith('//') ? path.slice(1) : `/api/v1${path}`;
}

/** The address of a call: path and query. */
export function addressOf<C extends Contract>(contract: C, sending: Pick<Sending<C>, never>): string {
  const { params = {}, query = {} } = sending as Record<'params' | 'query', Record<string, unknown> | undefined>;
  const path = fullPath(contract).replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

/** What `fetch` is given for a call, beside who makes it. */
export function requestOf<C extends Contract>(contract: C, sending: Pick<Sending<C>, never>) {
  const { body } = sending as { body?: unknown };
  const bytes = isSchema(contract.body) ? undefined : contract.body;
  return {
    method: contract.method.toUpperCase(),
    ...(body !== undefined && {
      headers: { 'Content-Type': bytes ? (bytes.contentType ?? 'application/octet-stream') : 'application/json' },
      body: !bytes ? JSON.stringify(body) : (body as Blob | Uint8Array<ArrayBuffer> | string),
    }),
  };
}

/** The reply as the contract says. @throws ZodError, or what `read` throws, where it is otherwise */
export function readReply<C extends Contract>({ reply }: C, bytes: ArrayBuffer): Reply<C> {
  if (!isSchema(reply)) return (reply.read ? reply.read(bytes) : bytes) as Reply<C>;
  const text = new TextDecoder().decode(bytes);
  return reply.parse(text === '' ? undefined : JSON.parse(text)) as Reply<C>;
}
