-- An organisation: whoever runs Rounds for its people. Nothing is shared between two.
create table org (
  org_id    integer primary key generated always as identity,
  name      text not null,
  synthetic boolean not null default false,   -- made by the demo: said wherever it shows
  created_at timestamptz not null default now()
);

-- A unit: the organisation itself (no parent), a county branch, a team. Scope is a unit and all below it.
create table unit (
  org_id    integer not null references org,
  unit_id   uuid not null default gen_random_uuid(),
  parent_id uuid,
  name      text not null,
  time_zone text not null,                     -- the working day is this zone's
  primary key (org_id, unit_id),
  foreign key (org_id, parent_id) references unit
);
create unique index unit_root on unit (org_id) where parent_id is null;
create unique index unit_name on unit (org_id, name);

-- A person who signs in, or whose phone does.
create table person (
  org_id        integer not null,
  person_id     uuid not null default gen_random_uuid(),
  unit_id       uuid not null,
  role          text not null check (role in ('rep', 'supervisor', 'planner', 'auditor', 'admin')),
  name          text not null,
  login         text not null,
  password_hash text not null,                 -- argon2id, with its parameters in it
  is_active     boolean not null default true,
  created_at    timestamptz not null default now(),
  primary key (org_id, person_id),
  foreign key (org_id, unit_id) references unit
);
-- One server, one name space of logins: the sign-in form asks for no organisation.
create unique index person_login on person (lower(login));
create index person_unit on person (org_id, unit_id);

-- A browser that is signed in. Only the hash of its cookie is here.
create table session (
  org_id       integer not null,
  session_hash bytea not null,
  person_id    uuid not null,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  primary key (org_id, session_hash),
  foreign key (org_id, person_id) references person on delete cascade
);
create unique index session_lookup on session (session_hash);
create index session_person on session (org_id, person_id);

-- A phone that may send positions and presses for one person. Only the hash of its token is here.
create table device (
  org_id       integer not null,
  device_id    uuid not null default gen_random_uuid(),
  person_id    uuid not null,
  label        text not null,
  token_hash   bytea not null,
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz,
  revoked_at   timestamptz,
  primary key (org_id, device_id),
  foreign key (org_id, person_id) references person
);
create unique index device_lookup on device (token_hash);
create index device_person on device (org_id, person_id);

-- The units at and below one: the single place where scope is spelled out.
create function unit_scope(of_org integer, top uuid) returns uuid[]
language sql stable as $$
  with recursive below as (
    select unit_id from unit where org_id = of_org and unit_id = top
    union
    select u.unit_id from unit u join below b on u.parent_id = b.unit_id where u.org_id = of_org
  )
  select array_agg(unit_id) from below
$$;

-- Who somebody is and how far they may see.
create view actor as
select p.org_id, p.person_id, p.role, p.name, p.unit_id, p.is_active, u.time_zone,
       o.name as org_name, o.synthetic, unit_scope(p.org_id, p.unit_id) as unit_ids
from person p
join unit u using (org_id, unit_id)
join org o using (org_id);
