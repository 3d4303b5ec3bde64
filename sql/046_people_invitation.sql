alter table person add column phone text;

-- A link by which somebody chooses their own password, once and before it ends. Only the hash of its token is here.
create table invitation (
  org_id     integer not null,
  token_hash bytea not null,
  person_id  uuid not null,
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (org_id, token_hash),
  foreign key (org_id, person_id) references person
);
create unique index invitation_lookup on invitation (token_hash);
create index invitation_person on invitation (org_id, person_id);

-- A unit that is no longer worked in: what it did stays, and nothing new is put there.
alter table unit add column closed_at timestamptz;
