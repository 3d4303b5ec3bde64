// Pure: the bytes of an answer as text, in whichever encoding they are, and as a tree.
import { own } from '../../shared/own.ts';
import { MOST_DEPTH, type Tree } from './tree.ts';
import { readXml } from './xml.ts';

/** A position is some hundred bytes; no honest answer is as long as this. */
export const MOST_ANSWER_BYTES = 65_536;

/** What answers call their encoding. GBK is read as the later standard, which has all of it. */
const encodings: Record<string, string> = { gbk: 'gb18030', gb2312: 'gb18030', gb18030: 'gb18030', big5: 'big5' };

/**
 * The text: by the mark at its beginning, by the Content-Type, by the XML declaration, else UTF-8 and then GBK, which services of China
 * send without a word. Null where the bytes are not what they are said to be.
 */
export function decodeAnswer(bytes: Uint8Array, contentType: string | null): string | null {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const said =
    utf16 ??
    /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1] ??
    /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)/.exec(head)?.[1];
  if (said !== undefined) {
    const decoded = decodeAs(bytes, own(encodings, said.toLowerCase()) ?? said);
    if (decoded !== null || !/^utf-?8$/i.test(said)) return decoded; // a service that says UTF-8 without meaning it is not rare
  }
  return decodeAs(bytes, 'utf-8') ?? decodeAs(bytes, 'gb18030');
}

function decodeAs(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // another encoding's bytes, or one that nobody knows
  }
}

/** XML or JSON, by its first sign. Null where it is neither, or larger or deeper than an answer. */
export function readTree(text: string): Tree | null {
  const start = text.replace(/^[\ufeff\s]+/, '');
  if (start.length > MOST_ANSWER_BYTES) return null;
  return start.startsWith('<') ? readXml(start) : readJson(start);
}

function readJson(text: string): Tree | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  return jsonTree('answer', value, 1);
}

/** Lists are their members by the list's own name, one after the other. */
function jsonTree(name: string, value: unknown, depth: number): Tree | null {
  const tree: Tree = { name, attributes: new Map(), children: [], text: '' };
  if (depth > MOST_DEPTH) return null;
  if (typeof value !== 'object' || value === null) return { ...tree, text: value === null ? '' : String(value) };
  const members = Object.entries(value).flatMap(([key, one]) =>
    Array.isArray(one) ? one.map((member: unknown) => [key, member] as const) : [[key, one as unknown] as const],
  );
  for (const [key, one] of members) {
    const child = jsonTree(key, one, depth + 1);
    if (child === null) return null;
    tree.children.push(child);
  }
  return tree;
}
