-- Something that nobody crosses on their way: a river, a railway, a motorway. No territory of its unit, or of a unit above, is joined
-- across it. A bridge is a gap between two of its lines. `revision` rises with every write: whoever writes says which one they saw.
create table barrier (
  org_id     integer not null,
  barrier_id uuid not null default gen_random_uuid(),
  unit_id    uuid not null,
  name       text not null,
  lines      geography(MultiLineString, 4326) not null check (st_npoints(lines::geometry) between 2 and 20000),
  revision   integer not null default 1,
  made_by    uuid not null,
  made_at    timestamptz(3) not null default clock_timestamp(),
  changed_by uuid not null,
  changed_at timestamptz(3) not null default clock_timestamp(),
  deleted_at timestamptz,
  primary key (org_id, barrier_id),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, made_by) references person,
  foreign key (org_id, changed_by) references person
);
create unique index barrier_name on barrier (org_id, unit_id, name) where deleted_at is null;
