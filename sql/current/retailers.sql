-- After: facts

comment on table retailer is
  'A shop that is visited. `original` is the coordinate as it was said, in `frame`; `position` is the same place in '
  'WGS-84.';
comment on column retailer.sigma_m is 'a geocoded or hand-pinned address is good to about 20 m in the median';
comment on column retailer.threshold_m is '100 m is the visit radius in use';
comment on column retailer.threshold_own is
  'the radius is the retailer''s own; otherwise the setting of its unit and the day counts, and 100 m where there is none';

comment on column retailer.contact is 'whom to ask for in the shop';

comment on table import_run is
  'One run of an import: what was in the file and what became of it. The rows'' errors are kept with it.';
comment on column import_run.failure is 'why it failed: a code with its parameters as JSON, in rows of before an English sentence';
comment on column import_run.beat_at is 'a running import that is silent for long has died with its process';

comment on column import_run.structure is 'units and territories that were made, and reps that nobody is; null: the file says none';

comment on table import_file is
  'The file of an import that is under way: whichever process takes the work reads it here. It goes when the run ends.';

comment on column retailer.import_id is 'the import that said the coordinate; null: not known, or somebody said another since';

comment on table retailer_place is
  'A version of where a retailer is. One with a day is a move: it counts from that day on. One without is a correction '
  'of what was always so since the last move. Appended, never edited.';
comment on column retailer_place.original_lng is 'as it was said, in `frame`; null: not kept before there were versions';
comment on column retailer_place.sigma_m is 'null: not kept before there were versions';
comment on column retailer_place.threshold_m is 'null: the setting of the unit and the day counts';
comment on column retailer_place.from_day is 'null: a correction';
comment on column retailer_place.import_id is 'the file that said it';
comment on column retailer_place.by_id is 'null: not known, or nobody';
comment on column retailer_place.on_record is
  'it is an entry of the ledger; a retailer''s first version, and those from before there were versions, are none';

create trigger retailer_place_stays before update or delete on retailer_place for each row execute function refuse_change();
create trigger retailer_place_stays_whole before truncate on retailer_place for each statement execute function refuse_change();

-- What other features may read of a retailer.
create view known_retailer as
select org_id, retailer_id, unit_id, code, name, position, trust, sigma_m, threshold_m, threshold_own, address, grade, business_type, scale,
       road_condition, opening_hours, key_hours, visits_per_month, minutes_per_visit, orders_per_month, volume_per_month, contact, phone, import_id
from retailer;

-- Each version with the day from which it counts: its own, or that of the last move before it.
create view known_place as
select org_id, retailer_id, place_no, position, original_lng, original_lat, frame, trust, sigma_m, threshold_m, from_day, kind, import_id, by_id, reason, at,
       coalesce(from_day, max(from_day) over (partition by org_id, retailer_id order by place_no), '-infinity') as begins, proposal_id
from retailer_place;

create view known_import as
select org_id, import_id, unit_id, file_name from import_run;

-- Where a retailer was on a day, as it is known now.
create function place_on(of_org integer, of_retailer uuid, on_day date) returns setof known_place
language sql stable rows 1 as $$
  select * from known_place where org_id = of_org and retailer_id = of_retailer and begins <= on_day order by begins desc, place_no desc limit 1
$$;

-- Coordinates that were corrected, with those that followed them between two moves; `was_no` rises with time.
create view earlier_coordinate as
select org_id, retailer_id, begins, place_no as was_no, position, trust
from (select *, lead(position::text) over (partition by org_id, retailer_id, begins order by place_no) as next_position from known_place) v
where next_position <> position::text;

-- Retailers that stand on the same coordinate as at least two others: a geocoder's fallback, most likely.
create view shared_coordinate as
select org_id, position::text as position_key, count(*)::int as retailers, array_agg(retailer_id) as retailer_ids
from retailer
group by org_id, position::text
having count(*) >= 3;

-- A version that was proposed says so; all others read as they always did.
create function with_proposal(fact json, proposal_id uuid) returns json
language sql stable as $$
  select case when proposal_id is null then fact else (left(fact::text, -1) || ', "proposalId" : "' || proposal_id || '"}')::json end
