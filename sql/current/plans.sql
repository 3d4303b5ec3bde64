-- After: facts, people, settings, shifts, visits

comment on table plan is
  'Whom a rep visits on a day. Made again, it replaces the one before; as it stood when the day began it stays in '
  'plan_frozen.';
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

comment on column plan.is_frozen is 'plan_frozen has it as it stood when its day began';
comment on index plan_unfrozen is 'What the loop that freezes looks for.';

comment on table plan_frozen is
  'A plan as it stood when its day began: at the rep''s first press or shift, else at the start of the unit''s working '
  'day. What the day is compared with; later changes are rows of plan_change. Appended, never edited.';
comment on column plan_frozen.why is
  'what came first: press, shift, workStart; made: there was no plan until the day had begun, and this is the first '
  'one; upgrade: the day was over before plans were frozen, and this is the last that was made';
comment on column plan_frozen.revision is 'of the plan; all else as in plan';

comment on table plan_frozen_stop is 'A stop of a frozen plan, in its order.';

comment on table plan_change is
  'A change of a plan after its day began: who made it, when, and what the plan came to. Appended, never edited.';
comment on column plan_change.retailer_ids is 'every stop, in the new order';

create trigger plan_frozen_stays before update or delete on plan_frozen for each row execute function refuse_change();
create trigger plan_frozen_stays_whole before truncate on plan_frozen for each statement execute function refuse_change();
create trigger plan_frozen_stop_stays before update or delete on plan_frozen_stop for each row execute function refuse_change();
create trigger plan_frozen_stop_stays_whole before truncate on plan_frozen_stop for each statement execute function refuse_change();
create trigger plan_change_stays before update or delete on plan_change for each row execute function refuse_change();
create trigger plan_change_stays_whole before truncate on plan_change for each statement execute function refuse_change();

-- Freezes a plan as it stands, once; whether this call did. Whoever changes the plan holds its row, and this waits for them.
create function freeze_plan(of_org integer, of_rep uuid, of_day date, reason text) returns boolean
language plpgsql as $$
begin
  update plan set is_frozen = true where org_id = of_org and rep_id = of_rep and day = of_day and not is_frozen;
  if not found then
    return false;
  end if;
  insert into plan_frozen (org_id, rep_id, day, unit_id, why, revision, locked, length_m, lower_bound_m, proved_optimal, gap_at_most, travel_s, start_s, finish_s, lateness_s, detail, made_at)
  select org_id, rep_id, day, unit_id, reason, revision, locked, length_m, lower_bound_m, proved_optimal, gap_at_most, travel_s, start_s, finish_s, lateness_s, detail, made_at
  from plan where org_id = of_org and rep_id = of_rep and day = of_day;
  insert into plan_frozen_stop (org_id, rep_id, day, stop_no, retailer_id, pinned, service_s, arrive_s, depart_s, late_s)
  select org_id, rep_id, day, stop_no, retailer_id, pinned, service_s, arrive_s, depart_s, late_s
  from plan_stop where org_id = of_org and rep_id = of_rep and day = of_day;
  return true;
end $$;

-- The rep's first press or shift of a day freezes their plan. A phone whose clock runs ahead does not freeze a day that is to come.
create function freeze_plan_by_act() returns trigger language plpgsql as $$
begin
  perform freeze_plan(new.org_id, new.rep_id, new.day, tg_argv[0])
  from known_unit u where u.org_id = new.org_id and u.unit_id = new.unit_id and new.day <= (new.received_at at time zone u.time_zone)::date;
  return null;
end $$;
create trigger freeze_plan_by_press after insert on press
  for each row when (new.kind = 'start') execute function freeze_plan_by_act('press');
create trigger freeze_plan_by_shift after insert on shift
  for each row when (new.kind = 'open') execute function freeze_plan_by_act('shift');

-- When the working day of a unit begins: by the hours in force there on that day, `otherwise` where nobody says any.
create function work_begins_at(of_org integer, of_unit uuid, on_day date, otherwise text) returns timestamptz
language sql stable as $$
  select (on_day + coalesce((
      select s.value ->> 'from' from settings_on(of_org, array[of_unit], array[on_day]) s where s.key = 'workHours'
    ), otherwise)::time) at time zone u.time_zone
  from known_unit u where u.org_id = of_org and u.unit_id = of_unit
$$;

-- Whether a rep's day has begun: they pressed, opened a shift, or the working day of their unit began.
create function day_has_begun(of_org integer, of_rep uuid, of_unit uuid, of_day date, moment timestamptz, otherwise text) returns boolean
language sql stable as $$
  select exists (select from known_press p where p.org_id = of_org and p.rep_id = of_rep and p.day = of_day)
      or exists (select from shift_span s where s.org_id = of_org and s.rep_id = of_rep and s.day = of_day)
      or work_begins_at(of_org, of_unit, of_day, otherwise) <= moment
$$;

-- The plan that counts: once the day is over the one that was frozen, until then the one that is followed.
create view day_plan as
select p.org_id, p.rep_id, p.day, p.unit_id, p.revision, p.locked, p.length_m, p.lower_bound_m, p.proved_optimal, p.gap_at_most,
       p.travel_s, p.start_s, p.finish_s, p.lateness_s, p.detail, p.made_at
from plan p join known_unit u using (org_id, unit_id)
where not p.is_frozen or p.day >= (now() at time zone u.time_zone)::date
union all
select f.org_id, f.rep_id, f.day, f.unit_id, f.revision, f.locked, f.length_m, f.lower_bound_m, f.proved_optimal, f.gap_at_most,
       f.travel_s, f.start_s, f.finish_s, f.lateness_s, f.detail, f.made_at
from plan_frozen f join known_unit u using (org_id, unit_id)
where f.day < (now() at time zone u.time_zone)::date;

create view day_plan_stop as
select s.org_id, s.rep_id, s.day, s.stop_no, s.retailer_id, s.pinned, s.service_s, s.arrive_s, s.depart_s, s.late_s
from plan_stop s join plan p using (org_id, rep_id, day) join known_unit u using (org_id, unit_id)
where not p.is_frozen or p.day >= (now() at time zone u.time_zone)::date
union all
select s.org_id, s.rep_id, s.day, s.stop_no, s.retailer_id, s.pinned, s.service_s, s.arrive_s, s.depart_s, s.late_s
from plan_frozen_stop s join plan_frozen f using (org_id, rep_id, day) join known_unit u using (org_id, unit_id)
where f.day < (now() at time zone u.time_zone)::date;

-- What other features may read of plans.
create view known_plan as
select org_id, rep_id, day, unit_id, made_at from day_plan;

create view known_plan_stop as
select org_id, rep_id, day, stop_no, retailer_id from day_plan_stop;

-- Plans as their days began, with all stops in order: what was kept of a plan is counted against these.
create view known_plan_frozen as
select org_id, rep_id, day, unit_id, why, frozen_at, length_m, travel_s, start_s, finish_s,
       array(select s.retailer_id from plan_frozen_stop s where s.org_id = f.org_id and s.rep_id = f.rep_id and s.day = f.day order by s.stop_no) as retailer_ids
from plan_frozen f;

create view known_plan_change as
select org_id, rep_id, day, change_no, changed_by, changed_at, retailer_ids, length_m, travel_s, start_s, finish_s from plan_change;
