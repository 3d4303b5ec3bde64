comment on table job is
  'Work that outlives its request: taken by one process at a time, and by another when that one dies.';
comment on column job.unit_id is 'what it concerns: who sees the unit sees the job';
comment on column job.made_by is 'it runs with what this person may do then';
comment on column job.attempt is 'counts the takings: only the latest may write';
comment on column job.heard_at is 'the last sign of life of the process that runs it';
comment on index job_open is 'What a free process looks for.';
