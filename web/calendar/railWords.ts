import { wordsOf } from '../ui/words.ts';

/** What the desk says of this screen before it is opened: the others come with it. */
export const railWords = {
  rail: {
    calendar: { zh: '日历', en: 'Calendar' },
  },
  keys: {
    goCalendar: { zh: '转到走访日历', en: 'Go to the calendar' },
    undoMove: { zh: '走访日历：撤销调整', en: 'Calendar: undo a move' },
  },
};

export const railWord = wordsOf(railWords);
