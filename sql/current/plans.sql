comment on table plan is 'Whom a rep visits on a day. Made again, it replaces the one before.';
comment on column plan.length_m is 'of the order below, straight lines × detour factor';
comment on column plan.lower_bound_m is 'no order of these stops is shorter';

comment on table plan_stop is 'A stop of a plan, in its order.';
comment on column plan.revision is
  'each change by hand names the one it was made from, so that nobody''s work is overwritten unseen';
comment on column plan.locked is 'a locked plan is not changed';
comment on column plan.start_s is
  'seconds since midnight of the unit''s clock, as all times of a plan; plans from before there were times have '
  'none';
comment on column plan.gap_at_most is 'null: not known';
comment on column plan.detail is 'frame, travel, late, unserved, in the words of shared/routes.ts';
comment on index plan_stop_retailer is 'On which days a retailer is planned, by anybody.';

-- What other features may read of plans.
create view known_plan as
select org_id, rep_id, day, unit_id, made_at from plan;

create view known_plan_stop as
select org_id, rep_id, day, stop_no, retailer_id from plan_stop;
