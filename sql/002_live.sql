-- The stream's name. A restored database gets a new one, so that a cursor from before is not mistaken for a place in it.
create table stream (
  stream_id uuid primary key default gen_random_uuid()
);
insert into stream default values;

-- Something watchers should hear of: written in the transaction that made it true, tailed by every server process.
create table event (
  org_id       integer not null,
  event_id     bigint generated always as identity,
  -- The writing transaction: the tail reads only below the oldest one still running, so a late commit is never skipped.
  xid          xid8 not null default pg_current_xact_id(),
  unit_id      uuid not null,
  territory_id uuid,
  rep_id       uuid,
  payload      jsonb not null,
  at           timestamptz not null default clock_timestamp(),
  primary key (org_id, event_id)
);
create index event_tail on event (xid, event_id);
create index event_age on event using brin (at);

-- How any feature says what happened.
create function announce(of_org integer, in_unit uuid, in_territory uuid, of_rep uuid, what jsonb) returns void
language sql as $$
  insert into event (org_id, unit_id, territory_id, rep_id, payload) values (of_org, in_unit, in_territory, of_rep, what)
$$;
