-- A shop that is visited. `original` is the coordinate as it was said, in `frame`; `position` is the same place in WGS-84.
create table retailer (
  org_id      integer not null,
  retailer_id uuid not null default gen_random_uuid(),
  unit_id     uuid not null,
  code        text not null,
  name        text not null,
  position    geography(Point, 4326) not null,
  original_lng double precision not null,
  original_lat double precision not null,
  frame       text not null check (frame in ('wgs84', 'gcj02', 'bd09')),
  trust       text not null default 'imported' check (trust in ('imported', 'confirmed', 'surveyed')),
  -- Defaults: a geocoded or hand-pinned address is good to about 20 m in the median; 100 m is the visit radius in use.
  sigma_m     double precision not null default 20 check (sigma_m > 0),
  threshold_m double precision not null default 100 check (threshold_m > 0),
  licence_no text, address text, grade text, business_type text, scale text,
  setting text check (setting in ('urban', 'rural')),
  road_condition text check (road_condition in ('good', 'fair', 'poor')),
  opening_hours text, key_hours text,
  visits_per_month double precision, minutes_per_visit double precision,
  orders_per_month double precision, volume_per_month double precision,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (org_id, retailer_id),
  unique (org_id, code),
  foreign key (org_id, unit_id) references unit
);
create index retailer_position on retailer using gist (position);
create index retailer_unit on retailer (org_id, unit_id, code);

-- One run of an import: what was in the file and what became of it. The rows' errors are kept with it.
create table import_run (
  org_id     integer not null,
  import_id  uuid not null default gen_random_uuid(),
  unit_id    uuid not null,
  person_id  uuid,
  file_name  text not null,
  file_sha256 bytea not null,
  frame      text not null,
  mapping    jsonb not null,
  state      text not null default 'running' check (state in ('running', 'done', 'failed')),
  row_count  integer not null,
  done_count integer not null default 0,
  created_count integer not null default 0,
  updated_count integer not null default 0,
  unchanged_count integer not null default 0,
  error_count integer not null default 0,
  errors     jsonb not null default '[]',
  failure    text,                             -- why it failed, for people
  at         timestamptz not null default now(),
  beat_at    timestamptz not null default now(), -- a running import that is silent for long has died with its process
  primary key (org_id, import_id),
  foreign key (org_id, unit_id) references unit
);

-- Retailers that stand on the same coordinate as at least two others: a geocoder's fallback, most likely.
create view shared_coordinate as
select org_id, position::text as position_key, count(*)::int as retailers, array_agg(retailer_id) as retailer_ids
from retailer
group by org_id, position::text
having count(*) >= 3;
