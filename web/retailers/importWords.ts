import type { UnknownRep } from '../../shared/imports.ts';
import type { TerritoryKind } from '../../shared/territories.ts';
import { many, wordsOf, type Said } from '../ui/words.ts';

/** What an import says of the organisation's structure. */
export const structureWords = wordsOf({
  title: { zh: '单位、片区与客户经理', en: 'Units, territories and reps' },
  made: {
    willBe: { zh: '导入时会新建：', en: 'The import will add:' },
    were: { zh: '已新建：', en: 'Added:' },
    nothing: { zh: '没有需要新建的单位或片区。', en: 'No unit and no territory is new.' },
  },
  units: {
    zh: (_n: number, shown: string) => `${shown} 个单位`,
    en: (n: number, shown: string) => many(n, shown, 'new unit', 'new units'),
  },
  territories: {
    zh: (_n: number, shown: string) => `${shown} 个片区`,
    en: (n: number, shown: string) => many(n, shown, 'new territory', 'new territories'),
  },
  kind: {
    visit: { zh: '走访', en: 'visits' },
    order_call: { zh: '订单呼叫', en: 'order calls' },
    delivery: { zh: '配送', en: 'delivery' },
  } satisfies Said<TerritoryKind>,
  territory: {
    zh: (kind: string, unit: string, n: string, rep: string | null) =>
      `${kind} · ${unit} · ${n} 户${rep === null ? '' : ` · ${rep}`}`,
    en: (kind: string, unit: string, n: string, rep: string | null) =>
      `${kind} · ${unit} · ${n} shops${rep === null ? '' : ` · ${rep}`}`,
  },
  placed: {
    zh: (_n: number, shown: string) => `${shown} 户划入片区，今日起生效`,
    en: (n: number, shown: string) =>
      `${many(n, shown, 'shop enters', 'shops enter')} a territory, in force from today`,
  },
  unknown: {
    zh: (_n: number, shown: string) => `${shown} 个姓名或账号对应不上客户经理：零售户照常导入，其片区暂无客户经理。`,
    en: (n: number, shown: string) =>
      `${many(n, shown, 'name is', 'names are')} no rep’s: the shops are stored, and their territories wait for a rep.`,
  },
  why: {
    unknown: { zh: '查无此人', en: 'not known' },
    ambiguous: { zh: '多人重名，请改填账号', en: 'several people: give the login' },
    notRep: { zh: '不是客户经理，或已停用', en: 'no rep, or signed off' },
  } satisfies Said<UnknownRep['why']>,
  addThem: {
    zh: (_n: number, shown: string) => `添加这 ${shown} 人`,
    en: (n: number, shown: string) => `Add ${many(n, shown, 'this person', 'these people')}`,
  },
  thenAgain: {
    zh: '添加后再次导入同一文件，片区即归各自的客户经理。',
    en: 'Then import the same file again: their territories become theirs.',
  },
  rows: {
    zh: (_n: number, shown: string) => `${shown} 户`,
    en: (n: number, shown: string) => many(n, shown, 'shop', 'shops'),
  },
  shared: {
    zh: (names: string) => `以下片区的各行写有不同的客户经理，以户数最多者为准：${names}`,
    en: (names: string) => `Rows of these territories name different reps; the one of most shops has it: ${names}`,
  },
  more: {
    zh: (n: string) => `……另有 ${n} 个`,
    en: (n: string) => `… and ${n} more`,
  },
});
