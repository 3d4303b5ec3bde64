-- What a unit says of a day: a holiday, a make-up working day, half a day. Of other days weekdays are worked.
create table working_day (
  org_id  integer not null,
  unit_id uuid not null,
  day     date not null,
  kind    text not null check (kind in ('holiday', 'workday', 'half')),
  name    text not null,
  said_by uuid not null,
  said_at timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, unit_id, day),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, said_by) references person
);

create table working_year (
  org_id       integer not null,
  unit_id      uuid not null,
  year         integer not null check (year between 1970 and 2099),
  confirmed_by uuid not null,
  confirmed_at timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, unit_id, year),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, confirmed_by) references person
);

create table absence (
  org_id     integer not null,
  absence_id uuid not null default gen_random_uuid(),
  rep_id     uuid not null,
  from_day   date not null,
  to_day     date not null check (to_day >= from_day),
  part       text not null check (part in ('day', 'morning', 'afternoon')),
  kind       text not null check (kind in ('leave', 'ill', 'training', 'meeting')),
  said_by    uuid not null,
  said_at    timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, absence_id),
  foreign key (org_id, rep_id) references person,
  foreign key (org_id, said_by) references person,
  constraint absence_apart exclude using gist (org_id with =, rep_id with =, daterange(from_day, to_day, '[]') with &&)
);

create table calendar (
  org_id      integer not null,
  calendar_id uuid not null default gen_random_uuid(),
  rep_id      uuid not null,
  unit_id     uuid not null,
  from_day    date not null,
  to_day      date not null check (to_day >= from_day),
  state       text not null check (state in ('draft', 'published', 'retired')),
  settings    jsonb not null,
  measures    jsonb not null,
  revision    integer not null default 1,
  changed_by  uuid not null,
  changed_at  timestamptz(3) not null default clock_timestamp(),
  primary key (org_id, calendar_id),
  foreign key (org_id, rep_id) references person,
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, changed_by) references person,
  constraint calendar_one_published
    exclude using gist (org_id with =, rep_id with =, daterange(from_day, to_day, '[]') with &&) where (state = 'published')
);
create unique index calendar_one_draft on calendar (org_id, rep_id) where state = 'draft';

create table calendar_rule (
  org_id      integer not null,
  calendar_id uuid not null,
  retailer_id uuid not null,
  frequency   double precision not null check (frequency > 0),
  style       text not null check (style in ('weekday', 'spread')),
  weekdays    smallint[] not null,
  every_weeks smallint not null check (every_weeks > 0),
  phase       smallint not null check (phase >= 0),
  primary key (org_id, calendar_id, retailer_id),
  foreign key (org_id, calendar_id) references calendar on delete cascade,
  foreign key (org_id, retailer_id) references retailer
);

create table calendar_visit (
  org_id      integer not null,
  calendar_id uuid not null,
  retailer_id uuid not null,
  day         date not null,
  stop_no     integer not null check (stop_no > 0),
  why         text not null check (why in ('pattern', 'moved', 'byHand')),
  pinned      boolean not null,
  primary key (org_id, calendar_id, retailer_id, day),
  foreign key (org_id, calendar_id, retailer_id) references calendar_rule on delete cascade
);
create index calendar_visit_day on calendar_visit (org_id, calendar_id, day);

create table calendar_miss (
  org_id      integer not null,
  calendar_id uuid not null,
  miss_no     integer not null,
  retailer_id uuid not null,
  day         date,
  reason      text not null,
  cure        jsonb,
  primary key (org_id, calendar_id, miss_no),
  foreign key (org_id, calendar_id) references calendar on delete cascade,
  foreign key (org_id, retailer_id) references retailer
);

create table calendar_step (
  org_id      integer not null,
  calendar_id uuid not null,
  step_no     integer not null,
  retailer_id uuid not null,
  from_day    date not null,
  to_day      date not null,
  was_why     text not null,
  was_pinned  boolean not null,
  primary key (org_id, calendar_id, step_no),
  foreign key (org_id, calendar_id) references calendar on delete cascade,
  foreign key (org_id, retailer_id) references retailer
);
