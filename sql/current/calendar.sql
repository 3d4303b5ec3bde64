-- After: people, retailers, visits

comment on table working_day is
  'What a unit says of a day, for itself and for the units below that say nothing of it: a holiday, a working day '
  '(调休: a Saturday or Sunday that is worked) or half a day. Of a day of which nobody says anything the weekday decides.';
comment on table working_year is 'A year whose holidays somebody has looked at and confirmed: published lists age.';
comment on table absence is 'Days on which a rep is away; two of one rep never overlap.';
comment on table calendar is
  'Who is visited by a rep on which day, weeks ahead. A published one counts from its first to its last day, and the '
  'constraint is the law: never two for one rep and day. Published from a later day on, the next one ends it.';
comment on column calendar.to_day is 'of a published one its visits after this day do not count';
comment on column calendar.measures is 'kilometres and minutes, of all and of each day; shared/calendars.ts';
comment on column calendar.revision is 'each change names the one it was made from';
comment on table calendar_rule is
  'How a retailer is visited, as people say it: on these weekdays every so many weeks. What a holiday, leave or a hand '
  'moves are exceptions among its visits; the rule stays.';
comment on column calendar_rule.frequency is 'visits in four weeks';
comment on column calendar_rule.phase is 'weeks count from a fixed Monday: the number of the week by every_weeks leaves this rest';
comment on table calendar_visit is 'A visit of a calendar.';
comment on column calendar_visit.why is 'pattern: where its rule says; moved: beside it, by the search; byHand: somebody put it there';
comment on table calendar_miss is 'A visit that a calendar does not have, and why.';
comment on column calendar_miss.day is 'null: all of the retailer''s';
comment on table calendar_step is 'A change of a draft by hand, with what was before: it can be undone.';

-- What is said of days, for units: by each itself, or by the nearest one above that says something of that day.
create function working_days_of(of_org integer, of_units uuid[], first_day date, last_day date)
returns table (unit_id uuid, day date, kind text, name text, said_by uuid)
language sql stable as $$
  with recursive up as (
    select u.unit_id, u.unit_id as above, 0 as steps, u.parent_id from known_unit u where u.org_id = of_org and u.unit_id = any(of_units)
    union all
    select up.unit_id, p.unit_id, up.steps + 1, p.parent_id from up join known_unit p on p.org_id = of_org and p.unit_id = up.parent_id
  )
  select distinct on (up.unit_id, w.day) up.unit_id, w.day, w.kind, w.name, w.unit_id
  from up join working_day w on w.org_id = of_org and w.unit_id = up.above and w.day between first_day and last_day
  order by up.unit_id, w.day, up.steps
$$;

-- What other features may read: calendars that count, and their visits.
create view known_calendar as
select org_id, calendar_id, rep_id, unit_id, from_day, to_day from calendar where state = 'published';

-- `slack_days`: half the time to the next visit; so long a visit that was not made may be caught up.
create view known_calendar_visit as
select c.org_id, c.calendar_id, c.rep_id, v.retailer_id, v.day, v.stop_no, v.pinned, greatest(1, floor(14 / r.frequency))::integer as slack_days
from calendar c
join calendar_visit v using (org_id, calendar_id)
join calendar_rule r using (org_id, calendar_id, retailer_id)
where c.state = 'published' and v.day between c.from_day and c.to_day;

create view known_absence as
select org_id, absence_id, rep_id, from_day, to_day, part, kind from absence;

-- Visits of a rep's calendar before `before_day` that were not made, or not validly, and that may still be caught up on `on_day`.
create function owed_on(of_org integer, of_rep uuid, before_day date, on_day date)
returns table (retailer_id uuid, day date, until_day date)
language sql stable as $$
  select distinct on (v.retailer_id) v.retailer_id, v.day, v.day + v.slack_days
  from known_calendar_visit v
  where v.org_id = of_org and v.rep_id = of_rep and v.day < before_day and v.day < on_day and v.day + v.slack_days >= on_day
    and not exists (
      select from visit m
      where m.org_id = of_org and m.retailer_id = v.retailer_id and m.day between v.day - v.slack_days and on_day - 1 and m.state <> 'invalid')
    and not exists (
      select from known_calendar_visit n where n.org_id = of_org and n.retailer_id = v.retailer_id and n.day > v.day and n.day <= on_day)
  order by v.retailer_id, v.day desc
$$;
