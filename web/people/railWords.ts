import { wordsOf } from '../ui/words.ts';

/** What the desk says of this screen before it is opened: the others come with it. */
export const railWords = {
  rail: {
    people: { zh: '人员', en: 'People' },
  },
  keys: {
    goPeople: { zh: '转到人员', en: 'Go to people' },
  },
};

export const railWord = wordsOf(railWords);
