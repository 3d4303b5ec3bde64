import { wordsOf } from '../ui/words.ts';
import { contradictionWords } from '../ui/contradictionWords.ts';
import { caseWords } from './caseWords.ts';
import { drawWords } from './drawWords.ts';
import { planWords } from './planWords.ts';
import { resultWords } from './resultWords.ts';
import { settleWords } from './settleWords.ts';

export const words = wordsOf({
  rail: { inspections: { zh: '抽查', en: 'Inspect' } },
  keys: { goInspections: { zh: '转到抽查', en: 'Go to inspections' } },
  ...planWords,
  ...drawWords,
  ...caseWords,
  ...resultWords,
  ...contradictionWords,
  ...settleWords,
});