$$;

-- What the ledger says of a version. What was said of coordinates before there were versions had the first nine fields.
create function place_fact(p retailer_place) returns json
language sql stable as $$
  select with_proposal(json_build_object('retailerId', p.retailer_id,
    'fromLng', st_x(b.position::geometry), 'fromLat', st_y(b.position::geometry), 'lng', st_x(p.position::geometry), 'lat', st_y(p.position::geometry),
    'fromTrust', b.trust, 'trust', p.trust, 'sigmaM', p.sigma_m, 'thresholdM', p.threshold_m,
    'placeNo', p.place_no, 'kind', p.kind, 'fromDay', to_char(p.from_day, 'YYYY-MM-DD'), 'importId', p.import_id, 'byId', p.by_id, 'reason', p.reason, 'at', utc_text(p.at)), p.proposal_id)
  from known_place k left join lateral (
    select position, trust from known_place o
    where o.org_id = k.org_id and o.retailer_id = k.retailer_id and o.place_no < k.place_no and o.begins <= k.begins order by o.begins desc, o.place_no desc limit 1
  ) b on true
  where k.org_id = p.org_id and k.retailer_id = p.retailer_id and k.place_no = p.place_no
$$;

create view place_on_record as
select org_id, retailer_id, place_no, place_fact(p)::text as fact from retailer_place p where on_record;

-- Where a retailer is decides verdicts: each further version is on record, with who said it and why.
create function ledger_place() returns trigger language plpgsql as $$
begin
  perform ledger_append(r.org_id, r.unit_id, 'coordinate', place_fact(new)) from retailer r where r.org_id = new.org_id and r.retailer_id = new.retailer_id;
  return null;
end $$;
create trigger ledger_place after insert on retailer_place for each row when (new.on_record) execute function ledger_place();

-- A retailer's row says where it is now: a version that counts today is written there.
create function show_place() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() > 1 then -- it was taken from that row
    return null;
  end if;
  update retailer r set position = p.position, original_lng = coalesce(p.original_lng, st_x(p.position::geometry)), original_lat = coalesce(p.original_lat, st_y(p.position::geometry)),
    frame = coalesce(p.frame, 'wgs84'), trust = p.trust, sigma_m = coalesce(p.sigma_m, r.sigma_m), threshold_m = coalesce(p.threshold_m, 100), threshold_own = p.threshold_m is not null,
    import_id = p.import_id, updated_at = now()
  from (select distinct org_id, retailer_id from said) s join known_unit u using (org_id)
    cross join lateral place_on(s.org_id, s.retailer_id, (now() at time zone u.time_zone)::date) p
  where r.org_id = s.org_id and r.retailer_id = s.retailer_id and u.unit_id = r.unit_id;
  return null;
end $$;
create trigger show_place after insert on retailer_place referencing new table as said for each statement execute function show_place();

-- A row that is made, or changed otherwise than by a version (an import, a hand in the database), is a version too.
create function keep_first_places() returns trigger language plpgsql as $$
begin
  insert into retailer_place (org_id, retailer_id, position, original_lng, original_lat, frame, trust, sigma_m, threshold_m, kind, import_id, by_id, on_record)
  select r.org_id, r.retailer_id, r.position, r.original_lng, r.original_lat, r.frame, r.trust, r.sigma_m, case when r.threshold_own then r.threshold_m end,
         case when r.trust = 'surveyed' then 'survey' else 'import' end, r.import_id, i.person_id, false
  from made r left join import_run i on i.org_id = r.org_id and i.import_id = r.import_id;
  return null;
end $$;
create trigger keep_first_places after insert on retailer referencing new table as made for each statement execute function keep_first_places();

