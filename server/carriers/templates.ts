// Pure: requests as templates with values put in, each escaped as where it stands wants it.
import { own } from '../../shared/own.ts';
import { escapeXml } from './xml.ts';
import type { Question } from './reading.ts';

const NAMES = ['msisdn', 'national', 'e164', 'askId', 'user', 'secret'] as const;
const NAME = /\{([A-Za-z]\w*)\}/g;

/** Whether all that stands in braces is known, and a number is among it. */
export function isTemplate(text: string): boolean {
  const named = [...text.matchAll(NAME)].map(([, name]) => name as string);
  return (
    named.every((name) => (NAMES as readonly string[]).includes(name)) &&
    ['msisdn', 'national', 'e164'].some((name) => named.includes(name))
  );
}

export interface Account {
  user: string;
  secret: string;
}

export function fill(
  template: string,
  { number, national, askId }: Question,
  { user, secret }: Account,
  escape: (value: string) => string,
): string {
  const values: Record<string, string> = { msisdn: number.slice(1), e164: number, national, askId, user, secret };
  return template.replace(NAME, (whole, name: string) => {
    const value = own(values, name);
    return value === undefined ? whole : escape(value);
  });
}

/** How values are written into a body, and what the body is, by its first sign. */
export function bodyKind(template: string): { contentType: string; escape: (value: string) => string } {
  const start = template.trimStart();
  if (start.startsWith('<')) return { contentType: 'text/xml; charset=utf-8', escape: escapeXml };
  if (start.startsWith('{') || start.startsWith('['))
    return { contentType: 'application/json', escape: (value) => JSON.stringify(value).slice(1, -1) };
  return { contentType: 'application/x-www-form-urlencoded', escape: encodeURIComponent };
}
