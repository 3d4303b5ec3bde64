-- What is to be inspected: which unit, what is counted, which days are asked about, until when.
create table inspection_plan (
  org_id   integer not null,
  plan_id  uuid not null default gen_random_uuid(),
  unit_id  uuid not null,
  kind     text not null check (kind in ('field', 'phone', 'followUp')),
  counts   text not null check (counts in ('retailers', 'visits')),
  title    text not null,
  questionnaire_id uuid,
  questionnaire_version integer,
  from_day date not null,
  to_day   date not null check (to_day >= from_day),
  due_day  date not null,
  made_by  uuid not null,
  made_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, plan_id),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, made_by) references person,
  check ((questionnaire_id is null) = (questionnaire_version is null))
);
create index inspection_plan_unit on inspection_plan (org_id, unit_id, due_day);

create table inspection_frame (
  org_id     integer not null,
  plan_id    uuid not null,
  frame_no   integer not null check (frame_no > 0),
  stratum    text not null check (stratum in ('none', 'rep', 'grade', 'unit', 'territory')),
  item_count integer not null check (item_count > 0),
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  lines      text not null,
  source     text not null check (source in ('dice', 'public', 'parties', 'server')),
  announced  text not null check (source = 'server' or announced <> ''),
  take       integer not null check (take between 1 and item_count),
  by_stratum boolean not null,
  frozen_by  uuid not null,
  via        text,
  frozen_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, plan_id, frame_no),
  unique (org_id, plan_id, frame_no, frozen_at),
  foreign key (org_id, plan_id) references inspection_plan,
  foreign key (org_id, frozen_by) references person
);

create table inspection_number (
  org_id   integer not null,
  plan_id  uuid not null,
  frame_no integer not null,
  number   text not null,
  said_by  uuid not null,
  via      text,
  said_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, plan_id, frame_no),
  foreign key (org_id, plan_id, frame_no) references inspection_frame,
  foreign key (org_id, said_by) references person
);

create table inspection_draw (
  org_id    integer not null,
  plan_id   uuid not null,
  frame_no  integer not null,
  frozen_at timestamptz not null,
  seed      text not null,
  revealed  text,
  drawn_by  uuid not null,
  via       text,
  drawn_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, plan_id, frame_no),
  foreign key (org_id, plan_id, frame_no, frozen_at) references inspection_frame (org_id, plan_id, frame_no, frozen_at),
  foreign key (org_id, drawn_by) references person,
  constraint inspection_seed_after_frame check (drawn_at > frozen_at)
);

create table inspection_void (
  org_id    integer not null,
  plan_id   uuid not null,
  frame_no  integer not null,
  reason    text not null check (reason in ('wrongFrame', 'wrongSeed', 'notRevealed', 'other')),
  note      text not null check (reason = 'notRevealed' or note <> ''),
  voided_by uuid,
  via       text,
  voided_at timestamptz not null default clock_timestamp(),
  primary key (org_id, plan_id, frame_no),
  foreign key (org_id, plan_id, frame_no) references inspection_frame,
  foreign key (org_id, voided_by) references person,
  check (voided_by is not null or reason = 'notRevealed')
);

create table inspection_end (
  org_id   integer not null,
  plan_id  uuid not null,
  ended_by uuid not null,
  via      text,
  ended_at timestamptz not null default clock_timestamp(),
  primary key (org_id, plan_id),
  foreign key (org_id, plan_id) references inspection_plan,
  foreign key (org_id, ended_by) references person
);

create table inspection_case (
  org_id      integer not null,
  case_id     uuid not null default gen_random_uuid(),
  plan_id     uuid not null,
  frame_no    integer not null,
  origin      text not null check (origin in ('drawn', 'added')),
  item_id     text,
  pick_no     integer,
  rank        integer,
  ticket      text,
  stratum     text,
  retailer_id uuid not null,
  visit_id    uuid,
  rep_id      uuid,
  made_at     timestamptz not null default clock_timestamp(),
  primary key (org_id, case_id),
  foreign key (org_id, plan_id, frame_no) references inspection_frame,
  foreign key (org_id, retailer_id) references retailer,
  foreign key (org_id, rep_id) references person,
  check ((origin = 'drawn') = (item_id is not null and pick_no is not null and rank is not null and ticket is not null and stratum is not null))
);
create index inspection_case_plan on inspection_case (org_id, plan_id, frame_no, pick_no);
create index inspection_case_retailer on inspection_case (org_id, retailer_id);

create table case_change (
  org_id      integer not null,
  case_id     uuid not null,
  change_no   integer not null check (change_no > 0),
  deed        text not null check (deed in ('added', 'removed', 'restored', 'assigned')),
  reason      text check (reason in ('closedDown', 'unreachable', 'unsafe', 'duplicate', 'conflict', 'other')),
  note        text not null,
  assignee_id uuid,
  changed_by  uuid not null,
  via         text,
  changed_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, case_id, change_no),
  foreign key (org_id, case_id) references inspection_case,
  foreign key (org_id, assignee_id) references person,
  foreign key (org_id, changed_by) references person,
  constraint case_removed_with_reason check (deed <> 'removed' or reason is not null and (reason <> 'other' or note <> '')),
  check ((deed = 'assigned') = (assignee_id is not null))
);

create table finding (
  org_id       integer not null,
  finding_id   uuid not null,
  case_id      uuid not null,
  finding_no   integer not null check (finding_no > 0),
  inspector_id uuid not null,
  outcome      text not null check (outcome in ('met', 'shut', 'closedDown', 'moved', 'refused', 'notFound')),
  arrive       json,
  leave        json,
  questionnaire_id uuid,
  questionnaire_version integer,
  answers      json not null,
  photos       text[] not null,
  note         text,
  is_late      boolean not null,
  body_sha256  bytea not null,
  via          text,
  received_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, finding_id),
  unique (org_id, case_id, finding_no),
  foreign key (org_id, case_id) references inspection_case,
  foreign key (org_id, inspector_id) references person,
  check ((questionnaire_id is null) = (questionnaire_version is null))
);
create index finding_photo on finding using gin (photos);

create table call_attempt (
  org_id      integer not null,
  attempt_id  uuid not null,
  case_id     uuid not null,
  caller_id   uuid not null,
  outcome     text not null check (outcome in ('answered', 'busy', 'noAnswer', 'wrongNumber', 'refused')),
  called_at   timestamptz(3) not null,
  note        text,
  via         text,
  received_at timestamptz not null default clock_timestamp(),
  primary key (org_id, attempt_id),
  foreign key (org_id, case_id) references inspection_case,
  foreign key (org_id, caller_id) references person
);
create index call_attempt_case on call_attempt (org_id, case_id);

create table photo (
  org_id     integer not null,
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  finding_id uuid not null,
  sent_by    uuid not null,
  parts      integer not null check (parts between 1 and 42),
  taken_at   timestamptz(3),
  width      integer,
  height     integer,
  begun_at   timestamptz not null default clock_timestamp(),
  whole_at   timestamptz,
  dropped_at timestamptz,
  primary key (org_id, sha256),
  foreign key (org_id, finding_id) references finding,
  foreign key (org_id, sent_by) references person
);

create table photo_part (
  org_id  integer not null,
  sha256  text not null,
  part_no integer not null check (part_no between 1 and 42),
  bytes   bytea not null check (octet_length(bytes) between 1 and 49152),
  primary key (org_id, sha256, part_no),
  foreign key (org_id, sha256) references photo
);
alter table photo_part alter column bytes set storage external;
