-- Second factors: what somebody has beside what they know.
alter table session add column is_strong boolean not null default false;
alter table session add column is_enrolling boolean not null default false;

create table totp (
  org_id integer not null,
  person_id uuid not null,
  secret bytea not null,
  added_at timestamptz not null default now(),
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  primary key (org_id, person_id),
  foreign key (org_id, person_id) references person
);

create table passkey (
  org_id integer not null,
  passkey_id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  label text not null,
  added_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (org_id, passkey_id),
  foreign key (org_id, person_id) references person
);
create unique index passkey_lookup on passkey (credential_id);
create index passkey_person on passkey (org_id, person_id);

create table recovery_code (
  org_id integer not null,
  person_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (org_id, person_id, code_hash),
  foreign key (org_id, person_id) references person
);

create table spent_challenge (
  org_id integer not null references org,
  challenge_hash bytea not null,
  expires_at timestamptz not null,
  primary key (org_id, challenge_hash)
);

create table factor_secret (
  secret bytea primary key
    default sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), 'UTF8'))
);
insert into factor_secret default values;
