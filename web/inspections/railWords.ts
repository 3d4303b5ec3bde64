import { wordsOf } from '../ui/words.ts';

/** What the desk says of this screen before it is opened: the others come with it. */
export const railWords = {
  rail: { inspections: { zh: '抽查', en: 'Inspect' } },
  keys: { goInspections: { zh: '转到抽查', en: 'Go to inspections' } },
};

export const railWord = wordsOf(railWords);
