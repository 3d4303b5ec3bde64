import type { Person } from '../people.ts';
import { said, type UnitName } from './said.ts';
import { yesNo, type Table } from './table.ts';

export function peopleTable(unitName: UnitName): Table<Person> {
  return {
    name: 'people',
    zh: '人员',
    en: 'People',
    columns: [
      { key: 'name', zh: '姓名', en: 'Name', width: 16, of: (row) => row.name },
      { key: 'login', zh: '账号', en: 'Login', width: 16, of: (row) => row.login },
      { key: 'role', zh: '角色', en: 'Role', width: 14, of: (row, say) => said('role', row.role, say) },
      { key: 'unit', zh: '单位', en: 'Unit', width: 20, of: (row) => unitName(row.unitId) },
      { key: 'phone', zh: '电话', en: 'Telephone', width: 16, of: (row) => row.phone },
      { key: 'isActive', zh: '在用', en: 'Active', of: (row, say) => yesNo(row.isActive, say) },
    ],
  };
}
