-- What the judge has to look at is found without reading the days of the past: a day of fixes bears a mark until it was seen.
alter table position_day add column due_at timestamptz;
update position_day p set due_at = now()
from visit_day v
where v.org_id = p.org_id and v.rep_id = p.rep_id and v.day = p.day and v.judged_position_revision <> p.revision;
alter table position_day alter column due_at set default now();
create index position_day_due on position_day (due_at) where due_at is not null;

create index visit_day_due on visit_day (judged_at nulls first) where revision <> judged_revision;
