import { wordsOf } from '../ui/words.ts';

/** What the desk says of this screen before it is opened: the others come with it. */
export const railWords = {
  rail: {
    settings: { zh: '设置', en: 'Settings' },
  },
  keys: {
    goSettings: { zh: '转到设置', en: 'Go to settings' },
  },
};

export const railWord = wordsOf(railWords);
