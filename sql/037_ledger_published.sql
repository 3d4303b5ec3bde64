-- The heads of a day went to where the organisation's past is held to them.
create table heads_published (
  org_id    integer not null,
  day       date not null,
  at        timestamptz not null default clock_timestamp(),
  body      text not null,    -- what was sent, to the byte
  primary key (org_id, day)
);
