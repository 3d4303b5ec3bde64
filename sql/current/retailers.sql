-- After: facts

comment on table retailer is
  'A shop that is visited. `original` is the coordinate as it was said, in `frame`; `position` is the same place in '
  'WGS-84.';
comment on column retailer.sigma_m is 'a geocoded or hand-pinned address is good to about 20 m in the median';
comment on column retailer.threshold_m is '100 m is the visit radius in use';
comment on column retailer.threshold_own is
  'the radius is the retailer''s own; otherwise the setting of its unit and the day counts, and 100 m where there is none';

comment on table import_run is
  'One run of an import: what was in the file and what became of it. The rows'' errors are kept with it.';
comment on column import_run.failure is 'why it failed, for people';
comment on column import_run.beat_at is 'a running import that is silent for long has died with its process';

comment on table import_file is
  'The file of an import that is under way: whichever process takes the work reads it here. It goes when the run ends.';

comment on table retailer_was is
  'Where a retailer was said to be before, and until when: what a coordinate that visits confirm is compared with. '
  'Appended by the trigger below and by nothing else.';

create trigger retailer_was_stays before update or delete on retailer_was for each row execute function refuse_change();

-- What other features may read of a retailer.
create view known_retailer as
select org_id, retailer_id, unit_id, code, name, position, trust, sigma_m, threshold_m, threshold_own, address, grade, business_type, scale,
       road_condition, opening_hours, key_hours, visits_per_month, minutes_per_visit, orders_per_month, volume_per_month
from retailer;

-- Where a retailer was said to be before; `was_no` rises with time.
create view earlier_coordinate as
select org_id, retailer_id, was_no, position, trust, until_at from retailer_was;

-- Retailers that stand on the same coordinate as at least two others: a geocoder's fallback, most likely.
create view shared_coordinate as
select org_id, position::text as position_key, count(*)::int as retailers, array_agg(retailer_id) as retailer_ids
from retailer
group by org_id, position::text
having count(*) >= 3;

-- Where a retailer is decides verdicts: each change of its coordinate is on record.
create function ledger_coordinate() returns trigger language plpgsql as $$
begin
  perform ledger_append(new.org_id, new.unit_id, 'coordinate', json_build_object('retailerId', new.retailer_id,
    'fromLng', st_x(old.position::geometry), 'fromLat', st_y(old.position::geometry), 'lng', st_x(new.position::geometry), 'lat', st_y(new.position::geometry),
    'fromTrust', old.trust, 'trust', new.trust, 'sigmaM', new.sigma_m, 'thresholdM', new.threshold_m));
  return null;
end $$;
create trigger ledger_coordinate after update of position, trust, sigma_m, threshold_m, threshold_own on retailer for each row
  when ((old.position, old.trust, old.sigma_m, old.threshold_m, old.threshold_own) is distinct from (new.position, new.trust, new.sigma_m, new.threshold_m, new.threshold_own))
  execute function ledger_coordinate();

-- Keeps where a retailer was.
create function keep_coordinate() returns trigger language plpgsql as $$
begin
  insert into retailer_was (org_id, retailer_id, position, trust) values (old.org_id, old.retailer_id, old.position, old.trust);
  return null;
end $$;
create trigger keep_coordinate after update of position on retailer for each row
  when (old.position::text <> new.position::text) execute function keep_coordinate();
