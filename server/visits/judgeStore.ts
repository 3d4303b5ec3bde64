import type { LngLat } from '../../shared/geo.ts';
import type { JudgeInput, JudgeOutput } from '../../shared/verdicts.ts';
import type { Queryable } from '../db.ts';
import { MOST_FIXES, withCarriers, withStored, type Carriers, type StoredEvidence } from './storedEvidence.ts';
import { veiled, type PastVisit } from './veil.ts';

export interface DueDay {
  orgId: number;
  repId: string;
  day: string;
  revision: number;
  positionRevision: number;
}

/**
 * Takes a rep-day for this transaction; false when another one is at it, or it is judged already. The row is locked before anything
 * is written: whoever presses takes the row first and the ledger's head after it, and the other way round two would wait for each
 * other. `isGoingOn`: the day was begun, and whoever presses meanwhile is waited for.
 */
export async function takeDay(sql: Queryable, due: DueDay, isGoingOn: boolean): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from visit_day where org_id = $1 and rep_id = $2 and day = $3 and (judged_revision <> $4 or judged_position_revision <> $5) for update ${isGoingOn ? '' : 'skip locked'}`,
    [due.orgId, due.repId, due.day, due.revision, due.positionRevision],
  );
  return rowCount > 0;
}

/** Says up to which facts the day is judged now: facts that came meanwhile leave it due. Another process may have known of newer ones. */
export async function dayJudged(sql: Queryable, due: DueDay): Promise<void> {
  await sql.query(
    `update visit_day set judged_revision = greatest(judged_revision, $4), judged_position_revision = greatest(judged_position_revision, $5), judged_at = now()
     where org_id = $1 and rep_id = $2 and day = $3`,
    [due.orgId, due.repId, due.day, due.revision, due.positionRevision],
  );
  await sql.query('select fixes_seen(array[$1::integer], array[$2::uuid], array[$3::date], array[$4::bigint])', [
    due.orgId,
    due.repId,
    due.day,
    due.positionRevision,
  ]);
}

export interface LastVerdict {
  verdict: string;
  reasons: string[];
  rule: string;
  verdictNo: number;
}

/** A visit as the judge command reads it, its latest verdict, and what that one rested on. */
export interface VisitToJudge extends AfterVisit {
  input: JudgeInput;
  last: LastVerdict | null;
  stored: StoredEvidence | null;
  carriers: Carriers | null;
}

const pressJson = (alias: string, deviceId = `${alias}.device_id`) => `json_build_object(
  'lng', st_x(${alias}.position::geometry), 'lat', st_y(${alias}.position::geometry), 'accuracyM', ${alias}.accuracy_m, 'accuracyLevel', ${alias}.accuracy_level,
  'source', ${alias}.source, 'fixAt', ${alias}.fix_at, 'mock', coalesce(${alias}.mock, false), 'deviceId', ${deviceId},
  'pressedAt', ${alias}.pressed_at, 'receivedAt', ${alias}.received_at, 'claimedAt', ${alias}.claimed_at)`;

/**
 * The retailer's opening hours (`09:00-12:00,13:30-18:00`) as instants of the visit's day in the unit's time zone, and of the day
 * before, whose hours may last over midnight. null where they are not known, or are all day.
 */
const hoursJson = `(select json_agg(json_build_object('fromAt', (d.day + span.opens) at time zone u.time_zone,
      'untilAt', (d.day + span.closes + case when span.closes <= span.opens then interval '1 day' else interval '0' end) at time zone u.time_zone) order by d.day, span.opens)
    from (values (s.day::timestamp - interval '1 day'), (s.day::timestamp)) d(day),
      (select split_part(part, '-', 1)::interval as opens, split_part(part, '-', 2)::interval as closes
       from unnest(string_to_array(replace(f.opening_hours, ' ', ''), ',')) part where part ~ '^\\d\\d:\\d\\d-\\d\\d:\\d\\d$') span
    where f.opening_hours not like '%00:00-24:00%')`;

/** So many presses are needed to know a clock, and half of them must agree within so many seconds: offline delays scatter, a wrong clock does not. */
const SKEW_PRESSES = 5;
const SKEW_AGREES_S = 120;
/**
 * Median of (phone's clock − server's clock) over the phone's earlier presses of 30 days by the server's clock, seconds; null where
 * it is not known. A press that waited in the phone looks like a slow clock, so the middle half must lie close together.
 */
const skewJson = `(select case when count(*) >= ${SKEW_PRESSES} and percentile_cont(0.75) within group (order by lag.s) - percentile_cont(0.25) within group (order by lag.s) <= ${SKEW_AGREES_S}
      then round(percentile_cont(0.5) within group (order by lag.s)::numeric, 3)::float8 end
    from (select extract(epoch from o.pressed_at - o.received_at)::float8 as s from press o
          where o.org_id = s.org_id and o.device_id = s.device_id and o.rep_id = s.rep_id and o.visit_id <> s.visit_id
            and o.received_at < s.received_at and o.received_at > s.received_at - make_interval(days => $6)) lag)`;

/** How far before and after a visit its rep's track counts, and how far back earlier presses do. */
const TRACK_MINUTES = 15;
const HISTORY_DAYS = 30;

/** Of each kind of history the presses nearest in time, of about fifty visits: a day of a thousand must not be read a thousand times. */
const NEAREST_PRESSES = 100;

const nearest = (isOfKind: string): string =>
  `(select n.visit_id, n.kind from press n
    where n.org_id = s.org_id and n.visit_id <> s.visit_id and n.pressed_at < s.pressed_at + interval '1 day' and n.pressed_at > s.pressed_at - make_interval(days => $6)
      and ${isOfKind}
    order by abs(extract(epoch from n.pressed_at - s.pressed_at)), n.visit_id, n.kind limit ${NEAREST_PRESSES})`;

/**
 * Whose phone it is that this visit and somebody else's name on its day: theirs who used it most in the days before, else who was
 * first. What a phone is called is only said, so that naming a colleague's speaks against whoever does it, never against the colleague.
 */
const phoneOwner = `(select o.rep_id from press o
    where o.org_id = s.org_id and o.device_id = s.device_id and o.day between s.day - ${HISTORY_DAYS} and s.day
      and exists (select from press n where n.org_id = s.org_id and n.device_id = s.device_id and n.day = s.day and n.rep_id <> s.rep_id)
    group by o.rep_id order by count(*) filter (where o.day < s.day) desc, min(o.received_at), o.rep_id limit 1)`;
/** The phone that an earlier press names, unless it is this visit's and no other person's. */
const PHONE_SEEN = `case when o.rep_id = s.rep_id or o.device_id <> s.device_id or o.rep_id = phone.owner_id then o.device_id end`;

/** Fixes as coarse as these, or further away, tell no mix-up of frames (541 m, or 1.2 km) from chance. */
const FRAME_ACCURACY_M = 100;
const FRAME_WITHIN_M = 2_000;
/** Three agree on a mix-up; more are read so that some may be coarse. */
const FRAME_VISITS = 12;
const FRAME_DAYS = 365;

/**
 * Where the visits before were made, nearest in time first, to about 10 m: enough for a mix-up of frames, and not the very point
 * where a colleague was. Of the same place: a shop that has moved since was not missed.
 */
const retailerVisitsJson = `(select coalesce(json_agg(json_build_object('lng', round(st_x(n.position::geometry)::numeric, 4)::float8, 'lat', round(st_y(n.position::geometry)::numeric, 4)::float8)
      order by n.pressed_at, n.visit_id), '[]')
    from (select * from press m where m.org_id = s.org_id and m.retailer_id = s.retailer_id and m.kind = 'start' and m.visit_id <> s.visit_id and m.pressed_at < s.pressed_at
            and m.day >= p.begins and m.day > s.day - ${FRAME_DAYS} and m.source is distinct from 'cell' and m.accuracy_m <= ${FRAME_ACCURACY_M}
            and st_dwithin(m.position, p.position, ${FRAME_WITHIN_M})
          order by m.pressed_at desc, m.visit_id limit ${FRAME_VISITS}) n)`;

/** How near an inspector must have stood for a learned coordinate to be seen. */
const INSPECTED_WITHIN_M = 50;

/** Where the reading of a day goes on: the visit it ended with. */
export interface AfterVisit {
  /** As the database writes it, to the microsecond. */
  pressedAt: string;
  visitId: string;
}

/**
 * The visits of a rep-day that are over, as evidence, some at a time: all of them after a press, else those with a fix that came since (the
 * minute before the last judging included: a fix is stamped before it is committed). History: the day's other visits, earlier presses at the same retailer
 * by the same rep, presses anywhere at the very same point (frozen or replayed), uses of the same phone by whose it is, what its clock
 * usually is, where the retailer was said to be before, and where its earlier visits were made. The retailer is where it was on the
 * visit's day, as that is known now. The required dwell and the radius of retailers without one of their own are
 * those that are in force for the visit's unit on its day, `requiredDwellS` and the stored radius where nobody says another.
 */
export async function visitsToJudge(
  sql: Queryable,
  due: DueDay,
  requiredDwellS: number,
  after: AfterVisit | null,
  limit: number,
): Promise<VisitToJudge[]> {
  const { rows } = await sql.query<VisitToJudge>(
    `with said as materialized (
       select unit_id, max(value::float8) filter (where key = 'requiredDwellS') as required_dwell_s, max(value::float8) filter (where key = 'thresholdM') as threshold_m
       from settings_on($1, (select array_agg(distinct unit_id) from press where org_id = $1 and rep_id = $2 and day = $3), array[$3::date])
       where key in ('requiredDwellS', 'thresholdM') group by unit_id
     )
     select json_build_object(
        'id', s.visit_id,
        'retailer', json_build_object('lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry), 'sigmaM', p.sigma_m, 'thresholdM', coalesce(p.threshold_m, said.threshold_m, 100), 'coordinate', p.trust),
        'hours', ${hoursJson}, 'requiredDwellS', coalesce(said.required_dwell_s, $4::float8), 'repId', s.rep_id,
        'start', ${pressJson('s')}, 'end', case when e.visit_id is null then null else ${pressJson('e')} end,
        'track', (select coalesce(json_agg(json_build_object('lng', st_x(f.position::geometry), 'lat', st_y(f.position::geometry), 'accuracyM', f.accuracy_m,
                    'accuracyLevel', f.accuracy_level, 'source', f.source, 'fixAt', f.fix_at, 'mock', coalesce(f.mock, false), 'altitudeM', f.altitude_m, 'speedMps', f.speed_mps)
                    order by f.fix_at, f.device_id), '[]')
                  from (select * from known_fix k where k.org_id = s.org_id and k.rep_id = s.rep_id
                          and k.fix_at between s.pressed_at - make_interval(mins => $5) and coalesce(e.pressed_at, s.pressed_at) + make_interval(mins => $5)
                        order by k.fix_at limit ${MOST_FIXES}) f),
        'notices', (select coalesce(json_agg(json_build_object('event', n.notice ->> 'event', 'at', n.at) order by n.at, n.notice_sha256), '[]') from known_phone_notice n
                    where n.org_id = s.org_id and n.rep_id = s.rep_id and n.retailer_id = s.retailer_id and n.kind = 'transition'
                      and n.at between s.pressed_at - make_interval(mins => $5) and coalesce(e.pressed_at, s.pressed_at) + make_interval(mins => $5)),
        'history', json_build_object(
          'visits', (select coalesce(json_agg(json_build_object('visitId', o.visit_id, 'repId', o.rep_id, 'retailerId', o.retailer_id, o.kind, ${pressJson('o', PHONE_SEEN)})
                       order by o.pressed_at, o.visit_id, o.kind), '[]')
                     from press o where o.org_id = s.org_id and (o.visit_id, o.kind) in (
                       ${nearest('n.rep_id = s.rep_id and n.day = s.day')}
                       union ${nearest('n.rep_id = s.rep_id and n.retailer_id = s.retailer_id')}
                       union ${nearest(`st_x(n.position::geometry) in (st_x(s.position::geometry), st_x(e.position::geometry))
                                        and st_y(n.position::geometry) in (st_y(s.position::geometry), st_y(e.position::geometry))`)}
                       union ${nearest('n.device_id = s.device_id and n.rep_id <> s.rep_id and n.rep_id = phone.owner_id and n.day = s.day')})),
          'deviceSkewMedianS', ${skewJson},
          'retailerVisits', ${retailerVisitsJson},
          'coordinateHistory', (select coalesce(json_agg(json_build_object('lng', st_x(w.position::geometry), 'lat', st_y(w.position::geometry), 'coordinate', w.trust) order by w.was_no), '[]')
                                from earlier_coordinate w where w.org_id = s.org_id and w.retailer_id = s.retailer_id and w.begins = p.begins),
          'coordinateInspected', exists (select from known_place w where w.org_id = s.org_id and w.retailer_id = s.retailer_id and w.begins = p.begins
                                           and w.trust = 'surveyed' and st_dwithin(w.position, p.position, ${INSPECTED_WITHIN_M}))
                                 or exists (select from retailer_inspected i where i.org_id = s.org_id and i.retailer_id = s.retailer_id and i.day >= p.begins
                                              and st_dwithin(i.position, p.position, ${INSPECTED_WITHIN_M})),
          'retailersAtCoordinate', (select case when count(*) >= 2 then count(*)::int + 1 end from known_retailer o
                                    where o.org_id = s.org_id and o.position && p.position and o.position::text = p.position::text and o.retailer_id <> s.retailer_id))
      ) as input,
      case when v.verdict_no is null then null
           else json_build_object('verdict', v.verdict, 'reasons', v.reasons, 'rule', v.rule, 'verdictNo', v.verdict_no) end as last,
      (select json_build_object('track', l.evidence -> 'track', 'notices', l.evidence -> 'notices', 'carriers', json_build_object('start', l.evidence #> '{start,carrier}', 'end', l.evidence #> '{end,carrier}')) from verdict l
       where l.org_id = s.org_id and l.visit_id = s.visit_id and l.verdict_no = v.verdict_no) as stored,
      (select json_object_agg(c.kind, json_build_object('lng', st_x(c.position::geometry), 'lat', st_y(c.position::geometry), 'accuracyM', c.uncertainty_m,
         'accuracyLevel', c.level, 'source', 'cell', 'fixAt', c.fix_at)) from known_carrier_fix c where c.org_id = s.org_id and c.visit_id = s.visit_id) as carriers,
      s.pressed_at::text as "pressedAt", s.visit_id as "visitId"
     from press s
     join known_retailer r on r.org_id = s.org_id and r.retailer_id = s.retailer_id
     cross join lateral place_on(s.org_id, s.retailer_id, s.day) p
     left join lateral facts_on(s.org_id, s.retailer_id, s.day) f on true
     join known_unit u on u.org_id = s.org_id and u.unit_id = s.unit_id
     left join press e on e.org_id = s.org_id and e.visit_id = s.visit_id and e.kind = 'end'
     left join said on said.unit_id = s.unit_id
     cross join lateral (select ${phoneOwner} as owner_id) phone
     join visit_day d on d.org_id = s.org_id and d.rep_id = s.rep_id and d.day = s.day
     left join visit v on v.org_id = s.org_id and v.visit_id = s.visit_id
     where s.org_id = $1 and s.rep_id = $2 and s.day = $3 and s.kind = 'start'
       and (e.visit_id is not null or not exists (select from open_visit o where o.org_id = s.org_id and o.visit_id = s.visit_id))
       and (d.revision <> d.judged_revision or v.verdict_no is null or exists (
         select from known_phone_notice n where n.org_id = s.org_id and n.rep_id = s.rep_id and n.retailer_id = s.retailer_id and n.received_at > d.judged_at - interval '1 minute'
           and n.at between s.pressed_at - make_interval(mins => $5) and coalesce(e.pressed_at, s.pressed_at) + make_interval(mins => $5)) or exists (
         select from known_fix f where f.org_id = s.org_id and f.rep_id = s.rep_id and f.received_at > d.judged_at - interval '1 minute'
           and f.fix_at between s.pressed_at - make_interval(mins => $5) and coalesce(e.pressed_at, s.pressed_at) + make_interval(mins => $5)))
       and ($7::timestamptz is null or (s.pressed_at, s.visit_id) > ($7, $8::uuid))
     order by s.pressed_at, s.visit_id limit $9`,
    [
      due.orgId,
      due.repId,
      due.day,
      requiredDwellS,
      TRACK_MINUTES,
      HISTORY_DAYS,
      after?.pressedAt ?? null,
      after?.visitId ?? null,
      limit,
    ],
  );
  for (const { input } of rows) pairHistory(input);
  return rows.map((row) => ({
    ...row,
    input: withCarriers(withStored(row.input, row.stored), row.carriers, row.stored),
  }));
}

/** The history comes a press a row; a visit's two presses belong together, or OVERLAP could not be seen. */
function pairHistory(input: JudgeInput): void {
  const history = input.history as { visits: PastVisit[] };
  const visits = new Map<string, (typeof history.visits)[number]>();
  for (const press of history.visits) visits.set(press.visitId, { ...visits.get(press.visitId), ...press });
  history.visits = [...visits.values()].map((visit) => (visit.repId === input.repId ? visit : veiled(visit, input)));
}

/** Metres on the spheroid between each pair, in one statement. */
export async function distancesM(sql: Queryable, pairs: readonly (readonly [LngLat, LngLat])[]): Promise<number[]> {
  if (pairs.length === 0) return [];
  const { rows } = await sql.query<{ metres: number[] }>(
    `select array_agg(st_distance(st_makepoint(ax, ay)::geography, st_makepoint(bx, by)::geography) order by no) as metres
     from unnest($1::float8[], $2::float8[], $3::float8[], $4::float8[]) with ordinality as p(ax, ay, bx, by, no)`,
    [pairs.map(([a]) => a.lng), pairs.map(([a]) => a.lat), pairs.map(([, b]) => b.lng), pairs.map(([, b]) => b.lat)],
  );
  return rows[0]!.metres;
}

/** What was found of a visit, with everything it rests on. */
export interface NewVerdict {
  visitId: string;
  verdictNo: number;
  answer: JudgeOutput;
  evidence: string;
  evidenceSha256: Buffer;
}

/** Appends verdicts, in one statement: from the first of them to the end of the transaction others of the unit wait for its ledger. */
export async function addVerdicts(sql: Queryable, orgId: number, found: readonly NewVerdict[]): Promise<void> {
  await sql.query(
    `insert into verdict (org_id, visit_id, verdict_no, verdict, reasons, rule, answer, evidence, evidence_sha256)
     select $1, f.visit_id, f.verdict_no, f.answer ->> 'verdict', array(select json_array_elements_text(f.answer -> 'reasons')), f.answer ->> 'rule', f.answer, f.evidence, f.sha256
     from unnest($2::uuid[], $3::integer[], $4::json[], $5::json[], $6::bytea[]) with ordinality as f(visit_id, verdict_no, answer, evidence, sha256, no) order by f.no`,
    [
      orgId,
      found.map(({ visitId }) => visitId),
      found.map(({ verdictNo }) => verdictNo),
      found.map(({ answer }) => JSON.stringify(answer)),
      found.map(({ evidence }) => evidence),
      found.map(({ evidenceSha256 }) => evidenceSha256),
    ],
  );
}
