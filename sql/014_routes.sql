-- A plan changes by hand: each change names the revision it was made from, so that nobody's work is overwritten unseen. A locked
-- plan is not changed. Times are seconds since midnight of the unit's clock; plans from before have none.
alter table plan
  add column revision integer not null default 1,
  add column locked boolean not null default false,
  add column travel_s double precision not null default 0,
  add column start_s double precision not null default 0,
  add column finish_s double precision not null default 0,
  add column lateness_s double precision not null default 0,
  add column gap_at_most double precision,     -- null: not known
  add column detail jsonb;                     -- frame, travel, late, unserved, in the words of shared/routes.ts

alter table plan_stop
  add column pinned boolean not null default false,
  add column service_s double precision not null default 0,
  add column arrive_s double precision,
  add column depart_s double precision,
  add column late_s double precision not null default 0;

-- On which days a retailer is planned, by anybody.
create index plan_stop_retailer on plan_stop (org_id, retailer_id, day);
