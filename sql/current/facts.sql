-- What every table of facts stands on.

-- A fact is appended and never edited: a trigger of each such table.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;

-- An instant as the ledger writes it, to the microsecond.
create function utc_text(at timestamptz) returns text
language sql stable as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- A fact with the credential that was shown for it: at its end, so that a fact from before keeps its bytes.
create function with_via(fact json, via text) returns json
language sql stable as $$
  select case when via is null then fact else (left(fact::text, -1) || ', "via" : ' || to_json(via)::text || '}')::json end
$$;
