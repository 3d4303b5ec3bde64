// The tables of territories as files: measures, retailers, moves, scenarios, published maps, scenarios side by side.
import type { LngLat } from '../../shared/geo.ts';
import type { PublishedMap } from '../../shared/maps.ts';
import type { ScenarioMove, ScenarioSummary } from '../../shared/scenarios.ts';
import type { TerritoryMeasure } from '../../shared/scenarioSettings.ts';
import {
  coordinate,
  day,
  instant,
  rounded,
  worded,
  yesNo,
  type Column,
  type Table,
} from '../../shared/tables/table.ts';
import type { PlanSummary, TerritoryFigures } from './measures.ts';
import { whyMoved } from './whyMoved.ts';
import { words } from './words.ts';

const planning = { zh: words.in('zh').planning, en: words.in('en').planning };

/** Of a rep's id: their name, where it is known here. */
type RepName = (repId: string | null) => string | null;

const unitOf = {
  zh: (m: TerritoryMeasure) => (m === 'workloadMin' ? '（分钟/月）' : ''),
  en: (m: TerritoryMeasure) => (m === 'workloadMin' ? ' (min a month)' : ''),
};
const heads = (m: TerritoryMeasure) => ({
  zh: planning.zh.measure[m] + unitOf.zh(m),
  en: planning.en.measure[m] + unitOf.en(m),
});

/** Every measure of every territory against its target and its tolerance. */
export function measuresTable(measures: readonly TerritoryMeasure[], repName: RepName): Table<TerritoryFigures> {
  return {
    name: 'territories',
    zh: '片区指标',
    en: 'Territories',
    columns: [
      { key: 'territory', zh: '片区', en: 'Territory', width: 20, of: (row) => row.territory.name },
      { key: 'rep', zh: '客户经理', en: 'Representative', of: (row) => repName(row.territory.repId) },
      { key: 'retailers', zh: '零售户（户）', en: 'Retailers (count)', of: (row) => row.count },
      { key: 'gained', zh: '调入（户）', en: 'Gained', of: (row) => row.gained },
      { key: 'lost', zh: '调出（户）', en: 'Lost', of: (row) => row.lost },
      { key: 'radiusKm', zh: '半径（公里）', en: 'Radius (km)', of: (row) => rounded(row.radiusKm, 2) },
      { key: 'pieces', zh: '分成几块', en: 'Pieces', of: (row) => row.pieces },
      { key: 'isLocked', zh: '锁定', en: 'Locked', of: (row, say) => yesNo(row.territory.isLocked, say) },
      ...measures.flatMap((measure, m): Column<TerritoryFigures>[] => {
        const { zh, en } = heads(measure);
        return [
          { key: measure, zh, en, of: (row) => rounded(row.measures[m]!.value, 2) },
          {
            key: `${measure}Target`,
            zh: `${zh}目标`,
            en: `${en}, target`,
            of: (row) => rounded(row.measures[m]!.target, 2),
          },
          {
            key: `${measure}DeviationPercent`,
            zh: `${planning.zh.measure[measure]}偏差（%）`,
            en: `${planning.en.measure[measure]}, deviation (%)`,
            of: (row) => rounded(row.measures[m]!.deviation * 100, 2),
          },
          {
            key: `${measure}TolerancePercent`,
            zh: `${planning.zh.measure[measure]}允许偏差（%）`,
            en: `${planning.en.measure[measure]}, tolerance (%)`,
            of: (row) => (row.measures[m]!.isBalanced ? rounded(row.measures[m]!.tolerance * 100, 2) : null),
          },
          {
            key: `${measure}IsOut`,
            zh: `${planning.zh.measure[measure]}超差`,
            en: `${planning.en.measure[measure]}, out`,
            of: (row, say) => yesNo(row.measures[m]!.isOut, say),
          },
        ];
      }),
    ],
  };
}

/** A retailer of a scenario: where it stands, and where today. */
export interface PlacedRetailer {
  code: string;
  name: string;
  position: LngLat;
  grade: string | null;
  businessType: string | null;
  territory: string | null;
  rep: string | null;
  today: string | null;
  isLocked: boolean;
  measures: readonly (number | null)[];
}

export function placedTable(measures: readonly TerritoryMeasure[]): Table<PlacedRetailer> {
  return {
    name: 'territory-retailers',
    zh: '片区零售户',
    en: 'Territory retailers',
    place: (row) => row.position,
    columns: [
      { key: 'code', zh: '零售户编码', en: 'Code', width: 16, of: (row) => row.code },
      { key: 'name', zh: '零售户名称', en: 'Name', width: 28, of: (row) => row.name },
      { key: 'territory', zh: '片区', en: 'Territory', width: 18, of: (row) => row.territory },
      { key: 'rep', zh: '客户经理', en: 'Representative', of: (row) => row.rep },
      { key: 'today', zh: '现属片区', en: 'Territory today', width: 18, of: (row) => row.today },
      { key: 'isLocked', zh: '锁定', en: 'Locked', of: (row, say) => yesNo(row.isLocked, say) },
      { key: 'grade', zh: '客户分类', en: 'Grade', of: (row) => row.grade },
      { key: 'businessType', zh: '业态', en: 'Business type', of: (row) => row.businessType },
      ...measures
        .filter((measure) => measure !== 'retailers')
        .map((measure): Column<PlacedRetailer> => ({
          key: measure,
          ...heads(measure),
          of: (row) => rounded(row.measures[measures.indexOf(measure)], 2),
        })),
      ...coordinate<PlacedRetailer>((row) => row.position),
    ],
  };
}

