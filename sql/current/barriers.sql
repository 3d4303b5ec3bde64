comment on table barrier is
  'Something that nobody crosses on their way: a river, a railway, a motorway. No territory of its unit, or of a '
  'unit above, is joined across it. A bridge is a gap between two of its lines. `revision` rises with every write: '
  'whoever writes says which one they saw.';

-- What other features may read of a barrier.
create view known_barrier as
select org_id, barrier_id, unit_id, name, lines, revision, deleted_at from barrier;
