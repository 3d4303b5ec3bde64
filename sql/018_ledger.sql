-- Positions expire; that they came, how many, when and with which content does not. Positions of many phones are stored in one
-- statement: one entry a unit says all of it, because entries of a unit wait for each other.
create or replace function ledger_fixes() returns trigger language plpgsql as $$
begin
  perform ledger_append(u.org_id, u.unit_id, 'fixes', json_build_object('count', u.n, 'phones', u.phones))
  from (
    select org_id, unit_id, sum(n) as n,
           json_agg(json_build_object('repId', rep_id, 'deviceId', device_id, 'count', n, 'from', utc_text(from_at), 'to', utc_text(to_at), 'sha256', sha256) order by device_id) as phones
    from (
      select org_id, unit_id, rep_id, device_id, count(*) as n, min(fix_at) as from_at, max(fix_at) as to_at,
             encode(sha256(convert_to(string_agg(concat_ws(',', utc_text(fix_at), st_x(position::geometry), st_y(position::geometry), accuracy_m, source, mock), E'\n' order by fix_at), 'UTF8')), 'hex') as sha256
      from stored group by org_id, unit_id, rep_id, device_id
    ) phone
    group by org_id, unit_id order by org_id, unit_id -- locked in one order everywhere
  ) u;
  return null;
end $$;
