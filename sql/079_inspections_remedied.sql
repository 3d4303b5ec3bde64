-- Something that a finding shows is to be mended, by a day and by somebody.
create table remedy (
  org_id      integer not null,
  remedy_id   uuid not null,
  case_id     uuid not null,
  finding_id  uuid not null,
  what        text not null check (what <> ''),
  due_day     date not null,
  assignee_id uuid not null,
  ordered_by  uuid not null,
  via         text,
  ordered_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, remedy_id),
  foreign key (org_id, case_id) references inspection_case,
  foreign key (org_id, finding_id) references finding,
  foreign key (org_id, assignee_id) references person,
  foreign key (org_id, ordered_by) references person
);
create index remedy_case on remedy (org_id, case_id);
create index remedy_assignee on remedy (org_id, assignee_id);

create table remedy_report (
  org_id      integer not null,
  report_id   uuid not null,
  remedy_id   uuid not null,
  report_no   integer not null check (report_no > 0),
  reported_by uuid not null,
  note        text,
  photos      text[] not null check (cardinality(photos) > 0),
  done_at     timestamptz(3) not null,
  via         text,
  received_at timestamptz not null default clock_timestamp(),
  primary key (org_id, report_id),
  unique (org_id, remedy_id, report_no),
  foreign key (org_id, remedy_id) references remedy,
  foreign key (org_id, reported_by) references person
);
create index remedy_report_photo on remedy_report using gin (photos);

create table remedy_check (
  org_id     integer not null,
  remedy_id  uuid not null,
  check_no   integer not null check (check_no > 0),
  word       text not null check (word in ('mended', 'notMended')),
  note       text not null,
  due_day    date,
  checked_by uuid not null,
  via        text,
  checked_at timestamptz not null default clock_timestamp(),
  primary key (org_id, remedy_id, check_no),
  foreign key (org_id, remedy_id) references remedy,
  foreign key (org_id, checked_by) references person,
  check ((word = 'notMended') = (due_day is not null) and (word = 'mended' or note <> ''))
);

alter table photo alter column finding_id drop not null;
alter table photo add column report_id uuid;
alter table photo add foreign key (org_id, report_id) references remedy_report;
alter table photo add check (num_nonnulls(finding_id, report_id) = 1);
