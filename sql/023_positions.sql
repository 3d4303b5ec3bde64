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
  shift_only constant integer[] := (select array_agg(org_id) from org_setting where org_id = any(orgs) and key = 'recording' and value = 'shift');
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
    on conflict (org_id, rep_id, day) do update set revision = position_day.revision + 1;
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
      on conflict (org_id, rep_id, day) do update set revision = position_day.revision + 1
    )
    select array_agg((select count(distinct h.at) from held h where h.no = p.no and h.is_new)::integer order by p.no),
           (select array_agg(h.i order by h.i) from held h where case when h.position = h.said then false else st_distance(h.position, h.said) > 0.1 end),
           array_agg(coalesce((select h.i from held h where h.no = p.no and h.is_new and h.position = h.said and h.at <= came_at + interval '1 day' order by h.at desc, h.i limit 1), 0) order by p.no)
    into stored, elsewhere, heard
    from generate_series(1, cardinality(orgs)) p(no);
  end if;

  insert into event (org_id, unit_id, rep_id, payload) -- as announce() does for one
  select orgs[h.no], units[h.no], reps[h.no], jsonb_build_object('kind', 'positions', 'unitId', units[h.no], 'positions', jsonb_build_array(jsonb_build_object(
    'repId', reps[h.no], 'position', jsonb_build_object('lng', lngs[h.i], 'lat', lats[h.i]), 'accuracyM', accuracies[h.i], 'source', sources[h.i],
    'fixAt', to_char(to_timestamp(at_ms[h.i] / 1000) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'receivedAt', to_char(came_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))
  from unnest(heard) with ordinality h(i, no) where h.i > 0;
end $$;

-- Whose phones show these tokens: a plan that is kept, and the units below are walked only where there are some. `is_stale`: last seen
-- more than a minute ago.
create function phones_of(token_hashes bytea[])
returns table (no bigint, org_id integer, person_id uuid, role text, name text, unit_id uuid, unit_ids uuid[], time_zone text, device_id uuid, is_stale boolean)
language plpgsql stable as $$
begin
  return query
  with phone as materialized (
    select t.no, d.org_id, p.person_id, p.role, p.name, p.unit_id, u.time_zone, d.device_id, coalesce(d.last_seen_at < now() - interval '1 minute', true) as is_stale
    from unnest(token_hashes) with ordinality as t(token_hash, no)
    join device d on d.token_hash = t.token_hash
    join person p on p.org_id = d.org_id and p.person_id = d.person_id
    join unit u on u.org_id = p.org_id and u.unit_id = p.unit_id
    where d.revoked_at is null and p.is_active
  ), scope as materialized (
    select s.org_id, s.unit_id, case when exists (select from unit b where b.org_id = s.org_id and b.parent_id = s.unit_id) then unit_scope(s.org_id, s.unit_id) else array[s.unit_id] end as unit_ids
    from (select distinct x.org_id, x.unit_id from phone x) s
  )
  select w.no, w.org_id, w.person_id, w.role, w.name, w.unit_id, s.unit_ids, w.time_zone, w.device_id, w.is_stale
  from phone w join scope s on s.org_id = w.org_id and s.unit_id = w.unit_id;
end $$;
