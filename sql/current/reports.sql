-- After: facts, people, retailers, territories, maps, plans, visits

comment on table report_due is
  'A rep''s day has to be counted: something was said of it. Appended with the fact, in its transaction, so that nobody waits '
  'for anybody; taken away with what was counted.';
comment on table report_visit is
  'A visit as reports count it: 0 or 1 of each kind, and what its retailer was on that day. Rolled from facts, never said.';
comment on column report_visit.territory_id is 'null: it was in none';
comment on column report_visit.planned is 'valid, and in the plan as its day began; unplanned: valid, and not in it; both 0 on a day without one';
comment on table report_stop is 'A stop of a plan as its day began: whether its retailer was validly visited that day. Rolled from facts.';
comment on table rep_day is
  'The sums of a rep''s day in a unit, over report_visit and report_stop; presence and span only of days with two visits or more.';

-- A visit as it counts. One that is open or not judged yet counts nowhere.
create view visit_counted as
select v.org_id, v.visit_id, v.rep_id, v.day, v.unit_id, v.retailer_id, t.territory_id, f.grade, f.business_type, f.setting,
       (v.state = 'valid')::integer as valid, (v.state = 'suspect')::integer as suspect,
       (v.state = 'invalid')::integer as invalid, (v.state = 'unverifiable')::integer as unverifiable,
       (v.claimed_at is not null and j.is_judged)::integer as claimed,
       (v.appealed = 'decided')::integer as appealed,
       (v.appealed = 'decided' and v.decided = 'valid')::integer as upheld,
       (j.is_judged and v.state <> 'unverifiable' and 'SHORT_DWELL' = any(v.reasons))::integer as short,
       coalesce(p.presses, 0) as presses, coalesce(p.late, 0) as late,
       coalesce(v.state = 'valid' and v.retailer_id = any(n.retailer_ids), false)::integer as planned,
       coalesce(v.state = 'valid' and not v.retailer_id = any(n.retailer_ids), false)::integer as unplanned,
       (v.state = 'valid' and v.ended_at is not null)::integer as timed,
       case when v.state = 'valid' then coalesce(v.dwell_s, 0) else 0 end as dwell_s,
       v.started_at, v.ended_at
from visit v
cross join lateral (select v.state in ('valid', 'suspect', 'invalid', 'unverifiable') as is_judged) j
left join lateral facts_on(v.org_id, v.retailer_id, v.day) f on true
left join lateral visit_territory_on(v.org_id, v.retailer_id, v.day) t on true
left join known_plan_frozen n on n.org_id = v.org_id and n.rep_id = v.rep_id and n.day = v.day
left join lateral (
  select count(*)::integer as presses, count(*) filter (where k.received_at > k.pressed_at + interval '24 hours')::integer as late
  from known_press k where k.org_id = v.org_id and k.visit_id = v.visit_id and v.claimed_at is null
) p on true;

create view stop_counted as
select n.org_id, n.rep_id, n.day, s.retailer_id, n.unit_id, t.territory_id, f.grade, f.business_type, f.setting, 1 as stops,
       (exists (
         select from visit v where v.org_id = n.org_id and v.rep_id = n.rep_id and v.day = n.day and v.retailer_id = s.retailer_id and v.state = 'valid'
       ))::integer as kept
from known_plan_frozen n
cross join lateral unnest(n.retailer_ids) s(retailer_id)
left join lateral facts_on(n.org_id, s.retailer_id, n.day) f on true
left join lateral visit_territory_on(n.org_id, s.retailer_id, n.day) t on true;

create view rep_day_summed as
select org_id, rep_id, day, unit_id,
       sum(valid)::integer as valid, sum(suspect)::integer as suspect, sum(invalid)::integer as invalid, sum(unverifiable)::integer as unverifiable,
       sum(claimed)::integer as claimed, sum(appealed)::integer as appealed, sum(upheld)::integer as upheld, sum(short)::integer as short,
       sum(presses)::integer as presses, sum(late)::integer as late, sum(planned)::integer as planned, sum(unplanned)::integer as unplanned,
       sum(timed)::integer as timed, sum(dwell_s) as dwell_s, sum(stops)::integer as stops, sum(kept)::integer as kept,
       case when sum(timed) > 1 then sum(dwell_s) else 0 end as presence_s,
       case when sum(timed) > 1 then extract(epoch from max(ended_at) - min(started_at))::float8 else 0 end as span_s
