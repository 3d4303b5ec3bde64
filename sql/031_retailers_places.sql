-- A version of where a retailer is. One with a day is a move: it counts from that day on. One without is a correction of what was
-- always so since the last move. Appended, never edited: what was said before stays.
create table retailer_place (
  org_id       integer not null,
  retailer_id  uuid not null,
  place_no     bigint generated always as identity,
  position     geography(Point, 4326) not null,
  original_lng double precision,               -- as it was said, in `frame`; null: not kept before there were versions
  original_lat double precision,
  frame        text check (frame in ('wgs84', 'gcj02', 'bd09')),
  trust        text not null check (trust in ('imported', 'confirmed', 'surveyed')),
  sigma_m      double precision check (sigma_m > 0), -- null: not kept before there were versions
  threshold_m  double precision check (threshold_m > 0), -- null: the setting of the unit and the day counts
  from_day     date,                           -- null: a correction
  kind         text not null check (kind in ('import', 'survey', 'learned', 'frame', 'move', 'withdrawn')),
  import_id    uuid,                           -- the file that said it
  proposal_id  uuid,
  by_id        uuid,                           -- null: not known, or nobody
  reason       text,
  on_record    boolean not null,               -- an entry of the ledger; a retailer's first version is none
  at           timestamptz not null default clock_timestamp(),
  primary key (org_id, retailer_id, place_no),
  foreign key (org_id, retailer_id) references retailer,
  check (kind <> 'move' or from_day is not null)
);

-- The import whose coordinate the retailer has; of those before, the only one that ran when the retailer was made.
alter table retailer add column import_id uuid;
update retailer r set import_id = i.import_id
from (
  select r.org_id, r.retailer_id, (array_agg(i.import_id))[1] as import_id
  from retailer r join import_run i on i.org_id = r.org_id and r.created_at between i.at and i.beat_at
  group by r.org_id, r.retailer_id having count(*) = 1
) i
where i.org_id = r.org_id and i.retailer_id = r.retailer_id;

-- What is known of earlier coordinates becomes the first versions: each began when the one before it ended.
insert into retailer_place (org_id, retailer_id, position, original_lng, original_lat, frame, trust, sigma_m, threshold_m, kind, import_id, by_id, on_record, at)
select v.org_id, v.retailer_id, v.position, v.original_lng, v.original_lat, v.frame, v.trust, v.sigma_m, v.threshold_m,
       case when v.trust = 'imported' then 'import' else 'survey' end,
       case when v.is_first then v.import_id end, case when v.is_first then i.person_id end, false, v.at
from (
  select r.org_id, r.retailer_id, c.position, c.original_lng, c.original_lat, c.frame, c.trust, c.sigma_m,
         case when r.threshold_own then r.threshold_m end as threshold_m, r.import_id, c.was_no,
         row_number() over versions = 1 as is_first,
         coalesce(lag(c.until_at) over versions, r.created_at) as at
  from retailer r cross join lateral (
    select w.position, null::float8 as original_lng, null::float8 as original_lat, null as frame, w.trust, null::float8 as sigma_m, w.was_no, w.until_at
    from retailer_was w where w.org_id = r.org_id and w.retailer_id = r.retailer_id
    union all
    select r.position, r.original_lng, r.original_lat, r.frame, r.trust, r.sigma_m, null, null
  ) c
  window versions as (partition by r.org_id, r.retailer_id order by c.was_no nulls last)
) v left join import_run i on i.org_id = v.org_id and i.import_id = v.import_id
order by v.org_id, v.retailer_id, v.was_no nulls last;

-- Whose coordinate was changed since is not that of the import any more.
update retailer r set import_id = null
from retailer_was w where w.org_id = r.org_id and w.retailer_id = r.retailer_id and r.import_id is not null;

drop view if exists earlier_coordinate; -- current/ makes it anew
drop table retailer_was;
