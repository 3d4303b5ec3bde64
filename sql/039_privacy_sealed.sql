-- Looks are sealed into the ledger some at a time, and an erasure says in its entry when it was.
create table looks_sealed (
  org_id   integer not null,
  first_id bigint not null,   -- look_id, of the first and the last
  last_id  bigint not null,
  looks    bigint not null,
  sha256   text not null,
  at       timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, first_id),
  check (first_id <= last_id)
);

-- Entries of what was there before do not say when it was.
alter table erasure add column says_at boolean not null default false;
alter table erasure alter column says_at set default true;
