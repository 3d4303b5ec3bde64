-- After: facts

comment on table scenario is
  'A draft of the map of one kind in a unit and all below it. `revision` rises with every write: whoever writes '
  'says which one they saw.';
comment on column scenario.design is
  'Settings and territories as they stand at the step below (shared/scenarios.ts).';
comment on column scenario.step_no is 'The step this draft stands at; 0 is its beginning. Undo and redo move it.';
comment on column scenario.job_id is 'the last search that was asked for';
comment on column scenario.change is 'what the last write did';
comment on column scenario.change_count is 'to how many retailers';

comment on table scenario_member is
  'Where a retailer stands in a draft: the number of a territory of its design, 0 for none. A retailer without a '
  'row is in none.';

comment on table scenario_step is
  'Something a planner or a search did to a draft, with what it was before: appended, and never taken away. The '
  'parent is the step it was made upon, so that what was undone and then done otherwise stays on record.';
comment on column scenario_step.retailer_ids is
  'Retailers that changed hands: from and to, position by position; and why, where a search says so.';
comment on column scenario_step.lock_ids is 'Retailers whose lock was turned.';
comment on column scenario_step.report is 'what a search answered';
comment on column scenario_step.job_id is 'the search: run twice, it appends once';

create trigger scenario_step_stays before update or delete on scenario_step for each row execute function refuse_change();
