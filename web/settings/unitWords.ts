import { wordsOf } from '../ui/words.ts';

export const unitWords = wordsOf({
  lead: {
    zh: '每个人看到本单位及其下级单位。点击单位可以更改。',
    en: 'Everybody sees their own unit and those below it. Press a unit to change it.',
  },
  add: { zh: '添加单位', en: 'Add a unit' },
  name: { zh: '单位名称', en: 'Name of the unit' },
  below: { zh: '上级单位', en: 'Below' },
  timeZone: { zh: '时区', en: 'Time zone' },
  close: { zh: '关闭单位', en: 'Close the unit' },
  closeHint: {
    zh: '仅限没有人员、零售户和下级单位时。历史记录保留。',
    en: 'Once it has no people, retailers or units below it. Its history stays.',
  },
});
