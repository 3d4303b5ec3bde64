-- Work that outlives its request: taken by one process at a time, and by another when that one dies.
create table job (
  org_id   integer not null,
  job_id   uuid not null default gen_random_uuid(),
  kind     text not null,
  unit_id  uuid not null,                      -- what it concerns: who sees the unit sees the job
  made_by  uuid not null,                      -- it runs with what this person may do then
  input    json not null,
  state    text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  attempt  integer not null default 0,         -- counts the takings: only the latest may write
  heard_at timestamptz,                        -- the last sign of life of the process that runs it
  cancel_asked boolean not null default false,
  progress json,
  result   json,
  problem  text,
  made_at    timestamptz(3) not null default now(),
  started_at timestamptz(3),
  ended_at   timestamptz(3),
  primary key (org_id, job_id),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, made_by) references person,
  check ((ended_at is not null) = (state in ('done', 'failed', 'cancelled')))
);
-- What a free process looks for.
create index job_open on job (made_at) where state in ('waiting', 'running');
