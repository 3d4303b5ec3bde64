-- The file of an import that is under way: whichever process takes the work reads it here.
create table import_file (
  org_id    integer not null,
  import_id uuid not null,
  bytes     bytea not null,
  primary key (org_id, import_id),
  foreign key (org_id, import_id) references import_run on delete cascade
);
