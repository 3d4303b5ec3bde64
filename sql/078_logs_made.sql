create table log (
  org_id      integer not null,
  log_id      uuid not null,
  unit_id     uuid not null,
  author_id   uuid not null,
  span        text not null check (span in ('day', 'week', 'month')),
  from_day    date not null,
  to_day      date not null check (to_day >= from_day),
  revision_no integer not null check (revision_no > 0),
  said_at     timestamptz not null,
  due_at      timestamptz not null,
  timeliness  text not null check (timeliness in ('inTime', 'saidInTime', 'late')),
  clock       text not null check (clock in ('right', 'ahead', 'behind')),
  said        json not null,
  facts       json not null,
  body_sha256 bytea not null,
  via         text,
  received_at timestamptz not null default clock_timestamp(),
  primary key (org_id, log_id),
  unique (org_id, author_id, span, from_day, revision_no),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, author_id) references person
);
create index log_unit on log (org_id, span, from_day, unit_id);

create table log_review (
  org_id      integer not null,
  review_id   uuid not null,
  log_id      uuid not null,
  deed        text not null check (deed in ('read', 'comment', 'return')),
  line        text check (line in ('stops', 'done', 'problems', 'wishes', 'tomorrow')),
  note        text check (note <> ''),
  reviewer_id uuid not null,
  via         text,
  reviewed_at timestamptz not null default clock_timestamp(),
  primary key (org_id, review_id),
  foreign key (org_id, log_id) references log,
  foreign key (org_id, reviewer_id) references person,
  check ((deed = 'read') = (note is null)),
  check (line is null or deed <> 'read')
);
create index log_review_log on log_review (org_id, log_id, reviewed_at);
create unique index log_returned_once on log_review (org_id, log_id) where deed = 'return';
