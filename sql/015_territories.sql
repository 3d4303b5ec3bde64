-- A territory that is not in force is either of the past or of a map that is still to come: it has no retailers, and its name is free.
alter table territory add column is_live boolean not null default true;
alter table territory drop constraint territory_org_id_kind_unit_id_name_key;
create unique index territory_live_name on territory (org_id, kind, unit_id, name) where is_live;

-- A draft of the map of one kind in a unit and all below it. `revision` rises with every write: whoever writes says which one they saw.
create table scenario (
  org_id       integer not null,
  scenario_id  uuid not null default gen_random_uuid(),
  unit_id      uuid not null,
  kind         text not null check (kind in ('order_call', 'visit', 'delivery')),
  name         text not null,
  revision     integer not null default 1,
  -- Settings and territories as they stand at the step below (shared/scenarios.ts).
  design       jsonb not null,
  -- The step this draft stands at; 0 is its beginning. Undo and redo move it.
  step_no      integer not null default 0,
  job_id       uuid,                           -- the last search that was asked for
  made_at      timestamptz not null default now(),
  changed_at   timestamptz not null default now(),
  changed_by   uuid not null,
  change       text not null,                  -- what the last write did
  change_count integer not null default 0,     -- to how many retailers
  deleted_at   timestamptz,
  primary key (org_id, scenario_id),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, changed_by) references person
);
create unique index scenario_name on scenario (org_id, unit_id, kind, name) where deleted_at is null;

-- Where a retailer stands in a draft: the number of a territory of its design, 0 for none. A retailer without a row is in none.
create table scenario_member (
  org_id       integer not null,
  scenario_id  uuid not null,
  retailer_id  uuid not null,
  territory_no integer not null default 0,
  is_locked    boolean not null default false,
  primary key (org_id, scenario_id, retailer_id),
  foreign key (org_id, scenario_id) references scenario,
  foreign key (org_id, retailer_id) references retailer
);

-- Something a planner or a search did to a draft, with what it was before: appended, and never taken away. The parent is the step it
-- was made upon, so that what was undone and then done otherwise stays on record.
create table scenario_step (
  org_id       integer not null,
  scenario_id  uuid not null,
  step_no      integer not null check (step_no > 0),
  parent_no    integer not null check (parent_no >= 0 and parent_no < step_no),
  what         text not null check (what in ('move', 'lock', 'unlock', 'design', 'solve')),
  made_by      uuid not null,
  made_at      timestamptz not null default now(),
  -- Retailers that changed hands: from and to, position by position; and why, where a search says so.
  retailer_ids uuid[] not null default '{}',
  from_nos     integer[] not null default '{}',
  to_nos       integer[] not null default '{}',
  reasons      text[],
  -- Retailers whose lock was turned.
  lock_ids     uuid[] not null default '{}',
  is_locked    boolean,
  design_was   jsonb,
  design       jsonb,
  report       jsonb,                          -- what a search answered
  job_id       uuid,                           -- the search: run twice, it appends once
  primary key (org_id, scenario_id, step_no),
  unique (org_id, scenario_id, job_id),
  check (cardinality(retailer_ids) = cardinality(from_nos) and cardinality(retailer_ids) = cardinality(to_nos)),
  foreign key (org_id, scenario_id) references scenario,
  foreign key (org_id, made_by) references person
);
create trigger scenario_step_stays before update or delete on scenario_step for each row execute function refuse_change();

-- A published map of one kind in a unit and all below it, and the days on which it is, was or will be in force, in the unit's time zone.
create table territory_map (
  org_id       integer not null,
  map_id       uuid not null default gen_random_uuid(),
  unit_id      uuid not null,
  kind         text not null check (kind in ('order_call', 'visit', 'delivery')),
  name         text not null,
  from_day     date,                           -- null: nobody published it, it is what stood before another came into force
  until_day    date,                           -- the first day no more; null: until another is published
  -- Only for the record: withdrawn before its day came, replaced on its first day, or never published.
  is_aside     boolean not null default false,
  published_by uuid,
  published_at timestamptz not null default clock_timestamp(),
  scenario_id  uuid,
  returns_to   uuid,                           -- the earlier map this one is again
  moved_count  integer not null,               -- retailers it hands over, against the map in force when it was published
  applied_at   timestamptz,                    -- since when territory and territory_member say the same
  primary key (org_id, map_id),
  foreign key (org_id, unit_id) references unit,
  check (is_aside or from_day is not null),
  -- The law: on any day one map of a kind in a unit.
  exclude using gist (org_id with =, unit_id with =, kind with =, daterange(from_day, until_day) with &&) where (not is_aside)
);
create index territory_map_due on territory_map (from_day) where applied_at is null and not is_aside;

-- A territory as a published map has it.
create table territory_map_territory (
  org_id       integer not null,
  map_id       uuid not null,
  territory_id uuid not null,
  unit_id      uuid not null,
  name         text not null,
  rep_id       uuid,
  primary key (org_id, map_id, territory_id),
  unique (org_id, map_id, unit_id, name),
  foreign key (org_id, map_id) references territory_map
);

-- A retailer's place in a published map.
create table territory_map_member (
  org_id       integer not null,
  map_id       uuid not null,
  retailer_id  uuid not null,
  territory_id uuid not null,
  primary key (org_id, map_id, retailer_id),
  foreign key (org_id, map_id, territory_id) references territory_map_territory,
  foreign key (org_id, retailer_id) references retailer
);

-- What a map says is history as soon as it is written; only its days may still be cut short.
create trigger territory_map_territory_stays before update or delete on territory_map_territory for each row execute function refuse_change();
create trigger territory_map_member_stays before update or delete on territory_map_member for each row execute function refuse_change();
