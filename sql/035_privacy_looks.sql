-- Every look at people's positions, by whichever way they left: one row may be a look at many people at once.
create table look (
  org_id    integer not null,
  look_id   bigint generated always as identity,
  at        timestamptz not null default clock_timestamp(),
  looker_id uuid not null,
  way       text not null,
  via       text,
  rep_ids   uuid[] not null check (cardinality(rep_ids) > 0),
  from_at   timestamptz,
  to_at     timestamptz,
  primary key (org_id, look_id)
);
create index look_of_rep on look using gin (rep_ids);
create index look_of_looker on look (org_id, looker_id, look_id desc);

insert into look (org_id, at, looker_id, way, rep_ids, from_at, to_at)
select org_id, at, looker_id, 'track', array[rep_id], from_at, to_at from track_look order by look_id;

drop table track_look;
