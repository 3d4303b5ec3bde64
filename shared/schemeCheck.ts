// Pure: what keeps a scheme from being published, each fault with what is wrong and by how much.
import { metricOf } from './metrics.ts';
import { compare, hundredths, plus, rationalOf, type Rational } from './rational.ts';
import { itemsOf, type ScoreItem, type ScoreScheme } from './scoreScheme.ts';

export interface SchemeFault {
  /** Of the section or the item; empty for the scheme. */
  key: string;
  /** The path of the field in the scheme. */
  at: string;
  code:
    | 'SCHEME_EMPTY'
    | 'SCHEME_KEY_TWICE'
    | 'SCHEME_SUM'
    | 'SCHEME_CURVE_ORDER'
    | 'SCHEME_CURVE_RANGE'
    | 'SCHEME_TARGET'
    | 'SCHEME_METRIC'
    | 'SCHEME_EVENT_TWICE'
    | 'SCHEME_CAPS';
  /** What is said, and what it comes to; 0 where there is no number to say. */
  said: number;
  sum: number;
}

type Find = (code: SchemeFault['code'], at: string, said?: number, sum?: number) => void;

/** Everything found, in the order of the sheet. */
export function schemeFaults(scheme: ScoreScheme): SchemeFault[] {
  const faults: SchemeFault[] = [];
  const finder =
    (key: string): Find =>
    (code, at, said = 0, sum = 0) =>
      void faults.push({ key, at, code, said, sum });
  if (itemsOf(scheme).length === 0) finder('')('SCHEME_EMPTY', 'sections');
  checkSum(
    finder(''),
    'points',
    scheme.points,
    scheme.sections.map(({ points }) => points),
  );
  const keys = new Set<string>();
  scheme.sections.forEach(({ key, points, items }, s) => {
    const find = finder(key);
    if (keys.has(key)) find('SCHEME_KEY_TWICE', `sections.${s}.key`);
    keys.add(key);
    if (items.length > 0 || points !== 0)
      checkSum(
        find,
        `sections.${s}.points`,
        points,
        items.map((item) => item.points),
      );
    items.forEach((item, i) => {
      const at = `sections.${s}.items.${i}`;
      const findItem = finder(item.key);
      if (keys.has(item.key)) findItem('SCHEME_KEY_TWICE', `${at}.key`);
      keys.add(item.key);
      checkItem(findItem, at, item);
    });
  });
  return faults;
}

/** In hundredths, so that 0.1 + 0.2 is 0.3. */
function checkSum(find: Find, at: string, said: number, parts: readonly number[]): void {
  const sum = parts.map(rationalOf).reduce<Rational>(plus, { num: 0n, den: 1n });
  if (compare(sum, rationalOf(said)) !== 0) find('SCHEME_SUM', at, said, hundredths(sum) / 100);
}

function checkItem(find: Find, at: string, item: ScoreItem): void {
  if (item.source === 'events') {
    const keys = item.events.map(({ key }) => key);
    if (new Set(keys).size < keys.length) find('SCHEME_EVENT_TWICE', `${at}.events`);
    if (item.least > item.points || item.points > item.most) find('SCHEME_CAPS', `${at}.least`);
    return;
  }
  const { curve, targets, points } = item;
  if (curve.at.some(({ x }, i) => i > 0 && x <= curve.at[i - 1]!.x)) find('SCHEME_CURVE_ORDER', `${at}.curve`);
  const most = Math.max(...curve.at.map((one) => one.points));
  if (most !== points || points <= 0 || curve.at.some((one) => one.points < 0))
    find('SCHEME_CURVE_RANGE', `${at}.curve`, points, most);
  if (curve.over === 'target') {
    const said = [targets?.all, ...Object.values(targets?.units ?? {}), ...Object.values(targets?.people ?? {})].filter(
      (target) => target !== undefined,
    );
    if (said.length === 0 || said.some((target) => target <= 0)) find('SCHEME_TARGET', `${at}.targets`);
  }
  if (item.source === 'metric' && metricOf(item.metric).form === 'median') find('SCHEME_METRIC', `${at}.metric`);
  if (item.source === 'entered' && item.of <= 0) find('SCHEME_TARGET', `${at}.of`);
}
