-- What only this database knows: a watcher's place in the stream is signed with it, so that nobody makes one up.
alter table stream add column secret bytea not null
  default sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid(), gen_random_uuid()), 'UTF8'));
