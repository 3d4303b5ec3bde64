import { IncomingMessage } from 'node:http';

/** Where the live stream is: socket.io's own path. */
export const STREAM_PATH = '/socket.io/';

/**
 * A request is an upgrade only where it asks for a WebSocket of the live stream. As soon as anybody listens for upgrades, Node takes
 * every request that offers another protocol (`Upgrade: h2c`, which some HTTP clients send first) for one and leaves it unanswered;
 * a server may ignore such an offer (RFC 9110, 7.8), and then the request is like any other.
 */
export class PlainRequest extends IncomingMessage {
  private offersUpgrade: boolean | null | undefined;

  /** Node's parser writes it before the headers are there and reads it afterwards. */
  get upgrade(): boolean {
    if (!this.offersUpgrade) return false;
    if (this.method === 'CONNECT') return true;
    return this.headers.upgrade?.toLowerCase() === 'websocket' && (this.url ?? '').startsWith(STREAM_PATH);
  }

  set upgrade(offers: boolean | null) {
    this.offersUpgrade = offers;
  }
}
