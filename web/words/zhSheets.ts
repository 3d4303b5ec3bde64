import type { SheetWords } from './enSheets.ts';

export const zhSheets: SheetWords = {
  export: '导出',
  format: { csv: '文本表格（CSV）', xlsx: 'Excel 表格（XLSX）', geojson: '地图数据（GeoJSON）' },
  frame: '坐标系',
  span: '日期范围',
  theDay: (day) => `当天，${day}`,
  fromHere: (first, last) => `七天，${first} 至 ${last}`,
  measures: '片区及各项指标',
  retailers: '零售户及所属片区',
};
