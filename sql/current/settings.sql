-- After: facts, people

comment on table org_setting is
  'A choice of the organisation. `recording` says when positions are kept: ''always'' (so when there is no row), '
  'because switching the tracker app on is the rep''s own act and the phone shows it; or ''shift'', only in a shift '
  'that the rep opened, or at a press.';

-- An organisation that keeps positions of shifts only.
create view shift_only_org as
select org_id from org_setting where key = 'recording' and value = 'shift';

-- Whether an organisation keeps positions of shifts only.
create function is_shift_only(of_org integer) returns boolean
language sql stable as $$
  select exists (select from shift_only_org where org_id = of_org)
$$;

-- Says when positions of an organisation are kept; saying the same again is no change.
create function set_recording(of_org integer, rule text, by_person uuid) returns void
language sql as $$
  insert into org_setting (org_id, key, value, changed_by) values (of_org, 'recording', rule, by_person)
  on conflict (org_id, key) do update set value = excluded.value, changed_by = excluded.changed_by, changed_at = clock_timestamp()
  where org_setting.value <> excluded.value
$$;

-- What the ledger says of a setting: computed again from the row, it must be the text of its last entry.
create function setting_fact(s org_setting) returns json
language sql stable as $$
  select json_build_object('key', s.key, 'value', s.value, 'changedBy', s.changed_by)
$$;

-- Settings as the ledger should have them.
create view setting_on_record as
select s.org_id, s.key, setting_fact(s)::text as fact from org_setting s;

-- Whether people are followed beyond their shifts is no small thing: who changed it and when is on record.
create function ledger_setting() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, u.unit_id, 'setting', setting_fact(new))
  from known_unit u where u.org_id = new.org_id and u.parent_id is null;
  return null;
end $$;
create trigger ledger_setting after insert or update on org_setting for each row execute function ledger_setting();

comment on table setting_change is
  'An act on a setting: from a day on a unit has a value of its own (set), has none any more (inherit: what stands '
  'above it counts again), or what was said from that very day does not count (withdraw). The unit without a parent '
  'is the organisation. Of several acts for one day the last counts. Appended, never edited.';
comment on column setting_change.key is 'of shared/settings.ts, which also knows what a value looks like';
comment on column setting_change.change_no is
  '1, 2, 3 … of the unit and key: two who change what they both saw meet here';
comment on column setting_change.from_day is 'by the unit''s clock';
comment on column setting_change.on_record is 'it touches evidence: each row is an entry of the ledger';

create trigger setting_change_stays before update or delete on setting_change for each row execute function refuse_change();
create trigger setting_change_stays_whole before truncate on setting_change for each statement execute function refuse_change();

-- What each unit says itself of each setting, and for which days: from_day to the day before until_day.
create view setting_span as
select org_id, unit_id, key, from_day, lead(from_day) over (partition by org_id, unit_id, key order by from_day) as until_day,
       deed, value, change_no, set_by, set_at, reason
from (select distinct on (org_id, unit_id, key, from_day) * from setting_change order by org_id, unit_id, key, from_day, change_no desc) latest
where deed <> 'withdraw';

-- What is said of settings for units on days: by each unit itself, or by the nearest one above that says something. Settings of which
-- nobody says anything are left out. (Who stands above whom is as it is now.)
create function settings_on(of_org integer, of_units uuid[], on_days date[])
returns table (unit_id uuid, day date, key text, value jsonb, said_by uuid, is_organisation boolean, from_day date, set_by uuid, set_at timestamptz, reason text)
language sql stable as $$
  with recursive up as (
    select u.unit_id, u.unit_id as above, 0 as steps, u.parent_id from known_unit u where u.org_id = of_org and u.unit_id = any(of_units)
    union all
    select up.unit_id, p.unit_id, up.steps + 1, p.parent_id from up join known_unit p on p.org_id = of_org and p.unit_id = up.parent_id
  )
  select distinct on (up.unit_id, d.day, s.key)
         up.unit_id, d.day, s.key, s.value, s.unit_id, up.parent_id is null, s.from_day, s.set_by, s.set_at, s.reason
  from up
  join setting_span s on s.org_id = of_org and s.unit_id = up.above and s.deed = 'set'
  join unnest(on_days) d(day) on s.from_day <= d.day and (s.until_day is null or s.until_day > d.day)
  order by up.unit_id, d.day, s.key, up.steps
$$;

-- The visit radius that is in force in each unit today, by the unit's clock, of retailers without one of their own; units of which nobody
-- says one are left out.
create view threshold_today as
select u.org_id, u.unit_id, (s.value)::float8 as threshold_m
from known_unit u
cross join lateral settings_on(u.org_id, array[u.unit_id], array[(now() at time zone u.time_zone)::date]) s
where s.key = 'thresholdM';

-- How many days each organisation keeps something of which `of_key` says so; the server's own number where it says none.
create function days_kept(of_key text, otherwise integer) returns table (org_id integer, days integer)
language sql stable as $$
  select o.org_id, coalesce((s.value)::integer, otherwise)
  from known_org o
  left join known_unit u on u.org_id = o.org_id and u.parent_id is null
  left join setting_span s on s.org_id = o.org_id and s.unit_id = u.unit_id and s.key = of_key and s.deed = 'set'
    and (now() at time zone u.time_zone)::date >= s.from_day and (s.until_day is null or (now() at time zone u.time_zone)::date < s.until_day)
$$;

-- What the ledger says of a change: computed again from the row, it must be the entry's text.
create function setting_fact(c setting_change) returns json
language sql stable as $$
  select json_build_object('key', c.key, 'unitId', c.unit_id, 'changeNo', c.change_no, 'fromDay', to_char(c.from_day, 'YYYY-MM-DD'), 'deed', c.deed,
    'value', c.value, 'reason', c.reason, 'changedBy', c.set_by, 'at', utc_text(c.set_at))
$$;

-- The changes that are on record, as they must stand in the ledger.
create view setting_change_on_record as select org_id, unit_id, key, change_no, setting_fact(c)::text as fact from setting_change c where on_record;

create function ledger_setting_change() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'setting', setting_fact(new));
  return null;
end $$;
create trigger ledger_setting_change after insert on setting_change for each row when (new.on_record) execute function ledger_setting_change();

-- The recording rule counts from the moment it is said: storing a position asks `org_setting`, whose own trigger puts it on record.
create function apply_recording() returns trigger language plpgsql as $$
begin
  perform set_recording(new.org_id, coalesce(new.value #>> '{}', 'always'), new.set_by);
  return null;
end $$;
create trigger apply_recording after insert on setting_change for each row when (new.key = 'recording') execute function apply_recording();
