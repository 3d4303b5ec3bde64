import { many, wordsOf } from '../ui/words.ts';

export const dueWords = wordsOf({
  tabs: {
    stops: { zh: (shown: string) => `计划（${shown}）`, en: (shown: string) => `Plan (${shown})` },
    due: { zh: '可添加', en: 'Add a stop' },
    dueOf: { zh: (shown: string) => `可添加（应访 ${shown}）`, en: (shown: string) => `Add a stop (${shown} due)` },
    label: { zh: '计划的内容', en: 'Parts of the plan' },
  },
  show: { zh: '看是哪些', en: 'Which ones' },
  search: { zh: '按名称、编码或地址查找任意零售户', en: 'Find any retailer by name, code or address' },
  sort: { zh: '排序', en: 'Order by' },
  sorts: {
    due: { zh: '最该走访的在前', en: 'most overdue first' },
    detour: { zh: '绕路最少的在前', en: 'smallest detour first' },
  },
  filter: { zh: '筛选', en: 'Show' },
  filters: {
    all: { zh: '全部', en: 'All' },
    overdue: { zh: '已逾期', en: 'Overdue' },
    never: { zh: '从未走访', en: 'Never visited' },
    calendar: { zh: '日历安排', en: 'By the calendar' },
  },
  calendar: {
    day: { zh: '日历安排在这一天', en: 'on this day by the calendar' },
    owed: { zh: '日历中的欠访', en: 'owed since an earlier day' },
  },
  overdue: {
    zh: (_days: number, shown: string) => `逾期 ${shown} 天`,
    en: (days: number, shown: string) => `${many(days, shown, 'day', 'days')} overdue`,
  },
  dueToday: { zh: '当天到期', en: 'due on this day' },
  dueIn: {
    zh: (_days: number, shown: string) => `还有 ${shown} 天到期`,
    en: (days: number, shown: string) => `due in ${many(days, shown, 'day', 'days')}`,
  },
  never: { zh: '从未走访', en: 'never visited' },
  last: { zh: (day: string) => `上次 ${day}`, en: (day: string) => `last ${day}` },
  every: {
    zh: (_days: number, shown: string) => `每 ${shown} 天一次`,
    en: (days: number, shown: string) => (days === 1 ? 'every day' : `every ${shown} days`),
  },
  noneWanted: { zh: '频次为零，不要求走访', en: 'no visits wanted' },
  noWay: { zh: '无法到达', en: 'cannot be reached' },
  add: { zh: (stop: string) => `把 ${stop} 加入计划`, en: (stop: string) => `Add ${stop} to the plan` },
  added: {
    zh: (stop: string, place: string) => `已把 ${stop} 放在第 ${place} 位，保存后生效。`,
    en: (stop: string, place: string) => `${stop} is now number ${place}; save to keep it.`,
  },
  more: {
    zh: (_n: number, shown: string) => `另有 ${shown} 户，可搜索查找。`,
    en: (n: number, shown: string) => `${many(n, shown, 'more is', 'more are')} due: search to find them.`,
  },
  nobody: { zh: '没有其他应访的零售户。', en: 'Nobody else is due.' },
  nobodyFound: {
    zh: '没有找到。当天不营业、已在本计划中或已由他人走访的零售户不会列出。',
    en: 'Nothing found. Retailers that are not open that day, are in this plan or in somebody else’s are not listed.',
  },
  nobodyLeft: { zh: '没有符合筛选条件的零售户。', en: 'None of them is like that.' },
  about: {
    zh: '绕路为插入最合适位置的估算；加入后按营业时间和午休精确计算。',
    en: 'The detour is that of the best place; hours and lunch are reckoned once it is added.',
  },
  full: { zh: '一天最多 200 户。', en: 'A day holds 200 stops at most.' },
});
