// Pure: what was done to a scenario, in a sentence about it.
import type { ScenarioChange } from '../scenarios.ts';
import type { Language } from './say.ts';

export const scenarioChange: Record<ScenarioChange, Record<Language, string>> = {
  create: { en: 'create', zh: '新建' },
  move: { en: 'move', zh: '调整' },
  lock: { en: 'lock', zh: '锁定' },
  unlock: { en: 'unlock', zh: '解锁' },
  design: { en: 'design', zh: '设置' },
  solve: { en: 'solve', zh: '自动划分' },
  undo: { en: 'undo', zh: '撤销' },
  redo: { en: 'redo', zh: '重做' },
  rename: { en: 'rename', zh: '改名' },
  delete: { en: 'delete', zh: '删除' },
  restore: { en: 'restore', zh: '恢复' },
};
