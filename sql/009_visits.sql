-- Where a retailer is decides its visits' verdicts: after a change of the coordinate, its trust or its radius they are due again.
create function visits_due_again() returns trigger language plpgsql as $$
begin
  update visit_day d set revision = revision + 1
  from (
    select distinct p.org_id, p.rep_id, p.day
    from changed c join previous b using (org_id, retailer_id) join press p using (org_id, retailer_id)
    where (b.position, b.trust, b.sigma_m, b.threshold_m) is distinct from (c.position, c.trust, c.sigma_m, c.threshold_m)
    order by 1, 2, 3
  ) due
  where d.org_id = due.org_id and d.rep_id = due.rep_id and d.day = due.day;
  return null;
end $$;
create trigger visits_due_again after update on retailer
  referencing old table as previous new table as changed for each statement execute function visits_due_again();
