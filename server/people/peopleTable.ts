import type { PersonRow } from '../../shared/invitations.ts';
import type { Role } from '../../shared/people.ts';
import type { FileReason } from '../../shared/problems/problems.ts';
import { unguarded } from '../../shared/tables/formula.ts';
import { simplified } from '../tables/chinese.ts';
import { readTable } from '../tables/readTable.ts';

export interface PeopleRequest {
  bytes: Uint8Array;
  /** Where somebody goes of whom the file names no unit. */
  unitId: string;
  units: readonly { unitId: string; name: string }[];
}

export type PeopleRead =
  { ok: true; items: Omit<PersonRow, 'isKnown'>[]; columns: string[] } | { ok: false; why: FileReason };

type Field = 'name' | 'login' | 'role' | 'unit' | 'phone';

const headers: Record<Field, RegExp> = {
  name: /^(姓名|名字|人员姓名|员工姓名|客户经理|name|fullname|person|employee|employeename|staff|staffname|rep|repname)$/,
  login: /^(账号|帐号|登录名|用户名|工号|员工编号|login|username|user|account|userid|employeeid|staffid|employeeno)$/,
  role: /^(角色|岗位|职务|职位|role|position|job|jobtitle|function)$/,
  unit: /^(所属)?(单位|部门|营销部|班组|团队)(名称)?$|^(unit|team|branch|department|division)(name)?$/,
  phone:
    /^(联系|手机|移动)?(电话|手机|手机号|电话号码|手机号码|联系方式)$|^(tele)?phone(no|number)?$|^(mobile|cell|cellphone|tel)(no|number|phone)?$/,
};

const roles: [RegExp, Role][] = [
  [
    /^$|^(客户经理|业务员|走访员|代表|rep|representative|salesrep|customermanager|accountmanager|fieldrep|sales)$/,
    'rep',
  ],
  [/^(市场经理|主管|经理|班组长|组长|片区经理|supervisor|manager|teamlead|teamleader|marketmanager)$/, 'supervisor'],
  [/^(规划|规划员|计划员|计划|planner|planning)$/, 'planner'],
  [/^(考核员|考核|督察|督查|稽查|内管|auditor|inspector|audit)$/, 'auditor'],
  [/^(系统管理员|管理员|系统管理|admin|administrator)$/, 'admin'],
];

const letters = (text: string): string =>
  simplified(text.normalize('NFKC').toLowerCase())
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

const fieldOf = (header: string): string | null =>
  Object.entries(headers).find(([, pattern]) => pattern.test(letters(header)))?.[0] ?? null;

const MAX_PEOPLE = 5_000;

/** A file of people as it would be added. Rows with neither a name nor a login are left out. */
export function readPeopleTable({ bytes, unitId, units }: PeopleRequest): PeopleRead {
  const read = readTable(bytes, { fieldOf, sheet: null, headerLine: null });
  if (!read.ok) return read;
  const { columns, rows } = read.table;
  const at = (field: Field): number => columns.findIndex((column) => fieldOf(column) === field);
  const places = { name: at('name'), login: at('login'), role: at('role'), unit: at('unit'), phone: at('phone') };
  const byName = new Map(units.map((unit) => [letters(unit.name), unit.unitId]));
  const items = rows.slice(0, MAX_PEOPLE).flatMap(({ line, cells }) => {
    const cell = (field: Field): string => (places[field] < 0 ? '' : unguarded(cells[places[field]]!).trim());
    const name = cell('name') || cell('login');
    if (name === '') return [];
    const role = roles.find(([pattern]) => pattern.test(letters(cell('role'))))?.[1];
    const unit =
      cell('unit') === ''
        ? unitId
        : byName.get(
            letters(
              cell('unit')
                .split(/[/\\>›→]/)
                .at(-1)!,
            ),
          );
    return [
      {
        line,
        name: name.slice(0, 100),
        login: (cell('login') || name).normalize('NFKC').replace(/\s+/g, '.').slice(0, 64),
        role: role ?? 'rep',
        unitId: unit ?? unitId,
        phone: cell('phone').slice(0, 40) || null,
        problem:
          unit === undefined
            ? ({ code: 'UNKNOWN_UNIT', name: cell('unit') } as const)
            : role === undefined
              ? ({ code: 'UNKNOWN_ROLE', role: cell('role') } as const)
              : null,
      },
    ];
  });
  return { ok: true, items, columns };
}
