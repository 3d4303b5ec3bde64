-- A territory of one kind in a unit, and the rep who looks after it.
create table territory (
  org_id       integer not null,
  territory_id uuid not null default gen_random_uuid(),
  unit_id      uuid not null,
  kind         text not null check (kind in ('order_call', 'visit', 'delivery')),
  name         text not null,
  rep_id       uuid,
  created_at   timestamptz not null default now(),
  primary key (org_id, territory_id),
  unique (org_id, kind, territory_id),
  unique (org_id, kind, unit_id, name),
  foreign key (org_id, unit_id) references unit,
  foreign key (org_id, rep_id) references person
);

-- A retailer's place in the map of one kind. The key is the law: at most one territory of each kind.
create table territory_member (
  org_id       integer not null,
  kind         text not null,
  retailer_id  uuid not null,
  territory_id uuid not null,
  primary key (org_id, kind, retailer_id),
  foreign key (org_id, kind, territory_id) references territory (org_id, kind, territory_id),
  foreign key (org_id, retailer_id) references retailer
);
create index territory_members on territory_member (org_id, territory_id);

-- Who is responsible for visits at a retailer, as far as the map of visit territories says.
create view visit_territory as
select m.org_id, m.retailer_id, t.territory_id, t.rep_id, t.unit_id
from territory_member m
join territory t using (org_id, territory_id)
where m.kind = 'visit';
