-- After: facts, territories

comment on table territory_map is
  'A published map of one kind in a unit and all below it, and the days on which it is, was or will be in force, in '
  'the unit''s time zone.';
comment on column territory_map.from_day is
  'null: nobody published it, it is what stood before another came into force';
comment on column territory_map.until_day is 'the first day no more; null: until another is published';
comment on column territory_map.is_aside is
  'Only for the record: withdrawn before its day came, replaced on its first day, or never published.';
comment on column territory_map.returns_to is 'the earlier map this one is again';
comment on column territory_map.moved_count is
  'retailers it hands over, against the map in force when it was published';
comment on column territory_map.applied_at is 'since when territory and territory_member say the same';
comment on constraint territory_map_org_id_unit_id_kind_daterange_excl on territory_map is
  'On any day one map of a kind in a unit.';

comment on table territory_map_territory is 'A territory as a published map has it.';

comment on table territory_map_member is 'A retailer''s place in a published map.';

create trigger territory_map_territory_stays before update or delete on territory_map_territory for each row execute function refuse_change();
create trigger territory_map_member_stays before update or delete on territory_map_member for each row execute function refuse_change();

-- What other features may read of a published map.
create view known_map_territory as
select org_id, map_id, territory_id, unit_id, name, rep_id from territory_map_territory;

create view known_map_member as
select org_id, map_id, retailer_id, territory_id from territory_map_member;

-- Whether a map of visit territories that is or was in force, or the one that stood before it, names a retailer. One that is
-- still to come says nothing of the days before it.
create function is_mapped(of_org integer, of_retailer uuid) returns boolean
language sql stable as $$
  select exists (
    select from territory_map m join territory_map_member s using (org_id, map_id)
    where m.org_id = of_org and m.kind = 'visit' and s.retailer_id = of_retailer and (m.from_day is null or (not m.is_aside and m.applied_at is not null)))
$$;

-- In which visit territory a retailer was on a day, and who held it: as the map in force on that day has it, else the one that stood
-- before any was published; while none of these names the retailer at all, as its territory is now.
create function visit_territory_on(of_org integer, of_retailer uuid, on_day date) returns table (territory_id uuid, rep_id uuid)
language sql stable rows 1 as $$
  select * from (
    (select t.territory_id, t.rep_id
     from territory_map m
     join territory_map_member s on s.org_id = m.org_id and s.map_id = m.map_id and s.retailer_id = of_retailer
     join territory_map_territory t on t.org_id = s.org_id and t.map_id = s.map_id and t.territory_id = s.territory_id
     where m.org_id = of_org and m.kind = 'visit'
       and (m.from_day is null or (not m.is_aside and m.from_day <= on_day and (m.until_day is null or on_day < m.until_day)))
     order by m.from_day is null, m.published_at desc limit 1)
    union all
    (select v.territory_id, v.rep_id from visit_territory v
     where v.org_id = of_org and v.retailer_id = of_retailer and not is_mapped(of_org, of_retailer))
  ) t limit 1
$$;

-- Published maps that are or were in force, with the day from which.
create view known_map as
select org_id, map_id, unit_id, kind, name, from_day, until_day from territory_map where not is_aside;

-- Who gave or got a retailer when a map came into force, against the one before it in its unit.
create function reps_of_map_change(of_org integer, of_map uuid) returns table (rep_id uuid)
language sql stable as $$
  with now as (
    select s.retailer_id, t.rep_id from known_map_member s join known_map_territory t using (org_id, map_id, territory_id)
    where s.org_id = of_org and s.map_id = of_map
  ), before as (
    select s.retailer_id, t.rep_id
    from known_map m join known_map b on b.org_id = m.org_id and b.unit_id = m.unit_id and b.kind = m.kind and b.until_day = m.from_day
    join known_map_member s on s.org_id = b.org_id and s.map_id = b.map_id
    join known_map_territory t on t.org_id = s.org_id and t.map_id = s.map_id and t.territory_id = s.territory_id
    where m.org_id = of_org and m.map_id = of_map
  )
  select distinct r.rep_id
  from now n full join before b using (retailer_id) cross join lateral (values (n.rep_id), (b.rep_id)) r(rep_id)
  where n.rep_id is distinct from b.rep_id and r.rep_id is not null
$$;
