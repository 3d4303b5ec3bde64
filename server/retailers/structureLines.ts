// Pure: what an import made of the file's structure, as the command line says it.
import type { ImportStructure } from '../../shared/imports.ts';

const reasons = {
  unknown: { zh: '查无此人', en: 'nobody has this login or name' },
  ambiguous: { zh: '有多人重名，请改用账号', en: 'several reps are called that: give the login' },
  notRep: { zh: '不是客户经理或已停用', en: 'is no rep, or may not sign in' },
};

export function structureLines(structure: ImportStructure | null, isZh: boolean): string[] {
  if (structure === null) return [];
  const { newUnits, newTerritories, placedCount, unknownReps, sharedTerritories } = structure;
  const names = newTerritories.map(({ name }) => name);
  return [
    newUnits.length > 0 &&
      (isZh ? `新建单位 ${newUnits.length} 个：${newUnits.join('、')}` : `new units: ${newUnits.join(', ')}`),
    names.length > 0 &&
      (isZh ? `新建片区 ${names.length} 个：${names.join('、')}` : `new territories: ${names.join(', ')}`),
    placedCount > 0 && (isZh ? `${placedCount} 个零售户划入片区` : `retailers placed in territories: ${placedCount}`),
    ...unknownReps.map(({ name, rowCount, why }) =>
      isZh
        ? `客户经理“${name}”（${rowCount} 行）：${reasons[why].zh}`
        : `rep '${name}' (${rowCount} rows): ${reasons[why].en}`,
    ),
    sharedTerritories.length > 0 &&
      (isZh
        ? `以下片区有多名客户经理，取户数最多者：${sharedTerritories.join('、')}`
        : `territories with several reps, of whom the one of most rows has it: ${sharedTerritories.join(', ')}`),
  ].filter((line) => line !== false);
}
