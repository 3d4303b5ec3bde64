-- After: people

comment on table fix is
  'A fix: where a phone said it was at a moment. Appended, never edited; nothing is filtered at the door. '
  'Partitioned by the phone''s time, so that old days are dropped whole; strange times land in the default '
  'partition.';
comment on column fix.unit_id is 'the rep''s unit when it arrived';
comment on column fix.accuracy_m is 'null: the phone did not know or say';
comment on index fix_pkey is 'The same fix sent twice is stored once.';

comment on table position_day is
  'A rep''s day of fixes and how often it grew: what was judged at another revision is judged again.';
comment on column position_day.due_at is 'since when it holds what no judging has seen; null: all of it was seen';

comment on table phone_notice is
  'What a phone noticed by itself: it crossed the border of a geofence, or it stayed somewhere. Kept as said, '
  'evidence beside the fixes.';
comment on column phone_notice.notice_sha256 is 'the same notice sent twice is stored once';
comment on column phone_notice.at is 'of the crossing, or of the arrival';

comment on table fix_refused is
  'How many positions of a rep''s day came and were not kept, because they were recorded outside of every shift. '
  'Nothing else of them is known, so one that is sent twice counts twice.';

comment on table waypoint_sent is
  'The retailers that a phone was last given as its own geofences: a new list goes out only when it is another one.';
comment on column waypoint_sent.list_sha256 is 'of the command as it was sent, without what it removes';
comment on column phone_notice.retailer_id is
  'whose border was crossed, where it is one of those that the phone had been given';

-- What other features may read of what phones sent.
create view known_fix as
select org_id, device_id, fix_at, rep_id, unit_id, received_at, position, accuracy_m, accuracy_level, source, mock,
       speed_mps, course_deg, altitude_m, battery, sent_at, app
from fix;

create view known_position_day as
select org_id, rep_id, day, revision, due_at from position_day;

-- Days of fixes were seen up to these revisions. One that somebody is adding to keeps its mark: nobody waits here for anybody.
create function fixes_seen(orgs integer[], reps uuid[], days date[], revisions bigint[]) returns void
language sql as $$
  update position_day p set due_at = null
  from (
    select d.org_id, d.rep_id, d.day from position_day d
    join unnest(orgs, reps, days, revisions) s(org_id, rep_id, day, revision) using (org_id, rep_id, day, revision)
    where d.due_at is not null
    for update of d skip locked
  ) seen
  where p.org_id = seen.org_id and p.rep_id = seen.rep_id and p.day = seen.day
$$;

create view known_phone_notice as
select org_id, device_id, rep_id, kind, notice_sha256, at, notice, received_at, retailer_id from phone_notice;

create view known_fix_refused as
select org_id, rep_id, day, refused from fix_refused;

-- Makes the daily partitions from one day to another where they are missing, and takes into each what a phone whose clock ran ahead
-- sent of that day before: else one phone could keep the days to come from everybody. Days in UTC.
create function make_fix_partitions(first_day date, last_day date) returns integer
language plpgsql as $$
declare
  d date;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('make_fix_partitions'));
  for d in select generate_series(first_day, last_day, interval '1 day')::date loop
    if to_regclass('fix_' || to_char(d, 'YYYYMMDD')) is null then
      execute format('create table %I (like fix including all)', 'fix_' || to_char(d, 'YYYYMMDD'));
      lock table fix_elsewhen in access exclusive mode; -- else what comes in meanwhile would keep the day from being attached
      execute format('with early as (delete from fix_elsewhen where fix_at >= %2$L and fix_at < %3$L returning *) insert into %1$I select * from early',
        'fix_' || to_char(d, 'YYYYMMDD'), d::timestamp at time zone 'UTC', (d + 1)::timestamp at time zone 'UTC');
      execute format('alter table fix attach partition %I for values from (%L) to (%L)',
        'fix_' || to_char(d, 'YYYYMMDD'), d::timestamp at time zone 'UTC', (d + 1)::timestamp at time zone 'UTC');
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

-- Whether no vehicle goes from one position to the next in the time: shared/positions.ts says the same to a page that is open.
create function is_leap(a geography, a_at timestamptz, b geography, b_at timestamptz) returns boolean language sql stable as $$
  select coalesce(st_distance(a, b, false) > greatest(10000, 100 * greatest(1, abs(extract(epoch from b_at - a_at)))), false)
