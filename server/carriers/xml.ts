// Pure: XML as carriers answer it. Nothing outside the text is read, and nothing in it can grow.
import { Parser } from 'saxen';
import { MOST_DEPTH, type Tree } from './tree.ts';

const FIVE = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
// What XML 1.0 does not allow in a text.
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/**
 * The root element; null for anything that is not well-formed, deeper than `MOST_DEPTH`, or wants more than itself. A DOCTYPE that only
 * names an outside file is passed over, as MLP's answers have one, and that file is never read; one that declares anything is refused,
 * and with it every entity beyond the five.
 */
export function readXml(text: string): Tree | null {
  if (FORBIDDEN.test(text)) return null;
  const top: Tree = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  let isWrong = false;
  const refuse = (): void => void (isWrong = true);
  const add = (piece: string | null): void => {
    if (piece === null) return refuse();
    open.at(-1)!.text += piece;
  };
  const parser = new Parser()
    .on('openTag', (name, attributesOf) => {
      const attributes = readAttributes(attributesOf());
      if (attributes === null || open.length > MOST_DEPTH) throw new TooDeep();
      const element: Tree = { name: local(name), attributes, children: [], text: '' };
      open.at(-1)!.children.push(element);
      open.push(element);
    })
    .on('closeTag', () => void open.pop())
    .on('text', (piece) => add(withReferences(piece)))
    .on('cdata', add)
    .on('attention', (piece) =>
      /^<!DOCTYPE\s[^[\]<]*>$/.test(piece) && top.children.length === 0 ? undefined : refuse(),
    )
    .on('warn', refuse);
  try {
    parser.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null; // its errors, and our own refusal of depth
  }
  return isWrong || top.children.length !== 1 || top.text.trim() !== '' ? null : top.children[0]!;
}

class TooDeep extends Error {}

function readAttributes(said: Record<string, string> | false): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [name, raw] of Object.entries(said || {})) {
    const value = raw.includes('<') ? null : withReferences(raw);
    if (value === null) return null;
    attributes.set(local(name), value);
  }
  return said === false ? null : attributes;
}

/** The text with its references resolved; null where one names something else than a character. */
function withReferences(text: string): string | null {
  if (!text.includes('&')) return text;
  let isWrong = false;
  const resolved = text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));|&/gi, (_, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex as string, 16) : null;
    const sign = code === null ? FIVE.get(name as string) : character(code);
    if (sign === undefined) isWrong = true;
    return sign ?? '';
  });
  return isWrong ? null : resolved;
}

function character(code: number): string | undefined {
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
  const sign = String.fromCodePoint(code);
  return FORBIDDEN.test(sign) ? undefined : sign;
}

function local(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

/** A value as it stands in the text of an element or in an attribute. */
export function escapeXml(value: string): string {
  return value.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
