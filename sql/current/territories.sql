comment on table territory is 'A territory of one kind in a unit, and the rep who looks after it.';

comment on table territory_member is
  'A retailer''s place in the map of one kind. The key is the law: at most one territory of each kind.';
comment on column territory.is_live is
  'false: of the past, or of a map that is still to come; it has no retailers, and its name is free';

-- What other features may read of territories and of their retailers.
create view known_territory as
select org_id, territory_id, unit_id, kind, name, rep_id, is_live from territory;

create view known_territory_member as
select org_id, kind, retailer_id, territory_id from territory_member;

-- Who is responsible for visits at a retailer, as far as the map of visit territories says.
create view visit_territory as
select m.org_id, m.retailer_id, t.territory_id, t.rep_id, t.unit_id
from territory_member m
join territory t using (org_id, territory_id)
where m.kind = 'visit';

-- Makes the territories of a kind in a unit and all below it what a published map says: its territories are in force and no others,
-- and its retailers are in them.
create function put_in_force(of_org integer, of_map uuid, in_unit uuid, of_kind text) returns void
language plpgsql as $$
declare
  below constant uuid[] := unit_scope(of_org, in_unit);
begin
  update territory set is_live = false where org_id = of_org and kind = of_kind and is_live and unit_id = any(below);
  insert into territory (org_id, territory_id, unit_id, kind, name, rep_id)
  select org_id, territory_id, unit_id, of_kind, name, rep_id from known_map_territory where org_id = of_org and map_id = of_map
  on conflict (org_id, territory_id) do update set unit_id = excluded.unit_id, name = excluded.name, rep_id = excluded.rep_id, is_live = true;
  insert into territory_member (org_id, kind, retailer_id, territory_id)
  select org_id, of_kind, retailer_id, territory_id from known_map_member where org_id = of_org and map_id = of_map
  on conflict (org_id, kind, retailer_id) do update set territory_id = excluded.territory_id where territory_member.territory_id <> excluded.territory_id;
  delete from territory_member m using territory t
  where m.org_id = of_org and m.kind = of_kind and t.org_id = m.org_id and t.territory_id = m.territory_id and not t.is_live and t.unit_id = any(below);
end $$;