$$;

-- A rep's latest position by the phone's own time, for the live map, but never a single leap of tens of kilometres; where the phone's clock is years off, by when it was heard.
create view last_fix as
select p.org_id, p.person_id as rep_id, p.unit_id, f.fix_at, f.received_at, f.accuracy_m, f.source,
       st_x(f.position::geometry) as lng, st_y(f.position::geometry) as lat
from known_person p
cross join lateral (
  select * from (
    (select fix_at, received_at, accuracy_m, source, position from (
       select newest.*, lead(position) over w as before, lead(fix_at) over w as before_at,
              lead(position, 2) over w as earlier, lead(fix_at, 2) over w as earlier_at
       from (
         -- each day is a partition to look into: those of long ago only for whoever was not heard of lately
         with lately as materialized (
           select * from fix where fix.org_id = p.org_id and fix.rep_id = p.person_id and fix.fix_at <= now() + interval '1 day' and fix.fix_at > now() - interval '3 days'
           order by fix.fix_at desc limit 4
         ), long_ago as materialized (
           select * from fix where fix.org_id = p.org_id and fix.rep_id = p.person_id and fix.fix_at <= now() - interval '3 days' and (select count(*) from lately) < 4
           order by fix.fix_at desc limit 4
         )
         select * from lately union all select * from long_ago order by fix_at desc limit 4
       ) newest
       window w as (order by fix_at desc)
     ) step
     -- a leap is the newer one's fault, unless the one before leapt away from where both others are
     where not is_leap(before, before_at, position, fix_at)
        or (is_leap(earlier, earlier_at, before, before_at) and not is_leap(earlier, earlier_at, position, fix_at))
     order by fix_at desc limit 1)
    union all
    (select fix_at, received_at, accuracy_m, source, position from fix where fix.org_id = p.org_id and fix.rep_id = p.person_id and fix.fix_at > now() + interval '1 day'
     order by fix.fix_at desc limit 1)
    union all
    (select fix_at, received_at, accuracy_m, source, position from fix where fix.org_id = p.org_id and fix.rep_id = p.person_id and fix.fix_at < now() - interval '180 days'
     order by fix.fix_at desc limit 1)
  ) latest
  -- a strange time beside good ones is a flaw; a phone that says nothing else for a while has a wrong clock
  order by received_at + case when fix_at between now() - interval '180 days' and now() + interval '1 day' then interval '15 minutes' else interval '0' end desc
  limit 1
) f
where p.role = 'rep';

-- Positions expire; that they came, how many, when and with which content does not. Positions of many phones are stored in one
-- statement: one entry a unit says all of it, because entries of a unit wait for each other.
create function ledger_fixes() returns trigger language plpgsql as $$
begin
  perform ledger_append(u.org_id, u.unit_id, 'fixes', json_build_object('count', u.n, 'phones', u.phones))
  from (
    select org_id, unit_id, sum(n) as n,
           json_agg(json_build_object('repId', rep_id, 'deviceId', device_id, 'count', n, 'from', utc_text(from_at), 'to', utc_text(to_at), 'sha256', sha256, 'receivedAt', utc_text(received_at)) order by device_id) as phones
    from (
      select org_id, unit_id, rep_id, device_id, count(*) as n, min(fix_at) as from_at, max(fix_at) as to_at, min(received_at) as received_at,
             encode(sha256(convert_to(string_agg(concat_ws(',', utc_text(fix_at), st_x(position::geometry), st_y(position::geometry), accuracy_m, source, mock), E'\n' order by fix_at), 'UTF8')), 'hex') as sha256
      from stored group by org_id, unit_id, rep_id, device_id
    ) phone
    group by org_id, unit_id order by org_id, unit_id -- locked in one order everywhere
  ) u;
  return null;
end $$;
-- Fixes as they came, with the hash that the ledger must have for them: a phone's of one call have one moment of coming. The
-- formula is that of the trigger above.
create view fixes_on_record as
select org_id, unit_id, rep_id, device_id, received_at, min(fix_at) as from_at, max(fix_at) as to_at,
       encode(sha256(convert_to(string_agg(concat_ws(',', utc_text(fix_at), st_x(position::geometry), st_y(position::geometry), accuracy_m, source, mock), E'\n' order by fix_at), 'UTF8')), 'hex') as sha256
