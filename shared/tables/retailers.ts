import type { Retailer } from '../retailers.ts';
import { said, type UnitName } from './said.ts';
import { coordinate, type Cell, type Column, type Table } from './table.ts';

type Plain = { [K in keyof Retailer]: Retailer[K] extends string | number | null ? K : never }[keyof Retailer];
const plain = (key: Plain, zh: string, en: string, width?: number): Column<Retailer> => ({
  key,
  zh,
  en,
  width,
  of: (row): Cell => row[key],
});

/** Retailers: its headings are ones that an import knows, in every language, and every cell reads back as it was. */
export function retailersTable(unitName: UnitName): Table<Retailer> {
  return {
    name: 'retailers',
    zh: '零售户',
    en: 'Retailers',
    place: (row) => row.position,
    columns: [
      plain('code', '零售户编码', 'Code', 16),
      plain('name', '零售户名称', 'Name', 28),
      ...coordinate<Retailer>((row) => row.position),
      plain('licenceNo', '许可证号', 'Licence number', 16),
      plain('address', '地址', 'Address', 36),
      plain('contact', '联系人', 'Contact', 12),
      plain('phone', '联系电话', 'Telephone', 16),
      { key: 'unitName', zh: '单位', en: 'Unit', width: 16, of: (row) => unitName(row.unitId) },
      plain('grade', '客户分类', 'Grade'),
      plain('businessType', '业态', 'Business type'),
      plain('scale', '规模', 'Scale'),
      { key: 'setting', zh: '市场类型', en: 'Setting', of: (row, say) => said('setting', row.setting, say) },
      {
        key: 'roadCondition',
        zh: '路况',
        en: 'Road condition',
        of: (row, say) => said('roadCondition', row.roadCondition, say),
      },
      plain('openingHours', '营业时间', 'Opening hours', 18),
      plain('keyHours', '重点服务时段', 'Key hours', 18),
      plain('visitsPerMonth', '走访频次（次/月）', 'Visits per month'),
      plain('minutesPerVisit', '单次走访时长（分钟）', 'Minutes per visit'),
      plain('ordersPerMonth', '月订单数（单）', 'Orders per month'),
      plain('volumePerMonth', '月销量（条）', 'Volume per month (cartons)'),
      { key: 'trust', zh: '核实情况', en: 'Verified', of: (row, say) => said('trust', row.trust, say) },
      plain('thresholdM', '到位半径（米）', 'In-place radius (m)'),
    ],
  };
}
