import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CONNECTION_LIMITS } from './app.ts';
import type { Config } from './config.ts';
import { PlainRequest } from './plainRequest.ts';
import { readCertificate } from './tls.ts';
import { SaidError } from './saidError.ts';

/** A request under way gets this long when the server ends; a client that never finishes one must not keep it from ending. */
const GRACE_MS = 3_000;

/** Where requests come in: for people, and with HTTPS a plain door beside it that only programs on this machine can reach. */
export interface Doors {
  /**
   * `attach` adds to people's door what is not the application: after it, so that each request has one handler.
   * @throws Error where the port is taken
   */
  open(app: RequestListener, attach?: (server: Server) => void): Promise<Addresses>;
  /** `end` closes people's door and resolves when nothing is under way any more. */
  close(end?: () => Promise<void>): Promise<void>;
}

export interface Addresses {
  /** Where people find the server. */
  url: string;
  /** Where programs on this machine do. */
  localUrl: string;
}

type Place = Pick<Config, 'host' | 'port' | 'publicUrl' | 'tls' | 'dataDir'>;

export async function makeDoors(place: Place): Promise<Doors> {
  const options = { ...CONNECTION_LIMITS, IncomingMessage: PlainRequest };
  const server = place.tls
    ? createSecureServer({ ...options, ...(await readCertificate(place.tls, place.dataDir, new Date())) })
    : createServer(options);
  const backDoor = place.tls ? createServer(options) : null;
  return {
    open: async (app, attach) => {
      server.on('request', app);
      attach?.(server);
      backDoor?.on('request', app);
      await listen(server, place.port, place.host);
      if (backDoor) await listen(backDoor, 0, '127.0.0.1');
      return addresses(place, portOf(server), backDoor && portOf(backDoor));
    },
    close: async (end = () => new Promise<void>((resolve) => server.close(() => resolve()))) => {
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await end();
      backDoor?.closeAllConnections();
      backDoor?.close();
      clearTimeout(cut);
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        isTaken
          ? new SaidError(
              {
                en: `port ${port} is in use by another program: choose one with PORT`,
                zh: `端口 ${port} 已被其他程序占用，请用 PORT 另选`,
              },
              { cause: error },
            )
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
}

function addresses({ host, publicUrl, tls }: Place, port: number, backPort: number | null): Addresses {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const own = (name: string) => `${tls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`;
  return {
    url: publicUrl ?? own(isEverywhere || host === '127.0.0.1' ? 'localhost' : host),
    localUrl: backPort === null ? own(isEverywhere ? '127.0.0.1' : host) : `http://127.0.0.1:${backPort}`,
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