from fix group by org_id, unit_id, rep_id, device_id, received_at;

create trigger ledger_fixes after insert on fix referencing new table as stored for each statement execute function ledger_fixes();

-- What phones sent, many phones at once, as one call: plpgsql keeps the plans, which took a tenth of a writing, and rows that are
-- all new, as nearly all are, go from the request into the table without being looked at again (in CPU of the database, 26.6 µs a
-- fix as one statement with RETURNING and joins, 15 µs as this). Columns are arrays: the first six have an element a phone, the
-- others one a fix, whose phone is no `nos`; `newest` says for each phone which of its fixes is the newest that may be shown,
-- 0 where none may. A column of which nothing is known may be null.
-- `stored`: how many of each phone were new, null where all were. `elsewhere`: fixes that put the phone to another place than
-- the one that is stored of that very moment.
-- All fixes of a call came at one moment: what is new among them is known again by it, under the lock of their reps.
create function keep_fixes(orgs integer[], devices uuid[], reps uuid[], units uuid[], zones text[], apps text[],
  nos integer[], at_ms float8[], lngs float8[], lats float8[], accuracies float8[], levels float8[], sources text[], mocks boolean[],
  speeds float8[], courses float8[], altitudes float8[], batteries float8[], sent_ms float8[], app_fix_ids text[], newest integer[],
  out stored integer[], out elsewhere integer[])
language plpgsql as $$
declare
  came_at constant timestamptz := clock_timestamp();
  shift_only constant integer[] := (select array_agg(org_id) from shift_only_org where org_id = any(orgs));
  is_kept boolean[];
  heard integer[] := newest;
  n bigint;
