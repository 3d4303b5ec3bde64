// Pure: what the command line says of an import that has ended.
import type { ImportStructure, RowError } from '../../shared/imports.ts';
import { sentenceOf } from '../../shared/problems/problems.ts';
import type { InBoth } from '../../shared/problems/say.ts';
import { zhCoded } from '../../shared/tables/zhCoded.ts';
import type { ImportSummary } from './wish.ts';

/** The summary, and a line for each row of which something is to be said. */
export function reportLines(summary: ImportSummary): InBoth[] {
  const { fileName, rowCount, createdCount, updatedCount, unchangedCount, errorCount, errors } = summary;
  const more = errorCount - errors.length;
  return [
    {
      en: `${fileName}: ${rowCount} rows, ${createdCount} created, ${updatedCount} updated, ${unchangedCount} unchanged, ${errorCount} not imported`,
      zh: `${fileName}：共 ${rowCount} 行，新建 ${createdCount}，更新 ${updatedCount}，未变 ${unchangedCount}，未导入 ${errorCount}`,
    },
    ...structureLines(summary.structure),
    ...summary.notOpen.map(({ line, code, state }): InBoth => {
      return {
        en: `line ${line}: ${code} is ${state} and stays so; what the file says of it was stored`,
        zh: `第 ${line} 行：${code} ${state === 'closed' ? '已歇业' : '已停访'}，资料已更新，状态不变`,
      };
    }),
    ...errors.map(errorLine),
    ...summary.notes.map(noteLine),
    ...(more > 0 ? [{ en: `… and ${more} more`, zh: `…… 另有 ${more} 行` }] : []),
  ];
}

function errorLine({ line, problem, detail, reasons }: RowError): InBoth {
  const why = inChinese(reasons);
  return {
    en: `line ${line}: ${problem}: ${inOneLine(detail)}`,
    zh: `第 ${line} 行：${zhCoded.rowProblem[problem]}${why === '' ? '' : `：${why}`}`,
  };
}

function noteLine({ line, detail, reasons }: RowError): InBoth {
  return {
    en: `line ${line}: stored without ${inOneLine(detail)}`,
    zh: `第 ${line} 行已导入，但有内容未读入：${inChinese(reasons)}`,
  };
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function inChinese(reasons: RowError['reasons']): string {
  return reasons.map((reason) => sentenceOf(reason, 'zh')).join('；');
}

/** Why a name in the rep column is not one rep's. */
const unknownRep = {
  unknown: { zh: '查无此人', en: 'nobody has this login or name' },
  ambiguous: { zh: '有多人重名，请改用账号', en: 'several reps are called that: give the login' },
  notRep: { zh: '不是客户经理或已停用', en: 'is no rep, or may not sign in' },
};

function structureLines(structure: ImportStructure | null): InBoth[] {
  if (structure === null) return [];
  const { newUnits, newTerritories, placedCount, unknownReps, sharedTerritories } = structure;
  const names = newTerritories.map(({ name }) => name);
  const lines: (InBoth | false)[] = [
    newUnits.length > 0 && {
      en: `new units: ${newUnits.join(', ')}`,
      zh: `新建单位 ${newUnits.length} 个：${newUnits.join('、')}`,
    },
    names.length > 0 && {
      en: `new territories: ${names.join(', ')}`,
      zh: `新建片区 ${names.length} 个：${names.join('、')}`,
    },
    placedCount > 0 && {
      en: `retailers placed in territories: ${placedCount}`,
      zh: `${placedCount} 个零售户划入片区`,
    },
    ...unknownReps.map(({ name, rowCount, why }): InBoth => {
      return {
        en: `rep '${name}' (${rowCount} rows): ${unknownRep[why].en}`,
        zh: `客户经理“${name}”（${rowCount} 行）：${unknownRep[why].zh}`,
      };
    }),
    sharedTerritories.length > 0 && {
      en: `territories with several reps, of whom the one of most rows has it: ${sharedTerritories.join(', ')}`,
      zh: `以下片区有多名客户经理，取户数最多者：${sharedTerritories.join('、')}`,
    },
  ];
  return lines.filter((line) => line !== false);
}
