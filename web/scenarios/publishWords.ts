import { written } from '../ui/sentences.ts';
/** What is said of publishing a scenario, and of the maps that were published. */
export const publishWords = {
  publishLead: {
    zh: (unit: string, zone: string) => `片区从 ${unit} 当地（${zone}）当天零时起生效；在此之前一切不变。`,
    en: (unit: string, zone: string) =>
      `The map takes effect at the beginning of the day in ${unit} (${zone}). Until then nothing changes.`,
  },
  publishDay: { zh: '生效日期', en: 'In force from' },
  publish: { zh: '发布', en: 'Publish' },
  ready: { zh: '可以发布', en: 'Ready to publish' },
  notReady: { zh: '发布之前须处理', en: 'Before it can be published' },
  mustAssign: {
    zh: (n: string) => `有 ${n} 户不属于任何片区。`,
    en: (n: string) => `${written(n, 'retailer is', 'retailers are')} in no territory.`,
  },
  mayPieces: {
    zh: (n: string) => `有 ${n} 个片区不连片。`,
    en: (n: string) => `${written(n, 'territory is', 'territories are')} in pieces.`,
  },
  mayTolerance: {
    zh: (n: string) => `有 ${n} 个片区超出容差。`,
    en: (n: string) => `${written(n, 'territory is', 'territories are')} outside a tolerance.`,
  },
  mayReps: {
    zh: (n: string) => `有 ${n} 个片区尚未指定客户经理。`,
    en: (n: string) => `${written(n, 'territory has', 'territories have')} no rep yet.`,
  },
  published: {
    zh: (name: string, day: string) => `“${name}”已发布，自 ${day} 起生效。`,
    en: (name: string, day: string) => `“${name}” is published from ${day}.`,
  },
  publishedNow: { zh: (name: string) => `“${name}”已生效。`, en: (name: string) => `“${name}” is in force.` },
  replaces: {
    zh: (name: string) => `它取代原定的“${name}”。`,
    en: (name: string) => `It replaces “${name}”, which was to come.`,
  },
  maps: { zh: '发布记录', en: 'Published maps' },
  noMaps: {
    zh: '尚未发布过：当前生效的是导入的片区。',
    en: 'Nothing was published yet: the map in force is the one that was imported.',
  },
  before: { zh: '此前', en: 'before' },
  onwards: { zh: '至今', en: 'onwards' },
  mapMore: {
    zh: (territories: string, moved: string, who: string) => `${territories} 个片区，调整 ${moved} 户，${who}`,
    en: (territories: string, moved: string, who: string) =>
      `${written(territories, 'territory', 'territories')}, ${moved} moved, ${who}`,
  },
  asItStood: { zh: '当时的原状', en: 'as it stood' },
  returnTo: { zh: '恢复此版……', en: 'Return to it …' },
  returnFrom: { zh: (name: string) => `重新发布“${name}”，自`, en: (name: string) => `Publish “${name}” again from` },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawMap: { zh: (name: string) => `撤回“${name}”`, en: (name: string) => `Withdraw “${name}”` },
  withdrawn: {
    zh: (name: string) => `已撤回“${name}”：到那一天片区不变。`,
    en: (name: string) => `“${name}” is withdrawn: nothing changes on that day.`,
  },
  returned: {
    zh: (day: string) => `已重新发布原来的片区，自 ${day} 起生效。`,
    en: (day: string) => `The earlier map is published again from ${day}.`,
  },
};
