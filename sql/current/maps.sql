-- After: facts

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
