alter table plan add column is_frozen boolean not null default false;

create table plan_frozen (
  org_id         integer not null,
  rep_id         uuid not null,
  day            date not null,
  unit_id        uuid not null,
  why            text not null check (why in ('press', 'shift', 'workStart', 'made', 'upgrade')),
  frozen_at      timestamptz(3) not null default clock_timestamp(),
  revision       integer not null,
  locked         boolean not null,
  length_m       double precision not null,
  lower_bound_m  double precision not null,
  proved_optimal boolean not null,
  gap_at_most    double precision,
  travel_s       double precision not null,
  start_s        double precision not null,
  finish_s       double precision not null,
  lateness_s     double precision not null,
  detail         jsonb,
  made_at        timestamptz not null,
  primary key (org_id, rep_id, day),
  foreign key (org_id, rep_id) references person
);

create table plan_frozen_stop (
  org_id      integer not null,
  rep_id      uuid not null,
  day         date not null,
  stop_no     integer not null,
  retailer_id uuid not null,
  pinned      boolean not null,
  service_s   double precision not null,
  arrive_s    double precision,
  depart_s    double precision,
  late_s      double precision not null,
  primary key (org_id, rep_id, day, stop_no),
  unique (org_id, rep_id, day, retailer_id),
  foreign key (org_id, rep_id, day) references plan_frozen,
  foreign key (org_id, retailer_id) references retailer
);

create table plan_change (
  org_id       integer not null,
  rep_id       uuid not null,
  day          date not null,
  change_no    integer not null check (change_no > 0),
  changed_by   uuid not null,
  changed_at   timestamptz(3) not null default clock_timestamp(),
  retailer_ids uuid[] not null,
  length_m     double precision not null,
  travel_s     double precision not null,
  start_s      double precision not null,
  finish_s     double precision not null,
  locked       boolean not null,
  primary key (org_id, rep_id, day, change_no),
  foreign key (org_id, rep_id, day) references plan_frozen,
  foreign key (org_id, changed_by) references person
);

-- Of days that are over, the plan that was made last is all that is known.
insert into plan_frozen (org_id, rep_id, day, unit_id, why, revision, locked, length_m, lower_bound_m, proved_optimal, gap_at_most, travel_s, start_s, finish_s, lateness_s, detail, made_at)
select p.org_id, p.rep_id, p.day, p.unit_id, 'upgrade', p.revision, p.locked, p.length_m, p.lower_bound_m, p.proved_optimal, p.gap_at_most, p.travel_s, p.start_s, p.finish_s, p.lateness_s, p.detail, p.made_at
from plan p join unit u using (org_id, unit_id) where p.day < (now() at time zone u.time_zone)::date;
insert into plan_frozen_stop (org_id, rep_id, day, stop_no, retailer_id, pinned, service_s, arrive_s, depart_s, late_s)
select org_id, rep_id, day, stop_no, retailer_id, pinned, service_s, arrive_s, depart_s, late_s
from plan_stop where (org_id, rep_id, day) in (select org_id, rep_id, day from plan_frozen);
update plan set is_frozen = true where (org_id, rep_id, day) in (select org_id, rep_id, day from plan_frozen);

create index plan_unfrozen on plan (day) where not is_frozen;
