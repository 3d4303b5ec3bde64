import { wordsOf } from '../ui/words.ts';

/** What the desk says of this screen before it is opened: the others come with it. */
export const railWords = {
  rail: { scores: { zh: '考核', en: 'Scores' } },
  keys: { goScores: { zh: '转到考核', en: 'Go to scores' } },
};

export const railWord = wordsOf(railWords);