begin
  if shift_only is not null then
    is_kept := (select array_agg(orgs[f.no] <> all(shift_only) or in_shift(orgs[f.no], reps[f.no], to_timestamp(f.ms / 1000)) order by f.i)
                from unnest(nos, at_ms) with ordinality f(no, ms, i));
    insert into fix_refused (org_id, rep_id, day, refused)
    select orgs[f.no], reps[f.no], (to_timestamp(f.ms / 1000) at time zone zones[f.no])::date, count(*)
    from unnest(nos, at_ms, is_kept) f(no, ms, is_kept) where not f.is_kept group by 1, 2, 3 order by 1, 2, 3
    on conflict (org_id, rep_id, day) do update set refused = fix_refused.refused + excluded.refused;
  end if;

  insert into fix (org_id, device_id, rep_id, unit_id, app, fix_at, received_at, position, accuracy_m, accuracy_level, source, mock,
                   speed_mps, course_deg, altitude_m, battery, sent_at, app_fix_id)
  select orgs[f.no], devices[f.no], reps[f.no], units[f.no], apps[f.no], to_timestamp(f.ms / 1000), came_at,
         st_setsrid(st_makepoint(f.lng, f.lat), 4326)::geography, f.accuracy_m, f.accuracy_level, f.source, f.mock,
         f.speed_mps, f.course_deg, f.altitude_m, f.battery, to_timestamp(f.sent_ms / 1000)::timestamptz(3), f.app_fix_id
  from unnest(nos, at_ms, lngs, lats, accuracies, levels, sources, mocks, speeds, courses, altitudes, batteries, sent_ms, app_fix_ids, is_kept)
    as f(no, ms, lng, lat, accuracy_m, accuracy_level, source, mock, speed_mps, course_deg, altitude_m, battery, sent_ms, app_fix_id, is_kept)
  where f.is_kept is not false
  on conflict do nothing;
  get diagnostics n = row_count;

  if n = cardinality(nos) then
    insert into position_day (org_id, rep_id, day)
    select distinct orgs[f.no], reps[f.no], (to_timestamp(f.ms / 1000) at time zone zones[f.no])::date from unnest(nos, at_ms) f(no, ms) order by 1, 2, 3
    on conflict (org_id, rep_id, day) do update set revision = position_day.revision + 1, due_at = coalesce(position_day.due_at, excluded.due_at);
  else
    -- the row that holds a fix's moment now: its own, or the one that was there before
    with held as materialized (
      select f.no, f.i, f.at, h.received_at = came_at as is_new, h.position, st_setsrid(st_makepoint(f.lng, f.lat), 4326)::geography as said
      from (select u.no::integer, u.i::integer, to_timestamp(u.ms / 1000)::timestamptz(3) as at, u.lng, u.lat, u.is_kept
            from unnest(nos, at_ms, lngs, lats, is_kept) with ordinality u(no, ms, lng, lat, is_kept, i)) f
      cross join lateral ( -- a limit, because a plain join may be planned as a scan of all days
        select x.received_at, x.position from fix x where x.org_id = orgs[f.no] and x.device_id = devices[f.no] and x.fix_at = f.at limit 1) h
      where f.is_kept is not false
    ), touched as (
      insert into position_day (org_id, rep_id, day)
      select distinct orgs[h.no], reps[h.no], (h.at at time zone zones[h.no])::date from held h where h.is_new order by 1, 2, 3
      on conflict (org_id, rep_id, day) do update set revision = position_day.revision + 1, due_at = coalesce(position_day.due_at, excluded.due_at)
    )
    select array_agg((select count(distinct h.at) from held h where h.no = p.no and h.is_new)::integer order by p.no),
           (select array_agg(h.i order by h.i) from held h where case when h.position = h.said then false else st_distance(h.position, h.said) > 0.1 end),
           array_agg(coalesce((select h.i from held h where h.no = p.no and h.is_new and h.position = h.said and h.at <= came_at + interval '1 day' order by h.at desc, h.i limit 1), 0) order by p.no)
    into stored, elsewhere, heard
    from generate_series(1, cardinality(orgs)) p(no);
  end if;

  perform announce_each(array_agg(orgs[h.no]), array_agg(units[h.no]), array_agg(reps[h.no]), array_agg(
    jsonb_build_object('kind', 'positions', 'unitId', units[h.no], 'positions', jsonb_build_array(jsonb_build_object(
    'repId', reps[h.no], 'position', jsonb_build_object('lng', lngs[h.i], 'lat', lats[h.i]), 'accuracyM', accuracies[h.i], 'source', sources[h.i],
    'fixAt', to_char(to_timestamp(at_ms[h.i] / 1000) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'receivedAt', to_char(came_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))))
  from unnest(heard) with ordinality h(i, no) where h.i > 0;
end $$;

-- Deletes raw positions older than an organisation keeps them, `otherwise` days where it says nothing: whole partitions that nobody
-- keeps any more, and rows of organisations that keep less than others, or of days that have no partition. Of whom something was
-- deleted, the ledger says up to which moment.
create function drop_fixes(otherwise integer) returns void
language plpgsql as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
  shortest integer;
  longest integer;
  part name;
  losers integer[] := '{}';
begin
  select coalesce(min(days), otherwise), coalesce(max(days), otherwise) into shortest, longest from days_kept('positionDays', otherwise);
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'fix'::regclass and c.relname ~ '^fix_\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < today - longest - 1
  loop
    execute format('select $1 || array(select o.org_id from known_org o where exists (select from %I f where f.org_id = o.org_id))', part) into losers using losers;
    execute format('drop table %I', part);
  end loop;
  with dropped as (
    delete from fix_elsewhen f using days_kept('positionDays', otherwise) k
    where k.org_id = f.org_id and f.received_at < (today - k.days - 1)::timestamp at time zone 'UTC'
    returning f.org_id
  )
  select losers || array(select distinct org_id from dropped) into losers;
  if shortest < longest then
    with dropped as (
      delete from fix f using days_kept('positionDays', otherwise) k
      where k.org_id = f.org_id and k.days < longest and f.fix_at < (today - k.days - 1)::timestamp at time zone 'UTC'
      returning f.org_id
    )
    select losers || array(select distinct org_id from dropped) into losers;
  end if;
  perform ledger_expiry(k.org_id, 'positions', (today - k.days - 1)::timestamp at time zone 'UTC')
  from (select * from days_kept('positionDays', otherwise) where org_id = any(losers) order by org_id) k;
end $$;
