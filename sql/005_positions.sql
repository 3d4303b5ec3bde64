create extension if not exists btree_gist;

-- A fix: where a phone said it was at a moment. Appended, never edited; nothing is filtered at the door.
-- Partitioned by the phone's time, so that old days are dropped whole; strange times land in the default partition.
create table fix (
  org_id      integer not null,
  device_id   uuid not null,
  fix_at      timestamptz(3) not null,
  rep_id      uuid not null,
  unit_id     uuid not null,                   -- the rep's unit when it arrived
  received_at timestamptz not null default clock_timestamp(),
  position    geography(Point, 4326) not null,
  accuracy_m  double precision,                -- null: the phone did not know or say
  accuracy_level double precision,
  source      text check (source in ('gnss', 'wifi', 'cell', 'manual')),
  mock        boolean,
  speed_mps double precision, course_deg double precision, altitude_m double precision, battery double precision,
  sent_at     timestamptz,
  app         text not null,
  app_fix_id  text,
  primary key (org_id, device_id, fix_at)      -- the same fix sent twice is stored once
) partition by range (fix_at);
create table fix_elsewhen partition of fix default;
create index fix_track on fix (org_id, rep_id, fix_at desc);
create index fix_near on fix using gist (rep_id, position);

-- Makes the daily partitions from one day to another where they are missing. Days in UTC.
create function make_fix_partitions(first_day date, last_day date) returns integer
language plpgsql as $$
declare
  d date;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('make_fix_partitions'));
  for d in select generate_series(first_day, last_day, interval '1 day')::date loop
    if to_regclass('fix_' || to_char(d, 'YYYYMMDD')) is null
       -- a day that already has rows in the default partition stays there
       and not exists (select from fix_elsewhen where fix_at >= d::timestamp at time zone 'UTC' and fix_at < (d + 1)::timestamp at time zone 'UTC') then
      execute format('create table %I partition of fix for values from (%L) to (%L)',
        'fix_' || to_char(d, 'YYYYMMDD'), d::timestamp at time zone 'UTC', (d + 1)::timestamp at time zone 'UTC');
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

-- A rep's day of fixes and how often it grew: what was judged at another revision is judged again.
create table position_day (
  org_id   integer not null,
  rep_id   uuid not null,
  day      date not null,
  revision bigint not null default 1,
  primary key (org_id, rep_id, day)
);

-- Something a phone sent that could not be read as a fix: kept whole, with the reason, for an administrator.
create table quarantine (
  org_id        integer not null,
  quarantine_id bigint generated always as identity,
  device_id     uuid,
  app           text not null,
  reason        text not null,
  detail        text not null,
  raw           text not null,
  raw_sha256    bytea not null,
  received_at   timestamptz not null default clock_timestamp(),
  primary key (org_id, quarantine_id)
);
-- A phone that repeats the same unreadable message is kept once.
create unique index quarantine_once on quarantine (org_id, device_id, raw_sha256) nulls not distinct;

-- What a phone noticed by itself: it crossed the border of a geofence, or it stayed somewhere. Kept as said, evidence beside the fixes.
create table phone_notice (
  org_id      integer not null,
  device_id   uuid not null,
  rep_id      uuid not null,
  kind        text not null check (kind in ('transition', 'app_visit')),
  notice_sha256 bytea not null,                -- the same notice sent twice is stored once
  at          timestamptz(3),                  -- of the crossing, or of the arrival
  notice      jsonb not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (org_id, device_id, notice_sha256)
);
create index phone_notice_time on phone_notice (org_id, rep_id, at);

-- Somebody looked at a person's track: whose, by whom, which hours.
create table track_look (
  org_id    integer not null,
  look_id   bigint generated always as identity,
  looker_id uuid not null,
  rep_id    uuid not null,
  from_at   timestamptz not null,
  to_at     timestamptz not null,
  at        timestamptz not null default clock_timestamp(),
  primary key (org_id, look_id)
);

-- A rep's latest position by the phone's own time, for the live map.
create view last_fix as
select p.org_id, p.person_id as rep_id, p.unit_id, f.fix_at, f.received_at, f.accuracy_m, f.source,
       st_x(f.position::geometry) as lng, st_y(f.position::geometry) as lat
from person p
cross join lateral (
  select * from fix where fix.org_id = p.org_id and fix.rep_id = p.person_id and fix.fix_at <= now() + interval '1 day'
  order by fix.fix_at desc limit 1
) f
where p.role = 'rep';
