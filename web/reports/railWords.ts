import { wordsOf } from '../ui/words.ts';

/** What the desk says of this screen before it is opened: the others come with it. */
export const railWords = {
  rail: { reports: { zh: '分析', en: 'Reports' } },
  keys: { goReports: { zh: '转到分析', en: 'Go to the reports' } },
};

export const railWord = wordsOf(railWords);
