import { itemsOf } from '../scoreScheme.ts';
import type { PersonStanding, Standing, StandingLine } from '../scores.ts';
import { rounded, type Table } from './table.ts';

/** A line of a rep's, with whose it is and where they stand. */
export interface ScoreRow extends StandingLine, Pick<Standing, 'unitName' | 'month' | 'scheme'> {
  /** Null: to a rep nobody's place is said. */
  place: number | null;
  person: PersonStanding;
}

const labelOf = ({ scheme, itemKey }: ScoreRow): string => {
  const label = scheme && itemsOf(scheme.content).find(({ key }) => key === itemKey)?.label;
  return label?.zh ?? label?.en ?? itemKey;
};

/** Lines of a month, the most first. */
export function scoresTable(): Table<ScoreRow> {
  const points = (hundredths: number): number => rounded(hundredths / 100, 2)!;
  return {
    name: 'scores',
    zh: '考核得分',
    en: 'Scores',
    columns: [
      { key: 'unit', zh: '单位', en: 'Unit', width: 16, of: ({ unitName }) => unitName },
      { key: 'month', zh: '月份', en: 'Month', of: ({ month }) => month },
      { key: 'rep', zh: '客户经理', en: 'Representative', of: ({ person }) => person.name },
      { key: 'place', zh: '名次', en: 'Place', of: ({ place }) => place },
      { key: 'total', zh: '总分', en: 'Total', of: ({ person }) => points(person.points) },
      { key: 'totalMost', zh: '总分满分', en: 'Most in total', of: ({ person }) => points(person.most) },
      { key: 'item', zh: '项目编号', en: 'Item key', of: ({ itemKey }) => itemKey },
      {
        ...{ key: 'label', zh: '项目', en: 'Item', width: 24 },
        of: labelOf,
      },
      { key: 'num', zh: '分子', en: 'Numerator', of: ({ num }) => num },
      { key: 'den', zh: '分母', en: 'Denominator', of: ({ den }) => den },
      { key: 'undecided', zh: '待定', en: 'Undecided', of: ({ undecided }) => undecided },
      { key: 'target', zh: '目标', en: 'Target', of: ({ target }) => target },
      { key: 'points', zh: '得分', en: 'Points', of: (line) => points(line.corrected ?? line.points) },
      { key: 'most', zh: '满分', en: 'Most', of: ({ most }) => points(most) },
      { key: 'state', zh: '状态', en: 'State', of: ({ state }) => state },
      { key: 'repId', zh: '客户经理编号', en: 'Representative id', width: 38, of: ({ person }) => person.repId },
    ],
  };
}
