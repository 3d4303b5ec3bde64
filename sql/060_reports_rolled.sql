-- What reports count: a rep's day as it was rolled up from the facts. All of it can be made again (rounds reports rebuild).
create table report_due (
  org_id integer not null,
  mark   bigint generated always as identity,
  rep_id uuid not null,
  day    date not null,
  primary key (org_id, mark)
);
create index report_due_day on report_due (org_id, rep_id, day);

create table report_visit (
  org_id        integer not null,
  visit_id      uuid not null,
  rep_id        uuid not null,
  day           date not null,
  unit_id       uuid not null,
  retailer_id   uuid not null,
  territory_id  uuid,
  grade         text,
  business_type text,
  setting       text,
  valid         integer not null,
  suspect       integer not null,
  invalid       integer not null,
  unverifiable  integer not null,
  claimed       integer not null,
  appealed      integer not null,
  upheld        integer not null,
  short         integer not null,
  presses       integer not null,
  late          integer not null,
  planned       integer not null,
  unplanned     integer not null,
  timed         integer not null,
  dwell_s       double precision not null,
  started_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (org_id, visit_id)
);
create index report_visit_day on report_visit (org_id, day, unit_id);
create index report_visit_rep on report_visit (org_id, rep_id, day);
create index report_visit_retailer on report_visit (org_id, retailer_id, day);

create table report_stop (
  org_id        integer not null,
  rep_id        uuid not null,
  day           date not null,
  retailer_id   uuid not null,
  unit_id       uuid not null,
  territory_id  uuid,
  grade         text,
  business_type text,
  setting       text,
  stops         integer not null,
  kept          integer not null,
  primary key (org_id, rep_id, day, retailer_id)
);
create index report_stop_day on report_stop (org_id, day, unit_id);
create index report_stop_retailer on report_stop (org_id, retailer_id, day);

create table rep_day (
  org_id       integer not null,
  rep_id       uuid not null,
  day          date not null,
  unit_id      uuid not null,
  valid        integer not null,
  suspect      integer not null,
  invalid      integer not null,
  unverifiable integer not null,
  claimed      integer not null,
  appealed     integer not null,
  upheld       integer not null,
  short        integer not null,
  presses      integer not null,
  late         integer not null,
  planned      integer not null,
  unplanned    integer not null,
  timed        integer not null,
  dwell_s      double precision not null,
  stops        integer not null,
  kept         integer not null,
  presence_s   double precision not null,
  span_s       double precision not null,
  primary key (org_id, rep_id, day, unit_id)
);
create index rep_day_unit on rep_day (org_id, day, unit_id);

-- Every day that has facts is due: the first start rolls them.
insert into report_due (org_id, rep_id, day)
select org_id, rep_id, day from press
union
select org_id, rep_id, day from plan_frozen;
