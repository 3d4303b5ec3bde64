import { wordsOf } from '../ui/words.ts';
import { contradictionWords } from '../ui/contradictionWords.ts';
import { caseWords } from './caseWords.ts';
import { drawWords } from './drawWords.ts';
import { planWords } from './planWords.ts';
import { railWords } from './railWords.ts';
import { remedyWords } from './remedyWords.ts';
import { resultWords } from './resultWords.ts';
import { settleWords } from './settleWords.ts';

export const words = wordsOf({
  ...railWords,
  ...planWords,
  ...drawWords,
  ...caseWords,
  ...resultWords,
  ...contradictionWords,
  ...settleWords,
  ...remedyWords,
});
