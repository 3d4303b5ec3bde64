// Pure: what forms call the fields that people fill in; a field of programs is called by its path.
import type { Language } from './say.ts';

const names: Record<string, Record<Language, string>> = {
  login: { en: 'Login', zh: '账号' },
  password: { en: 'Password', zh: '密码' },
  current: { en: 'Current password', zh: '当前密码' },
  next: { en: 'New password', zh: '新密码' },
  name: { en: 'Name', zh: '名称' },
  orgName: { en: 'Organisation', zh: '组织名称' },
  label: { en: 'Name', zh: '名称' },
  timeZone: { en: 'Time zone', zh: '时区' },
  token: { en: 'Set-up token', zh: '初始设置令牌' },
  note: { en: 'Note', zh: '说明' },
  unitId: { en: 'Unit', zh: '单位' },
  repId: { en: 'Representative', zh: '客户经理' },
  value: { en: 'Value', zh: '值' },
  fromDay: { en: 'From this day on', zh: '生效日期' },
  reason: { en: 'Reason', zh: '原因' },
  code: { en: 'Code', zh: '验证码' },
  day: { en: 'Day', zh: '日期' },
  days: { en: 'Days', zh: '日期' },
  until: { en: 'Until', zh: '截止日期' },
  dayStart: { en: 'Start of the day', zh: '上班时间' },
  dayEnd: { en: 'End of the day', zh: '下班时间' },
  lunch: { en: 'Lunch', zh: '午休' },
  pressedAt: { en: 'Time of the press', zh: '打点时间' },
  at: { en: 'Time', zh: '时间' },
  fixAt: { en: 'Time of the position', zh: '定位时间' },
  lng: { en: 'Longitude', zh: '经度' },
  lat: { en: 'Latitude', zh: '纬度' },
  position: { en: 'Position', zh: '位置' },
  lines: { en: 'Lines', zh: '线' },
  barriers: { en: 'Barriers', zh: '分隔线' },
  territories: { en: 'Territories', zh: '片区' },
  moves: { en: 'Moves', zh: '调整' },
  parts: { en: 'Number of territories', zh: '片区数量' },
  tolerance: { en: 'Tolerance', zh: '允许偏差' },
  mapping: { en: 'Columns', zh: '列对应关系' },
  from: { en: 'Start from', zh: '起点' },
  stops: { en: 'Stops', zh: '走访点' },
  retailerIds: { en: 'Retailers', zh: '零售户' },
};

/** `body.territories.3.name` is `Territories 4, Name`; where one part has no name here, the path as it stands. */
export function fieldName(path: string, language: Language): string {
  const parts = path.split('.').slice(1);
  const words: string[] = [];
  for (const part of parts) {
    const isNumber = /^\d+$/.test(part) && words.length > 0;
    const known = Object.hasOwn(names, part) ? names[part]![language] : undefined;
    if (isNumber) words[words.length - 1] += ` ${Number(part) + 1}`;
    else if (known === undefined) return parts.join('.');
    else words.push(known);
  }
  return words.join(language === 'zh' ? '，' : ', ');
}
