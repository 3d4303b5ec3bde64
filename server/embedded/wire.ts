// Pure: what the gate must know of PostgreSQL's frontend/backend protocol 3.0, as functions of bytes.
// https://www.postgresql.org/docs/current/protocol-message-formats.html

export interface Message {
  /** The type byte as a character; '' for the start-up packet, which has none. */
  type: string;
  /** The whole message, type and length included. */
  bytes: Uint8Array;
}

const encoder = new TextEncoder();

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const int32At = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getInt32(at);

/**
 * Cuts the next whole message from the front of `bytes`; undefined while it is incomplete.
 * @param isStartup the first message of a connection has a length but no type byte
 */
export function firstMessage(bytes: Uint8Array, isStartup: boolean): Message | undefined {
  const header = isStartup ? 0 : 1;
  if (bytes.length < header + 4) return undefined;
  const length = int32At(bytes, header) + header;
  if (length < header + 4) throw new Error(`a message of ${length} bytes cannot be`);
  if (bytes.length < length) return undefined;
  return { type: isStartup ? '' : String.fromCharCode(bytes[0] ?? 0), bytes: bytes.subarray(0, length) };
}

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
export const asksForEncryption = ({ bytes }: Message): boolean =>
  bytes.length === 8 && [SSL_REQUEST, GSS_REQUEST].includes(int32At(bytes, 4));

export function message(type: string, body: Uint8Array = new Uint8Array()): Uint8Array {
  const bytes = new Uint8Array(5 + body.length);
  bytes[0] = type.charCodeAt(0);
  new DataView(bytes.buffer).setInt32(1, 4 + body.length);
  bytes.set(body, 5);
  return bytes;
}

export const simpleQuery = (sql: string): Uint8Array => message('Q', encoder.encode(`${sql}\0`));
export const sync: Uint8Array = message('S');
export const closeStatement = (name: string): Uint8Array => message('C', encoder.encode(`S${name}\0`));

/** The length of a ReadyForQuery: 'Z', int32 5, and the status: I(dle), T(ransaction) or E (failed transaction). */
export const READY_BYTES = 6;
/** Exact, though it looks at the end only: what may come before ReadyForQuery ends in a zero byte or a length. */
export const endsReady = (answer: Uint8Array): boolean =>
  answer.length >= READY_BYTES && answer.at(-READY_BYTES) === 0x5a && int32At(answer, answer.length - 5) === 5;
export const isIdle = (answer: Uint8Array): boolean => answer.at(-1) === 0x49;

/**
 * COPY FROM STDIN would read more from its client in the midst of a group; the end of input there ends PGlite.
 * CopyFail makes it an error, and where no COPY waits for it PostgreSQL ignores it.
 * @returns what to add after these messages: nothing, unless they hold such words
 */
export function copyRefusal(messages: readonly Uint8Array[]): Uint8Array[] {
  const holdsCopy = (bytes: Uint8Array): boolean =>
    (bytes[0] === 0x51 /* Q */ || bytes[0] === 0x50) /* P */ &&
    /copy\b[^]*\bstdin\b/i.test(new TextDecoder().decode(bytes));
  return messages.some(holdsCopy) ? [message('f', encoder.encode('COPY FROM STDIN is not possible here\0'))] : [];
}

/** The start-up packet of user and database 'postgres', the only ones an embedded database has. */
export function startupPacket(): Uint8Array {
  const body = encoder.encode('user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0');
  const bytes = new Uint8Array(8 + body.length);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, bytes.length);
  view.setInt32(4, 3 << 16); // protocol 3.0
  bytes.set(body, 8);
  return bytes;
}

/** A FATAL ErrorResponse. @param code SQLSTATE */
export const fatalError = (code: string, text: string): Uint8Array =>
  message('E', encoder.encode(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`));

/**
 * Statement names belong to a client, but the embedded database has one session for all of them:
 * a prefix keeps two clients' statements of one name apart. The unnamed statement stays unnamed.
 * @returns the message to send on, and the prefixed name where it names a statement
 */
export function renameStatement({ type, bytes }: Message, prefix: string): { bytes: Uint8Array; name?: string } {
  // Parse: name; Bind: portal, name; Describe and Close: 'S' (statement) or 'P' (portal), name.
  let at = 5;
  if (type === 'B') at = bytes.indexOf(0, at) + 1;
  else if (type === 'D' || type === 'C') {
    if (String.fromCharCode(bytes[5] ?? 0) !== 'S') return { bytes };
    at = 6;
  } else if (type !== 'P') return { bytes };
  const end = bytes.indexOf(0, at);
  if (end <= at) return { bytes };
  const name = prefix + new TextDecoder().decode(bytes.subarray(at, end));
  const body = concat([bytes.subarray(5, at), encoder.encode(name), bytes.subarray(end)]);
  return { bytes: message(type, body), name };
}