create function keep_places() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() > 1 then -- a version is shown
    return null;
  end if;
  insert into retailer_place (org_id, retailer_id, position, original_lng, original_lat, frame, trust, sigma_m, threshold_m, kind, import_id, by_id, on_record)
  select c.org_id, c.retailer_id, c.position, c.original_lng, c.original_lat, c.frame, c.trust, c.sigma_m, case when c.threshold_own then c.threshold_m end,
         case when c.trust = 'surveyed' then 'survey' else 'import' end, c.import_id, i.person_id, true
  from changed c join previous b using (org_id, retailer_id) left join import_run i on i.org_id = c.org_id and i.import_id = c.import_id
  where (b.position, b.trust, b.sigma_m, b.threshold_m, b.threshold_own) is distinct from (c.position, c.trust, c.sigma_m, c.threshold_m, c.threshold_own)
  order by c.org_id, c.unit_id, c.code;
  return null;
end $$;
create trigger keep_places after update on retailer
  referencing old table as previous new table as changed for each statement execute function keep_places();

comment on column import_run.not_open is 'rows of retailers that are paused or closed: they were stored, and stay what they are';

comment on table retailer_life is
  'An act on a retailer''s life: from a day on it is open, paused, open again or closed (withdrawn: what was said from '
  'that very day does not count). Of several acts for one day the last counts. A retailer of whom nothing is said is '
  'open. Appended, never edited.';
comment on column retailer_life.from_day is 'by the clock of the retailer''s unit';
comment on column retailer_life.word is 'on whose word, or why, as whoever said it put it';

comment on table retailer_fact is
  'A version of what a retailer is: its grade, type, setting, visits a month and hours from a day on, until the version '
  'of a later day. Of several for one day the last counts. `retailer` says what counts at present. Appended, never '
  'edited.';
comment on column retailer_fact.from_day is 'by the clock of the retailer''s unit; null: always, as far as is known';
comment on column retailer_fact.import_id is 'the file that said it';
comment on column retailer_fact.by_id is 'who said it by hand; a version without either is what was stored before there were versions';
comment on column retailer_fact.on_record is 'it changes the opening hours, by which visits are judged: an entry of the ledger';

comment on table retailer_fact_due is 'A day that is to come, from which a version counts: then the retailer says the same.';

create trigger retailer_life_stays before update or delete on retailer_life for each row execute function refuse_change();
create trigger retailer_life_stays_whole before truncate on retailer_life for each statement execute function refuse_change();
create trigger retailer_fact_stays before update or delete on retailer_fact for each row execute function refuse_change();
create trigger retailer_fact_stays_whole before truncate on retailer_fact for each statement execute function refuse_change();

-- Acts on retailers' lives that count: the last of each day, unless it withdraws.
create view retailer_act as
select org_id, retailer_id, life_no, from_day, deed, word, by_id, at
from retailer_life l
where deed <> 'withdrawn' and not exists (
  select from retailer_life n where n.org_id = l.org_id and n.retailer_id = l.retailer_id and n.from_day = l.from_day and n.life_no > l.life_no
);

-- What a retailer is on a day: open, paused or closed. One whose first act is its opening was not open before.
create function retailer_state_on(of_org integer, of_retailer uuid, on_day date) returns text
language sql stable as $$
  select coalesce(
    (select case a.deed when 'paused' then 'paused' when 'closed' then 'closed' else 'open' end from retailer_act a
     where a.org_id = of_org and a.retailer_id = of_retailer and a.from_day <= on_day order by a.from_day desc limit 1),
    (select case a.deed when 'opened' then 'closed' else 'open' end from retailer_act a
     where a.org_id = of_org and a.retailer_id = of_retailer order by a.from_day limit 1),
    'open')
$$;

create function retailer_open_on(of_org integer, of_retailer uuid, on_day date) returns boolean
language sql stable as $$
  select retailer_state_on(of_org, of_retailer, on_day) = 'open'
$$;

-- What is known of a retailer's grade, type, setting, frequency and hours on a day: at most one row.
create function facts_on(of_org integer, of_retailer uuid, on_day date)
returns table (from_day date, grade text, business_type text, setting text, visits_per_month float8, opening_hours text, key_hours text)
language sql stable as $$
  select f.from_day, f.grade, f.business_type, f.setting, f.visits_per_month, f.opening_hours, f.key_hours
  from retailer_fact f
  where f.org_id = of_org and f.retailer_id = of_retailer and (f.from_day is null or f.from_day <= on_day)
  order by f.from_day desc nulls last, f.fact_no desc limit 1
