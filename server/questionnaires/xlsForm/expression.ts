// Pure: XLSForm's conditions (a small part of XPath 1.0) as values and back: comparisons, selected(), and, or, not().
import type { Condition, QuestionKind } from '../../../shared/questions.ts';

export type Kinds = ReadonlyMap<string, QuestionKind>;

/** A condition that is outside of what is read here. */
export class Outside extends Error {
  override name = 'Outside';
}

const TOKEN =
  /\s*(?:(\$\{\s*[\w.-]+\s*\}|\.(?!\d))|('[^']*'|"[^"]*")|(-?(?:\d+\.?\d*|\.\d+))|(and|or|not|selected)\b|(!=|<=|>=|[=<>(),]))/y;
const MOST_TOKENS = 1_000;
const MOST_DEPTH = 25;

interface Token {
  kind: 'ref' | 'text' | 'number' | 'word' | 'sign';
  text: string;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match || found.length > MOST_TOKENS) throw new Outside();
    const [, ref, quoted, number, word, sign] = match;
    if (ref !== undefined) found.push({ kind: 'ref', text: ref === '.' ? '.' : ref.slice(2, -1).trim() });
    else if (quoted !== undefined) found.push({ kind: 'text', text: quoted.slice(1, -1) });
    else if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (word !== undefined) found.push({ kind: 'word', text: word });
    else found.push({ kind: 'sign', text: sign! });
  }
  return found;
}

/** @throws Outside. `self` is the question that `.` means. */
export function readExpression(text: string, self: string, kinds: Kinds): Condition {
  const reader = new Reader(tokens(text), self, kinds);
  const condition = reader.either();
  reader.end();
  return condition;
}

/** By descent: or, and, then what stands alone. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #self: string;
  readonly #kinds: Kinds;
  #at = 0;
  #depth = 0;

  constructor(all: readonly Token[], self: string, kinds: Kinds) {
    this.#tokens = all;
    this.#self = self;
    this.#kinds = kinds;
  }

  end(): void {
    if (this.#at !== this.#tokens.length) throw new Outside();
  }

  either(): Condition {
    if (++this.#depth > MOST_DEPTH) throw new Outside();
    const any = this.#list('or', () => this.#both());
    this.#depth--;
    return any.length === 1 ? any[0]! : { any };
  }

  #both(): Condition {
    const all = this.#list('and', () => this.#single());
    return all.length === 1 ? all[0]! : { all };
  }

  #list(word: 'and' | 'or', one: () => Condition): Condition[] {
    const found = [one()];
    while (this.#skip(word)) found.push(one());
    return found;
  }

  #single(): Condition {
    if (this.#isNext('(')) return this.#bracket();
    if (this.#skip('not')) return { not: this.#bracket() };
    if (this.#skip('selected')) {
      this.#take('(');
      const q = this.#ref();
      this.#take(',');
      const { text: value } = this.#literal();
      this.#take(')');
      return chosen(q, value, this.#kinds);
    }
    const q = this.#ref();
    const sign = this.#tokens[this.#at++];
    if (sign?.kind !== 'sign') throw new Outside();
    return comparison(q, sign.text, this.#literal(), this.#kinds);
  }

  #bracket(): Condition {
    this.#take('(');
    const inside = this.either();
    this.#take(')');
    return inside;
  }

  #literal(): Token {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== 'text' && token?.kind !== 'number') throw new Outside();
    return token;
  }

  #ref(): string {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== 'ref') throw new Outside();
    return token.text === '.' ? this.#self : token.text;
  }

  #isNext(text: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.text === text && token.kind !== 'text';
  }

  #skip(text: string): boolean {
    if (!this.#isNext(text)) return false;
    this.#at++;
    return true;
  }

  #take(text: string): void {
    if (!this.#skip(text)) throw new Outside();
  }
}

function chosen(q: string, value: string, kinds: Kinds): Condition {
  if (kinds.get(q) === 'many') return { q, has: value };
  return { q, is: kinds.get(q) === 'yesNo' ? yesOrNo(value) : value };
}

function yesOrNo(value: string): boolean {
  if (value !== 'yes' && value !== 'no') throw new Outside();
  return value === 'yes';
}

function comparison(q: string, sign: string, literal: Token, kinds: Kinds): Condition {
  if (sign === '!=') {
    if (literal.kind === 'text' && literal.text === '') return { q, answered: true };
    return { not: comparison(q, '=', literal, kinds) };
  }
  const kind = kinds.get(q);
  const number = Number(literal.text);
  if (sign === '=') {
    if (literal.kind === 'text' && literal.text === '') return { not: { q, answered: true } };
    if (kind === 'yesNo') return { q, is: yesOrNo(literal.text) };
    if (kind === 'number' || kind === 'scale') {
      if (!Number.isFinite(number)) throw new Outside();
      return { q, is: number };
    }
    if (kind === 'many') throw new Outside(); // all that was chosen, as one text: nobody means that
    return { q, is: literal.text };
  }
  if (literal.kind !== 'number') throw new Outside();
  if (sign === '>=') return { q, atLeast: number };
  if (sign === '<=') return { q, atMost: number };
  if (sign === '>') return { q, above: number };
  if (sign === '<') return { q, below: number };
  throw new Outside();
}

/** `self` is written as `.`, as constraints have it. */
export function writeExpression(condition: Condition, kinds: Kinds, self?: string): string {
  if ('all' in condition) return condition.all.map((one) => bracketed(one, kinds, self)).join(' and ');
  if ('any' in condition) return condition.any.map((one) => bracketed(one, kinds, self)).join(' or ');
  if ('not' in condition) return `not(${writeExpression(condition.not, kinds, self)})`;
  const { q } = condition;
  const at = q === self ? '.' : `\${${q}}`;
  if ('answered' in condition) return `${at} != ''`;
  if ('has' in condition) return `selected(${at}, ${quoted(condition.has)})`;
  if ('is' in condition) {
    const { is } = condition;
    if (typeof is === 'number') return `${at} = ${is}`;
    return `${at} = ${quoted(typeof is === 'boolean' ? (is ? 'yes' : 'no') : is)}`;
  }
  if ('atLeast' in condition) return `${at} >= ${condition.atLeast}`;
  if ('atMost' in condition) return `${at} <= ${condition.atMost}`;
  return 'above' in condition ? `${at} > ${condition.above}` : `${at} < ${condition.below}`;
}

function bracketed(condition: Condition, kinds: Kinds, self?: string): string {
  const text = writeExpression(condition, kinds, self);
  return 'all' in condition || 'any' in condition ? `(${text})` : text;
}

/** No condition's text has double quotation marks (shared/questions.ts): XPath 1.0 knows no way to escape one. */
function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}
