-- An act on who may do what: a token, a password, a role, a unit, an end of activity, a back-up, evidence taken away.
create table access_act (
  org_id    integer not null,
  act_no    bigint generated always as identity,
  at        timestamptz not null default clock_timestamp(),
  act       text not null,
  unit_id   uuid not null,     -- in whose chain it stands
  person_id uuid,              -- whom it concerns
  by_id     uuid,
  via       text not null,
  detail    json,
  primary key (org_id, act_no)
);
create index access_act_on on access_act (org_id, person_id, act_no desc);

-- The credential that was shown with a press, an appeal or a decision; null before it was recorded.
alter table press add column via text;
alter table appeal add column via text;
alter table decision add column via text;