/** Who changes hands, from whom to whom and why. */
export function movesTable(placeOf: (retailerId: string) => LngLat | null): Table<ScenarioMove> {
  return {
    name: 'moves',
    zh: '调整清单',
    en: 'Moves',
    place: (row) => placeOf(row.retailerId),
    columns: [
      { key: 'code', zh: '零售户编码', en: 'Code', width: 16, of: (row) => row.code },
      { key: 'name', zh: '零售户名称', en: 'Name', width: 28, of: (row) => row.name },
      { key: 'from', zh: '原片区', en: 'From territory', width: 18, of: (row) => row.fromName },
      { key: 'fromRep', zh: '原客户经理', en: 'From representative', of: (row) => row.fromRep },
      { key: 'to', zh: '新片区', en: 'To territory', width: 18, of: (row) => row.toName },
      { key: 'toRep', zh: '新客户经理', en: 'To representative', of: (row) => row.toRep },
      {
        key: 'why',
        zh: '原因',
        en: 'Why',
        width: 40,
        of: (row, { lang }) => (lang === null ? row.reason : whyMoved(row, planning[lang])),
      },
      ...coordinate<ScenarioMove>((row) => placeOf(row.retailerId)),
    ],
  };
}

export const scenariosTable: Table<ScenarioSummary> = {
  name: 'territory-scenarios',
  zh: '片区方案',
  en: 'Scenarios',
  columns: [
    { key: 'name', zh: '方案', en: 'Scenario', width: 28, of: (row) => row.name },
    {
      key: 'kind',
      zh: '片区类型',
      en: 'Kind',
      of: (row, say) => worded(row.kind, { zh: planning.zh.kind, en: planning.en.kind }, say),
    },
    { key: 'territories', zh: '片区数', en: 'Territories', of: (row) => row.territoryCount },
    {
      key: 'change',
      zh: '最近操作',
      en: 'Last change',
      width: 18,
      of: (row, say) => worded(row.lastChange.what, { zh: planning.zh.change, en: planning.en.change }, say),
    },
    { key: 'by', zh: '操作人', en: 'By', of: (row) => row.lastChange.by },
    { key: 'at', zh: '时间', en: 'At', width: 26, of: (row, say) => instant(row.lastChange.at, say) },
  ],
};

export const mapsTable: Table<PublishedMap> = {
  name: 'published-maps',
  zh: '发布记录',
  en: 'Published maps',
  columns: [
    { key: 'name', zh: '方案', en: 'Map', width: 28, of: (row) => row.name },
    {
      key: 'kind',
      zh: '片区类型',
      en: 'Kind',
      of: (row, say) => worded(row.kind, { zh: planning.zh.kind, en: planning.en.kind }, say),
    },
    {
      key: 'state',
      zh: '状态',
      en: 'State',
      of: (row, say) => worded(row.state, { zh: planning.zh.mapState, en: planning.en.mapState }, say),
    },
    { key: 'fromDay', zh: '生效日期', en: 'From', of: (row) => day(row.fromDay) },
    { key: 'untilDay', zh: '终止日期', en: 'Until', of: (row) => day(row.untilDay) },
    { key: 'territories', zh: '片区数', en: 'Territories', of: (row) => row.territoryCount },
    { key: 'retailers', zh: '零售户数', en: 'Retailers', of: (row) => row.retailerCount },
    { key: 'moved', zh: '调整户数', en: 'Moved', of: (row) => row.movedCount },
    { key: 'publishedBy', zh: '发布人', en: 'Published by', of: (row) => row.publishedBy },
    {
      key: 'publishedAt',
      zh: '发布时间',
      en: 'Published at',
      width: 26,
      of: (row, say) => instant(row.publishedAt, say),
    },
  ],
};

/** Scenarios side by side: a row each, today's map first. */
export interface ComparedScenario {
  name: string;
  summary: PlanSummary;
}

export function comparisonTable(measures: readonly TerritoryMeasure[]): Table<ComparedScenario> {
  return {
    name: 'comparison',
    zh: '方案对比',
    en: 'Scenarios compared',
    columns: [
      { key: 'name', zh: '方案', en: 'Scenario', width: 28, of: (row) => row.name },
      ...measures.map((measure): Column<ComparedScenario> => ({
        key: `${measure}WorstDeviationPercent`,
        zh: `${planning.zh.measure[measure]}最大偏差（%）`,
        en: `${planning.en.measure[measure]}, worst deviation (%)`,
        of: ({ summary }) =>
          rounded((summary.worst.find((one) => one.measure === measure)?.deviation ?? Number.NaN) * 100, 2),
      })),
      { key: 'moved', zh: '调整户数', en: 'Moved', of: ({ summary }) => summary.moved },
      { key: 'radiusKm', zh: '平均半径（公里）', en: 'Radius (km)', of: ({ summary }) => rounded(summary.radiusKm, 2) },
      { key: 'unassigned', zh: '未分配（户）', en: 'Unassigned', of: ({ summary }) => summary.unassigned },
      { key: 'apart', zh: '不连片的片区', en: 'In pieces', of: ({ summary }) => summary.apart },
    ],
  };
}