$$;

-- A new retailer is what it is said to be, for all that is known since ever.
create function keep_first_facts() returns trigger language plpgsql as $$
begin
  insert into retailer_fact (org_id, retailer_id, fact_no, grade, business_type, setting, visits_per_month, opening_hours, key_hours, import_id, on_record)
  select org_id, retailer_id, 1, grade, business_type, setting, visits_per_month, opening_hours, key_hours,
         nullif(current_setting('rounds.import', true), '')::uuid, false
  from added;
  return null;
end $$;
create trigger keep_first_facts after insert on retailer
  referencing new table as added for each statement execute function keep_first_facts();

-- What a file changes counts from the day on which it came. A version that said so before is not said again.
create function keep_facts() returns trigger language plpgsql as $$
begin
  insert into retailer_fact (org_id, retailer_id, fact_no, from_day, grade, business_type, setting, visits_per_month, opening_hours, key_hours, import_id, on_record)
  select c.org_id, c.retailer_id, (select coalesce(max(n.fact_no), 0) + 1 from retailer_fact n where n.org_id = c.org_id and n.retailer_id = c.retailer_id),
         d.today, c.grade, c.business_type, c.setting, c.visits_per_month, c.opening_hours, c.key_hours,
         nullif(current_setting('rounds.import', true), '')::uuid, f.opening_hours is distinct from c.opening_hours
  from changed c join previous b using (org_id, retailer_id)
  join known_unit u on u.org_id = c.org_id and u.unit_id = c.unit_id
  cross join lateral (select (now() at time zone u.time_zone)::date as today) d
  left join lateral facts_on(c.org_id, c.retailer_id, d.today) f on true
  where (b.grade, b.business_type, b.setting, b.visits_per_month, b.opening_hours, b.key_hours)
      is distinct from (c.grade, c.business_type, c.setting, c.visits_per_month, c.opening_hours, c.key_hours)
    and (f.grade, f.business_type, f.setting, f.visits_per_month, f.opening_hours, f.key_hours)
      is distinct from (c.grade, c.business_type, c.setting, c.visits_per_month, c.opening_hours, c.key_hours)
  order by c.org_id, c.retailer_id;
  return null;
end $$;
create trigger keep_facts after update on retailer
  referencing old table as previous new table as changed for each statement execute function keep_facts();

-- What the ledger says of an act on a life and of a change of hours: computed again from the row, it must be the entry's text.
create function life_fact(l retailer_life) returns json
language sql stable as $$
  select json_build_object('retailerId', l.retailer_id, 'lifeNo', l.life_no, 'fromDay', to_char(l.from_day, 'YYYY-MM-DD'), 'deed', l.deed,
    'word', l.word, 'changedBy', l.by_id, 'at', utc_text(l.at))
$$;

create function hours_fact(f retailer_fact) returns json
language sql stable as $$
  select json_build_object('retailerId', f.retailer_id, 'factNo', f.fact_no, 'fromDay', to_char(f.from_day, 'YYYY-MM-DD'),
    'openingHours', f.opening_hours, 'importId', f.import_id, 'word', f.word, 'changedBy', f.by_id, 'at', utc_text(f.at))
$$;

create view retailer_life_on_record as
select org_id, retailer_id, life_no, life_fact(l)::text as fact from retailer_life l;

create view retailer_hours_on_record as
select org_id, retailer_id, fact_no, hours_fact(f)::text as fact from retailer_fact f where on_record;

create function ledger_life() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, r.unit_id, 'life', life_fact(new)) from retailer r where r.org_id = new.org_id and r.retailer_id = new.retailer_id;
  return null;
end $$;
create trigger ledger_life after insert on retailer_life for each row execute function ledger_life();

create function ledger_hours() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, r.unit_id, 'hours', hours_fact(new)) from retailer r where r.org_id = new.org_id and r.retailer_id = new.retailer_id;
  return null;
end $$;
create trigger ledger_hours after insert on retailer_fact for each row when (new.on_record) execute function ledger_hours();
