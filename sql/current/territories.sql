comment on table territory is 'A territory of one kind in a unit, and the rep who looks after it.';

comment on table territory_member is
  'A retailer''s place in the map of one kind. The key is the law: at most one territory of each kind.';
comment on column territory.is_live is
  'false: of the past, or of a map that is still to come; it has no retailers, and its name is free';

-- Who is responsible for visits at a retailer, as far as the map of visit territories says.
create view visit_territory as
select m.org_id, m.retailer_id, t.territory_id, t.rep_id, t.unit_id
from territory_member m
join territory t using (org_id, territory_id)
where m.kind = 'visit';
