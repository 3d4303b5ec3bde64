-- A contradiction that was put to somebody, as it stood then.
create table contradiction (
  org_id     integer not null,
  contradiction_id uuid not null default gen_random_uuid(),
  case_id    uuid not null,
  finding_id uuid not null,
  code       text not null check (code in ('NOT_SEEN', 'OTHER_PERSON', 'SHOP_GONE', 'SEEN_NOT_PRESSED', 'CONFIRMS_DOUBTED', 'PLACE_DIFFERS',
    'ANSWER_DIFFERS', 'INSPECTOR_UNPROVEN', 'PHOTO_REPEATED')),
  about      text not null check (about in ('repAgainst', 'repFor', 'data', 'either', 'inspection')),
  numbers    json not null,
  visit_ids  uuid[] not null,
  about_day  date not null,
  rep_id     uuid,
  asked_id   uuid,
  answer_by  timestamptz(3),
  asked_by   uuid not null,
  via        text,
  asked_at   timestamptz not null default clock_timestamp(),
  primary key (org_id, contradiction_id),
  unique (org_id, finding_id, code),
  foreign key (org_id, case_id) references inspection_case,
  foreign key (org_id, finding_id) references finding,
  foreign key (org_id, rep_id) references person,
  foreign key (org_id, asked_id) references person,
  foreign key (org_id, asked_by) references person,
  check ((asked_id is null) = (answer_by is null))
);
create index contradiction_case on contradiction (org_id, case_id);
create index contradiction_asked on contradiction (org_id, asked_id);

create table case_answer (
  org_id      integer not null,
  contradiction_id uuid not null,
  said_by     uuid not null,
  note        text not null check (note <> ''),
  said_at     timestamptz(3) not null,
  via         text,
  received_at timestamptz not null default clock_timestamp(),
  primary key (org_id, contradiction_id),
  foreign key (org_id, contradiction_id) references contradiction,
  foreign key (org_id, said_by) references person
);

create table settlement (
  org_id     integer not null,
  contradiction_id uuid not null,
  settlement_no integer not null check (settlement_no > 0),
  word       text not null check (word in ('upheld', 'notUpheld', 'withdrawn', 'reopened')),
  note       text not null check (note <> '' or word in ('notUpheld', 'reopened')),
  settled_by uuid not null,
  via        text,
  settled_at timestamptz not null default clock_timestamp(),
  primary key (org_id, contradiction_id, settlement_no),
  foreign key (org_id, contradiction_id) references contradiction,
  foreign key (org_id, settled_by) references person
);
