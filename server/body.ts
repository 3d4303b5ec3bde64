import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable, Transform } from 'node:stream';
import type { Request, Response } from 'express';
import { AppError } from './errors.ts';

/** What bodies may cost, one by one and together. */
export interface BodyLimits {
  /** Bytes of a body whose sender showed nothing that is known, and how long all of it may take to come. */
  strangerBytes: number;
  strangerMs: number;
  /** How long a body of somebody known may stand still. */
  idleMs: number;
  /** Bytes that are held at a time, from their coming until their answer is out: of all, of one person, of all strangers. */
  heldBytes: number;
  personBytes: number;
  strangersBytes: number;
}

/**
 * A file of 30 MB is the largest body there is; a stranger has a sign-in to say, or a phone's few positions with the token among
 * them. Without ceilings 200 connections that held back their last byte took 940 MB.
 */
export const BODY_LIMITS: BodyLimits = {
  strangerBytes: 64_000,
  strangerMs: 10_000,
  idleMs: 20_000,
  heldBytes: 256_000_000,
  personBytes: 64_000_000,
  strangersBytes: 32_000_000,
};

/** Bodies up to this size always find room: whoever fills the rest with large ones must not keep people from signing in. */
const SMALL_BYTES = 4_000;
/** Whoever sends too much is read past for so long before the answer: a connection closed on them may swallow it. */
const DRAIN_MS = 2_000;

/** Who sends a body (null: a stranger), and how long this endpoint's may be. */
export interface Sender {
  personId: string | null;
  maxBytes: number;
}

type BodyFault =
  | 'TOO_LARGE'
  | 'TOO_LARGE_UNKNOWN_SENDER'
  | 'TOO_SLOW'
  | 'CUT_OFF'
  | 'TOO_MUCH_AT_ONCE'
  | 'ENCODING_UNKNOWN'
  | 'NOT_UNPACKED';

export interface Bodies {
  /** The whole body, unpacked. @throws AppError that says why it was not taken */
  read(req: Request, res: Response, sender: Sender): Promise<Buffer>;
  /** Bytes held just now. */
  held(): number;
}

export function createBodies(limits: BodyLimits = BODY_LIMITS): Bodies {
  const strangers = '';
  const heldBy = new Map<string, number>();
  let held = 0;

  const add = (holder: string, bytes: number): void => {
    held += bytes;
    const sum = (heldBy.get(holder) ?? 0) + bytes;
    if (sum === 0) heldBy.delete(holder);
    else heldBy.set(holder, sum);
  };

  /** Counts bytes to their holder until the answer is out or the connection gone; false where there is no room for them. */
  const holder = (res: Response, personId: string | null): ((bytes: number) => boolean) => {
    const name = personId ?? strangers;
    const most = personId === null ? limits.strangersBytes : limits.personBytes;
    let mine = 0;
    let isOver = res.closed;
    res.once('close', () => {
      isOver = true;
      add(name, -mine);
    });
    return (bytes) => {
      if (isOver) return false;
      mine += bytes;
      add(name, bytes);
      return mine <= SMALL_BYTES || (held <= limits.heldBytes && heldBy.get(name)! <= most);
    };
  };

  return {
    held: () => held,
    read: async (req, res, { personId, maxBytes }) => {
      const isStranger = personId === null;
      const limit = isStranger ? Math.min(maxBytes, limits.strangerBytes) : maxBytes;
      const tooLarge = limit < maxBytes ? 'TOO_LARGE_UNKNOWN_SENDER' : 'TOO_LARGE';
      const stated = Number(req.headers['content-length'] ?? 0);
      // the rest of a body that this endpoint may take is read past behind the answer; of a longer one nothing is
      if (stated > maxBytes) res.setHeader('Connection', 'close');
      if (stated > limit) throw new AppError(tooLarge);
      const time = isStranger ? { wholeMs: limits.strangerMs } : { pauseMs: limits.idleMs };
      const gathered = await gather(req, limit, time, holder(res, personId));
      if (typeof gathered !== 'string') return gathered;
      res.setHeader('Connection', 'close');
      if (gathered !== 'TOO_LARGE') throw new AppError(gathered);
      await readPast(req);
      throw new AppError(tooLarge);
    },
  };
}

/** All of a body, or why it was given up. */
function gather(
  req: Request,
  limit: number,
  time: { wholeMs: number } | { pauseMs: number },
  hold: (bytes: number) => boolean,
): Promise<Buffer | BodyFault> {
  const unpack = unpacker(req.headers['content-encoding']);
  if (unpack === undefined) return Promise.resolve('ENCODING_UNKNOWN');
  return new Promise((resolve) => {
    const gathering = new Gathering(req, unpack, resolve, 'wholeMs' in time ? time.wholeMs : time.pauseMs);
    const source: Readable = unpack ? req.pipe(unpack) : req;
    source
      .on('data', (chunk: Buffer) => gathering.take(chunk, limit, hold, 'pauseMs' in time))
      .on('end', () => gathering.finish());
    unpack?.on('error', () => gathering.end('NOT_UNPACKED'));
    req.on('error', () => gathering.lose()).on('close', () => gathering.lose());
    if (req.destroyed) gathering.lose();
  });
}

/** A body on its way. A class, for there is one with every request and its methods are made once. */
class Gathering {
  private chunks: Buffer[] = [];
  private size = 0;
  private isDone = false;
  private readonly req: Request;
  private readonly unpack: Transform | null;
  private readonly resolve: (result: Buffer | BodyFault) => void;
  private readonly timer: NodeJS.Timeout;

  constructor(req: Request, unpack: Transform | null, resolve: (result: Buffer | BodyFault) => void, ms: number) {
    this.req = req;
    this.unpack = unpack;
    this.resolve = resolve;
    this.timer = setTimeout(() => this.end('TOO_SLOW'), ms);
  }

  /** What comes after the end is read past. */
  take(chunk: Buffer, limit: number, hold: (bytes: number) => boolean, mayPause: boolean): void {
    if (this.isDone) return;
    this.size += chunk.length;
    if (this.size > limit) return this.end('TOO_LARGE');
    if (!hold(chunk.length)) return this.end('TOO_MUCH_AT_ONCE');
    this.chunks.push(chunk);
    if (mayPause) this.timer.refresh();
  }

  finish(): void {
    this.end(this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks));
  }

  lose(): void {
    if (!this.req.readableEnded) this.end('CUT_OFF');
  }

  end(result: Buffer | BodyFault): void {
    if (this.isDone) return;
    this.isDone = true;
    clearTimeout(this.timer);
    this.chunks = [];
    this.resolve(result);
    if (!this.unpack) return;
    this.req.unpipe(this.unpack);
    this.unpack.destroy();
  }
}

/** Null where there is nothing to unpack, undefined where it is packed in an unknown way. */
function unpacker(encoding: string | undefined): Transform | null | undefined {
  switch ((encoding ?? 'identity').trim().toLowerCase()) {
    case 'identity':
      return null;
    case 'gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

async function readPast(req: Request): Promise<void> {
  if (req.readableEnded || req.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    for (const event of ['end', 'close', 'error'])
      req.once(event, () => {
        clearTimeout(timer);
        resolve();
      });
    req.resume();
  });
}
