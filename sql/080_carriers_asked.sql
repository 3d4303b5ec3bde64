create table carrier_consent (
  org_id     integer not null,
  person_id  uuid not null,
  consent_no integer not null check (consent_no > 0),
  unit_id    uuid not null,
  given      boolean not null,
  carrier    text,
  shown      text,
  via        text,
  at         timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, person_id, consent_no),
  foreign key (org_id, person_id) references person,
  foreign key (org_id, unit_id) references unit,
  check (given = (carrier is not null) and given = (shown is not null))
);

create table carrier_number (
  org_id    integer not null,
  person_id uuid not null,
  number    text not null check (number ~ '^\+[1-9]\d{6,14}$'),
  carrier   text not null,
  primary key (org_id, person_id),
  foreign key (org_id, person_id) references person
);

create table carrier_ask (
  org_id       integer not null,
  ask_id       uuid not null default gen_random_uuid(),
  visit_id     uuid not null,
  kind         text not null check (kind in ('start', 'end')),
  rep_id       uuid not null,
  unit_id      uuid not null,
  carrier      text not null,
  pressed_at   timestamptz not null,
  received_at  timestamptz not null,
  attempts     integer not null default 0,
  leased_until timestamptz,
  is_over      boolean not null default false,
  primary key (org_id, ask_id),
  unique (org_id, visit_id, kind),
  foreign key (org_id, visit_id, kind) references press
);
create index carrier_ask_open on carrier_ask (carrier, received_at) where not is_over;

create table carrier_answer (
  org_id      integer not null,
  ask_id      uuid not null,
  attempt_no  integer not null check (attempt_no >= 0),
  unit_id     uuid not null,
  carrier     text not null,
  outcome     text not null,
  was_asked   boolean not null,
  fix_sha256  text check (fix_sha256 ~ '^[0-9a-f]{64}$'),
  raw_sha256  text check (raw_sha256 ~ '^[0-9a-f]{64}$'),
  cost        numeric(10, 4) not null default 0 check (cost >= 0),
  took_ms     integer not null,
  answered_at timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, ask_id, attempt_no),
  foreign key (org_id, ask_id) references carrier_ask,
  check ((outcome = 'FIX') = (fix_sha256 is not null))
);
create index carrier_answer_newest on carrier_answer (carrier, answered_at);

create table carrier_fix (
  org_id        integer not null,
  ask_id        uuid not null,
  rep_id        uuid not null,
  visit_id      uuid not null,
  kind          text not null,
  position      geography(point, 4326) not null,
  uncertainty_m double precision,
  level         double precision,
  fix_at        timestamptz(3),
  frame         text not null,
  address       text,
  received_at   timestamptz not null default now(),
  primary key (org_id, ask_id),
  foreign key (org_id, ask_id) references carrier_ask
);
create index carrier_fix_visit on carrier_fix (org_id, visit_id);
create index carrier_fix_rep on carrier_fix (org_id, rep_id);

create table carrier_raw (
  org_id      integer not null,
  ask_id      uuid not null,
  attempt_no  integer not null,
  rep_id      uuid not null,
  raw         bytea not null check (length(raw) <= 65536),
  received_at timestamptz not null default now(),
  primary key (org_id, ask_id, attempt_no),
  foreign key (org_id, ask_id, attempt_no) references carrier_answer
);
create index carrier_raw_rep on carrier_raw (org_id, rep_id);
