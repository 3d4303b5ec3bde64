-- What is scored: a version of a scheme, a draft that changes, or published and the same for ever.
create table score_scheme (
  org_id       integer not null,
  scheme_id    uuid not null,
  version      integer not null check (version > 0),
  unit_id      uuid not null,
  from_month   date check (extract(day from from_month) = 1),
  content      text not null,
  sha256       text not null check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  revision     integer not null default 1,
  changed_by   uuid not null,
  via          text,
  changed_at   timestamptz(3) not null default clock_timestamp(),
  published_at timestamptz(3),
  primary key (org_id, scheme_id, version),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, changed_by) references person,
  check ((published_at is null) = (from_month is null))
);
create unique index score_scheme_one_draft on score_scheme (org_id, scheme_id) where published_at is null;
create index score_scheme_unit on score_scheme (org_id, unit_id, from_month);

create table score_scheme_retired (
  org_id     integer not null,
  scheme_id  uuid not null,
  version    integer not null,
  retired_by uuid not null,
  via        text,
  retired_at timestamptz not null default clock_timestamp(),
  primary key (org_id, scheme_id, version),
  foreign key (org_id, scheme_id, version) references score_scheme,
  foreign key (org_id, retired_by) references person
);

create table score_entry (
  org_id      integer not null,
  entry_id    uuid not null,
  unit_id     uuid not null,
  month       date not null check (extract(day from month) = 1),
  rep_id      uuid not null,
  item_key    text not null,
  event_key   text,
  value       numeric(16, 6) not null,
  evidence    json not null,
  note        text not null,
  body_sha256 bytea not null,
  entered_by  uuid not null,
  via         text,
  entered_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, entry_id),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, rep_id) references person,
  foreign key (org_id, entered_by) references person
);
create index score_entry_month on score_entry (org_id, unit_id, month);

create table score_entry_withdrawn (
  org_id       integer not null,
  entry_id     uuid not null,
  why          text not null check (why <> ''),
  withdrawn_by uuid not null,
  via          text,
  withdrawn_at timestamptz not null default clock_timestamp(),
  primary key (org_id, entry_id),
  foreign key (org_id, entry_id) references score_entry,
  foreign key (org_id, withdrawn_by) references person
);

create table score_draft (
  org_id     integer not null,
  unit_id    uuid not null,
  month      date not null check (extract(day from month) = 1),
  draft_no   integer not null check (draft_no > 0),
  scheme_id  uuid not null,
  version    integer not null,
  people     text not null,
  root       text not null check (root ~ '^[0-9a-f]{64}$'),
  drafted_by uuid,
  via        text,
  drafted_at timestamptz not null default clock_timestamp(),
  primary key (org_id, unit_id, month, draft_no),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, scheme_id, version) references score_scheme,
  foreign key (org_id, drafted_by) references person
);

create table score_line (
  org_id    integer not null,
  unit_id   uuid not null,
  month     date not null,
  draft_no  integer not null,
  rep_id    uuid not null,
  item_key  text not null,
  state     text not null check (state in ('scored', 'neutral', 'leftOut')),
  num       numeric(20, 6) not null,
  den       numeric(20, 6) not null,
  undecided integer not null,
  n         integer not null,
  target    numeric(16, 6),
  points    integer not null,
  most      integer not null,
  evidence  text not null,
  primary key (org_id, unit_id, month, draft_no, rep_id, item_key),
  foreign key (org_id, unit_id, month, draft_no) references score_draft,
  foreign key (org_id, rep_id) references person
);

create table score_shown (
  org_id    integer not null,
  unit_id   uuid not null,
  month     date not null,
  draft_no  integer not null,
  until_day date not null,
  shown_by  uuid not null,
  via       text,
  shown_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, unit_id, month),
  foreign key (org_id, unit_id, month, draft_no) references score_draft,
  foreign key (org_id, shown_by) references person
);

create table score_objection (
  org_id       integer not null,
  objection_id uuid not null,
  unit_id      uuid not null,
  month        date not null,
  draft_no     integer not null,
  rep_id       uuid not null,
  item_key     text not null,
  note         text not null check (note <> ''),
  via          text,
  received_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, objection_id),
  unique (org_id, unit_id, month, rep_id, item_key),
  foreign key (org_id, unit_id, month) references score_shown,
  foreign key (org_id, unit_id, month, draft_no, rep_id, item_key) references score_line
);

create table score_answer (
  org_id       integer not null,
  objection_id uuid not null,
  is_upheld    boolean not null,
  points       integer check (points is null or is_upheld),
  why          text not null check (why <> ''),
  answered_by  uuid not null,
  via          text,
  answered_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, objection_id),
  foreign key (org_id, objection_id) references score_objection,
  foreign key (org_id, answered_by) references person
);

create table score_signature (
  org_id    integer not null,
  unit_id   uuid not null,
  month     date not null,
  role      text not null check (role in ('supervisor', 'auditor')),
  signed_by uuid not null,
  root      text not null,
  via       text,
  signed_at timestamptz not null default clock_timestamp(),
  primary key (org_id, unit_id, month, role),
  constraint score_signed_by_two unique (org_id, unit_id, month, signed_by),
  foreign key (org_id, unit_id, month) references score_shown,
  foreign key (org_id, signed_by) references person
);

create table bulletin (
  org_id       integer not null,
  unit_id      uuid not null,
  month        date not null,
  draft_no     integer not null,
  root         text not null,
  content      text not null,
  published_at timestamptz not null default clock_timestamp(),
  primary key (org_id, unit_id, month),
  foreign key (org_id, unit_id, month) references score_shown
);

create table score_correction (
  org_id        integer not null,
  correction_id uuid not null,
  unit_id       uuid not null,
  month         date not null,
  rep_id        uuid not null,
  item_key      text not null,
  in_month      date not null check (in_month > month and extract(day from in_month) = 1),
  points        integer not null check (points <> 0),
  why           text not null check (why <> ''),
  corrected_by  uuid not null,
  via           text,
  corrected_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, correction_id),
  foreign key (org_id, unit_id, month) references bulletin,
  foreign key (org_id, rep_id) references person,
  foreign key (org_id, corrected_by) references person
);
create index score_correction_month on score_correction (org_id, unit_id, in_month);
