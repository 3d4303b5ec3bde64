// Pure: the Mobile Location Protocol of LIF and OMA, 3.0 to 3.5: an immediate request, and every shape of an answer.
import type { CarrierFailure } from '../../shared/carriers.ts';
import { distanceM, type LngLat } from '../../shared/geo.ts';
import { decimalNumber } from '../../shared/numbers.ts';
import { own } from '../../shared/own.ts';
import { readAngle } from '../tables/coordinates.ts';
import { readTree } from './answerText.ts';
import type { CarrierOf } from './configuration.ts';
import type { Sent } from './ownForm.ts';
import { failed, isNumber, readPosition, type Question, type Reading } from './reading.ts';
import type { Account } from './templates.ts';
import { readInstant } from './times.ts';
import { named, textAt, treeAt, type Tree } from './tree.ts';
import { escapeXml } from './xml.ts';

export function mlpRequest(
  { url, version, maxAgeS }: CarrierOf<'mlp'>,
  { number }: Question,
  { user, secret }: Account,
): Sent {
  const client = `<client><id>${escapeXml(user)}</id><pwd>${escapeXml(secret)}</pwd></client>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?><svc_init ver="${version}"><hdr ver="${version}">${client}</hdr><slir ver="${version}" res_type="SYNC"><msids><msid type="MSISDN">${number.slice(1)}</msid></msids><eqop><resp_req type="DELAY_TOL"/><max_loc_age>${maxAgeS}</max_loc_age></eqop><loc_type type="CURRENT_OR_LAST"/></slir></svc_init>`;
  return { method: 'POST', url, headers: { 'content-type': 'text/xml; charset=utf-8' }, body };
}

/** Numbers of a result (OMA-TS-MLP 3.x, 5.4; 10 is LIF's): those that are not here are the request's own fault. */
const RESULTS: Record<string, CarrierFailure> = {
  '1': 'BROKE',
  '2': 'BROKE',
  '3': 'NOT_AUTHORISED',
  '5': 'ABSENT',
  '6': 'NO_POSITION',
  '7': 'TIMED_OUT',
  '10': 'NO_POSITION',
  '101': 'BROKE',
  '102': 'BROKE',
  '201': 'NO_POSITION',
  '202': 'NOT_AUTHORISED',
  '203': 'NOT_AUTHORISED',
  '204': 'NOT_AUTHORISED',
  '207': 'BROKE',
};

/** The position of the number that was asked about, among all that the answer has. */
export function readMlp(
  { atZone, frame, accuracyLevel, maxAgeS }: CarrierOf<'mlp'>,
  text: string,
  question: Question,
): Reading {
  const root = readTree(text);
  if (!root || !/^svc_result$/.test(root.name)) return failed('UNREADABLE');
  const all = [...named(root, 'pos')];
  const pos = all.find((one) => isNumber(textAt(one, 'msid') ?? '', question.number));
  const result = pos ? treeAt(pos, 'poserr/result') : named(root, 'result').next().value;
  if (!pos && all.length > 0) return failed('OTHER_NUMBER');
  if (result) return failed(failureOf(result));
  const pd = pos && treeAt(pos, 'pd');
  const area = pd && areaOf(pd);
  if (!area) return failed('UNREADABLE');
  const time = treeAt(pd, 'time');
  const level = decimalNumber(textAt(pd, 'lev_conf') ?? '');
  return readPosition(
    {
      ...area,
      level: level === null ? accuracyLevel : level / 100,
      atMs: readInstant(time?.text.trim() ?? null, 'yyyyMMddHHmmss', time?.attributes.get('utc_off') ?? atZone ?? null),
      frame,
      address: null,
    },
    question,
    maxAgeS * 1000,
  );
}

/** A result that says success where a position belongs is a position that is not known. */
function failureOf(result: Tree): CarrierFailure {
  const id = result.attributes.get('resid') ?? '';
  return id === '0' ? 'NO_POSITION' : (own(RESULTS, id) ?? 'REFUSED');
}

interface Area {
  lng: string | null;
  lat: string | null;
  uncertaintyM: number | null;
}

/** The circle that covers the shape, whatever it is: an ellipse inside of a circle too. */
function areaOf(pd: Tree): Area | null {
  const polygon =
    named(pd, 'Polygon').next().value ?? named(pd, 'Box').next().value ?? named(pd, 'LineString').next().value;
  if (polygon) return around([...named(polygon, 'coord')].map(pointOf));
  const coord = named(pd, 'coord').next().value;
  if (!coord) return null;
  const metres = ['radius', 'semiMajor', 'outRadius'].map((name) => {
    const said = named(pd, name).next().value;
    return said ? decimalNumber(said.text) : null;
  });
  const { lng, lat } = sides(coord);
  const isMetres = [...named(pd, 'distanceUnit')].every((unit) => /^met(er|re)s?$/i.test(unit.text.trim()));
  const uncertaintyM = metres.find((one) => one !== null) ?? null;
  return { lng, lat, uncertaintyM: isMetres ? uncertaintyM : null };
}

/** X is the latitude of WGS-84, unless a letter says otherwise. */
function sides(coord: Tree): { lng: string | null; lat: string | null } {
  return { lng: textAt(coord, 'Y'), lat: textAt(coord, 'X') };
}

function pointOf(coord: Tree): LngLat | null {
  const said = sides(coord);
  const [x, y] = [readAngle(said.lng ?? ''), readAngle(said.lat ?? '')];
  if (!x || !y) return null;
  return x.axis === 'lat' ? { lng: y.degrees, lat: x.degrees } : { lng: x.degrees, lat: y.degrees };
}

/** The circle around the middle of points that holds all of them. */
export function around(points: readonly (LngLat | null)[]): Area | null {
  const known = points.filter((point) => point !== null);
  if (known.length === 0 || known.length < points.length) return null;
  const middle = (of: (point: LngLat) => number): number =>
    (Math.min(...known.map(of)) + Math.max(...known.map(of))) / 2;
  const centre = { lng: middle(({ lng }) => lng), lat: middle(({ lat }) => lat) };
  const uncertaintyM = known.length === 1 ? null : Math.max(...known.map((point) => distanceM(centre, point)));
  return { lng: String(centre.lng), lat: String(centre.lat), uncertaintyM };
}
