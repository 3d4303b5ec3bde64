// Pure: the ways in which answers write an instant.

/** `iso`, seconds or milliseconds since 1970, or a pattern of yyyy MM dd HH mm ss. */
export const TIME_FORM = /^(?:iso|epochS|epochMs|(?:yyyy|MM|dd|HH|mm|ss|[-/: .T年月日时分秒])+)$/;

const PARTS = {
  yyyy: '(\\d{4})',
  MM: '(\\d\\d)',
  dd: '(\\d\\d)',
  HH: '(\\d\\d)',
  mm: '(\\d\\d)',
  ss: '(\\d\\d)',
} as const;
type Part = keyof typeof PARTS;
const DEFAULTS: Record<Part, number> = { yyyy: NaN, MM: NaN, dd: NaN, HH: 0, mm: 0, ss: 0 };

/**
 * The instant in epoch milliseconds. A time that says its zone is in that zone, another one in `zone` (an IANA name or `+08:00`);
 * null where nobody says the zone, or where it is no time.
 */
export function readInstant(text: string | null, form: string, zone: string | null): number | null {
  if (text === null) return null;
  if (form === 'epochS' || form === 'epochMs') {
    if (!/^\d{1,14}(?:\.\d{1,9})?$/.test(text)) return null;
    return instant(Number(text) * (form === 'epochS' ? 1000 : 1));
  }
  const zoned = /^(.{4,40}?)\s*(Z|[+-]\d\d:?\d\d)$/.exec(text);
  const local = form === 'iso' ? readIso(zoned ? zoned[1]! : text) : readPattern(zoned ? zoned[1]! : text, form);
  const said = zoned?.[2] ?? zone;
  return local === null || said === null ? null : instant(atZone(local, said));
}

function readIso(text: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?$/.exec(text);
  if (!parts) return null;
  const [yyyy, MM, dd, HH, mm, ss = 0] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return utc({ yyyy, MM, dd, HH, mm, ss });
}

function readPattern(text: string, form: string): number | null {
  const names: Part[] = [];
  const pattern = form.replace(/yyyy|MM|dd|HH|mm|ss|[.]/g, (part) => {
    if (part === '.') return '\\.';
    names.push(part as Part);
    return PARTS[part as Part];
  });
  const found = new RegExp(`^${pattern}$`).exec(text);
  if (!found) return null;
  return utc({ ...DEFAULTS, ...Object.fromEntries(names.map((name, i) => [name, Number(found[i + 1])])) });
}

/** The parts as if they were UTC; null where there is no such day or hour. */
function utc({ yyyy, MM, dd, HH, mm, ss }: Record<Part, number>): number | null {
  const at = new Date(Date.UTC(yyyy, MM - 1, dd, HH, mm, ss));
  const isSame = at.getUTCFullYear() === yyyy && at.getUTCMonth() === MM - 1 && at.getUTCDate() === dd;
  return isSame && HH < 24 && mm < 60 && ss < 60 ? at.getTime() : null;
}

function atZone(localMs: number, zone: string): number {
  if (zone === 'Z') return localMs;
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (offset) return localMs - (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) * 60_000;
  const once = localMs - offsetMs(localMs, zone);
  return localMs - offsetMs(once, zone); // on the other side of a change of the clocks the first guess is an hour off
}

function offsetMs(atMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
    Math.floor(atMs / 1000) * 1000
  );
}

/** Whether `readInstant` knows the zone. */
export function isZone(zone: string): boolean {
  try {
    return /^[+-]\d\d:?\d\d$/.test(zone) || new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

/** Beyond these nothing is an instant of a position. */
function instant(ms: number): number | null {
  return ms >= 946_684_800_000 && ms < 4_102_444_800_000 ? ms : null;
}
