/** Exports of tables and sheets for paper, in English. */
export const enSheets = {
  export: 'Export',
  format: { csv: 'CSV', xlsx: 'Excel (XLSX)', geojson: 'Map (GeoJSON)' },
  frame: 'Coordinates in',
  span: 'Which days',
  theDay: (day: string) => `The day, ${day}`,
  fromHere: (first: string, last: string) => `Seven days, ${first} to ${last}`,
  measures: 'Territories and their measures',
  retailers: 'Retailers and their territory',
};
export type SheetWords = typeof enSheets;
