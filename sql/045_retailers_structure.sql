alter table retailer add column contact text;
alter table retailer add column phone text;

-- What the file's structure came to: units and territories made, retailers placed, reps that nobody is; null: it had none.
alter table import_run add column structure jsonb;
