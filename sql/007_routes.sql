-- Whom a rep visits on a day. Made again, it replaces the one before.
create table plan (
  org_id  integer not null,
  rep_id  uuid not null,
  day     date not null,
  unit_id uuid not null,
  length_m double precision not null,          -- of the order below, straight lines × detour factor
  lower_bound_m double precision not null,     -- no order of these stops is shorter
  proved_optimal boolean not null,
  made_at timestamptz not null default now(),
  primary key (org_id, rep_id, day),
  foreign key (org_id, rep_id) references person
);

-- A stop of a plan, in its order.
create table plan_stop (
  org_id      integer not null,
  rep_id      uuid not null,
  day         date not null,
  stop_no     integer not null,
  retailer_id uuid not null,
  primary key (org_id, rep_id, day, stop_no),
  unique (org_id, rep_id, day, retailer_id),
  foreign key (org_id, rep_id, day) references plan on delete cascade,
  foreign key (org_id, retailer_id) references retailer
);