from (
  select org_id, rep_id, day, unit_id, valid, suspect, invalid, unverifiable, claimed, appealed, upheld, short, presses, late, planned, unplanned, timed,
         dwell_s, 0 as stops, 0 as kept, case when timed = 1 then started_at end as started_at, case when timed = 1 then ended_at end as ended_at
  from report_visit
  union all
  select org_id, rep_id, day, unit_id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, stops, kept, null, null from report_stop
) r
group by org_id, rep_id, day, unit_id;

-- What was said of a rep's day itself.
create function report_due_by_day() returns trigger language plpgsql as $$
begin
  insert into report_due (org_id, rep_id, day) select distinct org_id, rep_id, day from said;
  return null;
end $$;
create trigger report_due_by_press after insert on press referencing new table as said for each statement execute function report_due_by_day();
create trigger report_due_by_plan after insert on plan_frozen referencing new table as said for each statement execute function report_due_by_day();

-- What was said of a visit.
create function report_due_by_visit() returns trigger language plpgsql as $$
begin
  insert into report_due (org_id, rep_id, day)
  select distinct p.org_id, p.rep_id, p.day from said s join known_press p on p.org_id = s.org_id and p.visit_id = s.visit_id and p.kind = 'start';
  return null;
end $$;
create trigger report_due_by_verdict after insert on verdict referencing new table as said for each statement execute function report_due_by_visit();
create trigger report_due_by_appeal after insert on appeal referencing new table as said for each statement execute function report_due_by_visit();
create trigger report_due_by_decision after insert on decision referencing new table as said for each statement execute function report_due_by_visit();

-- What a retailer is from a day on. A day that is due may be counted at this moment from what was before: it is due once more.
create function report_due_by_fact() returns trigger language plpgsql as $$
begin
  insert into report_due (org_id, rep_id, day)
  select v.org_id, v.rep_id, v.day from said s join report_visit v on v.org_id = s.org_id and v.retailer_id = s.retailer_id
  where s.fact_no > 1 and v.day >= coalesce(s.from_day, '-infinity')
  union
  select v.org_id, v.rep_id, v.day from said s join report_stop v on v.org_id = s.org_id and v.retailer_id = s.retailer_id
  where s.fact_no > 1 and v.day >= coalesce(s.from_day, '-infinity')
  union
  select r.org_id, r.rep_id, r.day from report_due r
  join (select org_id, min(coalesce(from_day, '-infinity')) as first_day from said where fact_no > 1 group by org_id) s on s.org_id = r.org_id
  where r.day >= s.first_day;
  return null;
end $$;
create trigger report_due_by_fact after insert on retailer_fact referencing new table as said for each statement execute function report_due_by_fact();

-- A map of visit territories counts from another day on than was known.
create function report_due_from(of_org integer, first_day date) returns void
language sql as $$
  insert into report_due (org_id, rep_id, day)
  select org_id, rep_id, day from rep_day where org_id = of_org and day >= first_day
  union
  select org_id, rep_id, day from report_due where org_id = of_org and day >= first_day
$$;

create function report_due_by_map() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform report_due_from(new.org_id, new.from_day);
  else
    perform report_due_from(new.org_id, case when (old.is_aside, old.from_day) is distinct from (new.is_aside, new.from_day)
      then least(old.from_day, new.from_day) else least(old.until_day, new.until_day) end);
  end if;
  return null;
end $$;
create trigger report_due_by_map after insert on territory_map
  for each row when (new.kind = 'visit' and not new.is_aside) execute function report_due_by_map();
create trigger report_due_by_changed_map after update on territory_map
  for each row when (new.kind = 'visit' and (old.is_aside, old.from_day, old.until_day) is distinct from (new.is_aside, new.from_day, new.until_day))
  execute function report_due_by_map();

-- Whose territory a retailer is in, while no map that came into force names it.
create function report_due_by_member() returns trigger language plpgsql as $$
begin
  insert into report_due (org_id, rep_id, day)
  select v.org_id, v.rep_id, v.day
  from said s join report_visit v on v.org_id = s.org_id and v.retailer_id = s.retailer_id
  where s.kind = 'visit' and not is_mapped(s.org_id, s.retailer_id)
  union
  select v.org_id, v.rep_id, v.day
  from said s join report_stop v on v.org_id = s.org_id and v.retailer_id = s.retailer_id
  where s.kind = 'visit' and not is_mapped(s.org_id, s.retailer_id);
  return null;
end $$;
create trigger report_due_by_new_member after insert on territory_member referencing new table as said for each statement execute function report_due_by_member();
create trigger report_due_by_moved_member after update on territory_member referencing new table as said for each statement execute function report_due_by_member();
create trigger report_due_by_lost_member after delete on territory_member referencing old table as said for each statement execute function report_due_by_member();
