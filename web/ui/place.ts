// Pure: what is looked at, and its address. The page's address is the whole of it, so every view is a link.
import type { LngLat } from '../../shared/geo.ts';

export interface Selection {
  kind: 'rep' | 'visit' | 'retailer' | 'case' | 'proposal' | 'cluster';
  /** Of a cluster: its square as zoom/column/row. */
  id: string;
}

export interface Place {
  /** The path of the address, without a slash at its end: which screen is open. */
  path: string;
  /** null: today, in the unit's time zone. */
  day: string | null;
  unitId: string | null;
  selection: Selection | null;
  centre: LngLat | null;
  zoom: number | null;
  /** States switched off in the legend, and layers switched off. */
  hidden: readonly string[];
  q: string;
  /** The verdict that the list of visits is narrowed to. */
  state: string | null;
  /** The draft of territories that is worked on. */
  scenarioId: string | null;
  /** The inspection that is looked at. */
  inspectionId: string | null;
  /** The moment of the day that is replayed, 16:00:00 on the unit's clock; null: where the day begins. */
  time: string | null;
  /** The only rep whose day is replayed; null: everybody's. */
  alone: string | null;
  /** Set-up's token. */
  token: string | null;
  /** What the open screen keeps in the address under names of its own: a report its metric and its period. */
  own: Readonly<Record<string, string>>;
}

/** Names of the address that every screen shares. */
const shared = new Set(
  'day unit visit retailer rep case cluster scenario inspection alone time state q off at token code'.split(' '),
);
const MOST_OWN = 12;

function readOwn(query: URLSearchParams): Record<string, string> {
  const pairs = [...query].filter(
    ([name, value]) => /^[a-z]{2,9}$/.test(name) && !shared.has(name) && value !== '' && value.length <= 200,
  );
  return Object.fromEntries(pairs.slice(0, MOST_OWN));
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const id = (text: string | null) => (text !== null && uuid.test(text) ? text.toLowerCase() : null);

/** Reads an address; what it cannot read is as if it were not there. */
export function parsePlace(url: URL): Place {
  const query = url.searchParams;
  const day = query.get('day');
  let selection: Selection | null = null;
  for (const kind of ['visit', 'case', 'retailer', 'rep', 'proposal'] as const) {
    const found = id(query.get(kind));
    if (found && !selection) selection = { kind, id: found };
  }
  const cluster = query.get('cluster') ?? '';
  if (!selection && /^(\d|1[0-5])\/\d{1,5}\/\d{1,5}$/.test(cluster)) selection = { kind: 'cluster', id: cluster };
  const [lat, lng, zoom] = (query.get('at') ?? '').split(',').map((part) => (part === '' ? NaN : Number(part)));
  const isAt = Math.abs(lat!) <= 90 && Math.abs(lng!) <= 180 && zoom! >= 0 && zoom! <= 22;
  return {
    path: url.pathname.replace(/\/+$/, '') || '/',
    day: day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null,
    unitId: id(query.get('unit')),
    selection,
    centre: isAt ? { lng: lng!, lat: lat! } : null,
    zoom: isAt ? zoom! : null,
    hidden: (query.get('off') ?? '').split(',').filter((word) => /^[a-z]{1,20}$/.test(word)),
    q: (query.get('q') ?? '').slice(0, 100),
    state: /^[a-z]{1,20}$/.test(query.get('state') ?? '') ? query.get('state') : null,
    scenarioId: id(query.get('scenario')),
    inspectionId: id(query.get('inspection')),
    time: /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(query.get('time') ?? '') ? query.get('time') : null,
    alone: id(query.get('alone')),
    token: query.get('token'),
    own: readOwn(query),
  };
}

/** The address of a place, without what has its default. */
export function formatPlace(place: Place): string {
  const query: string[] = [];
  const add = (name: string, value: string | null) => {
    if (value)
      query.push(
        `${name}=${encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''))
          .replaceAll('%2C', ',')
          .replaceAll('%3A', ':')
          .replaceAll('%2F', '/')}`,
      );
  };
  add('day', place.day);
  add('unit', place.unitId);
  if (place.selection) add(place.selection.kind, place.selection.id);
  add('scenario', place.scenarioId);
  add('inspection', place.inspectionId);
  add('alone', place.alone);
  add('time', place.time);
  add('state', place.state);
  add('q', place.q);
  add('off', place.hidden.join(','));
  if (place.centre && place.zoom !== null)
    add('at', `${place.centre.lat.toFixed(5)},${place.centre.lng.toFixed(5)},${Math.round(place.zoom * 100) / 100}`);
  for (const [name, value] of Object.entries(place.own)) add(name, value);
  add('token', place.token);
  return place.path + (query.length > 0 ? `?${query.join('&')}` : '');
}
