import { describe, expect, it } from 'vitest';
import { planUnits } from '../../server/retailers/unitPaths.ts';

const units = [
  { unitId: 'root', parentId: null, name: '华东市公司' },
  { unitId: 'east', parentId: 'root', name: '城东营销部' },
  { unitId: 'e1', parentId: 'east', name: '一组' },
];
const plan = (...texts: string[]) => {
  const { keyOf, toMake } = planUnits(texts, units, 'root');
  return { keys: texts.map((text) => keyOf.get(text)), made: toMake.map(({ name, parentKey }) => [name, parentKey]) };
};

describe('units of a file', () => {
  it('finds a unit by its name, in any case and width, and makes nothing', () => {
    expect(plan('城东营销部', ' 一组 ')).toEqual({ keys: ['east', 'e1'], made: [] });
  });

  it('makes a name that it does not know below the unit that is imported into, once', () => {
    expect(plan('城西营销部', '城西营销部')).toEqual({
      keys: ['new 城西营销部', 'new 城西营销部'],
      made: [['城西营销部', 'root']],
    });
  });

  it('walks a path from above, through what is there, and makes what is not', () => {
    expect(plan('华东市公司/城东营销部/二组', '华东市公司 > 城北营销部 > 三组')).toEqual({
      keys: ['new 二组', 'new 三组'],
      made: [
        ['二组', 'east'],
        ['城北营销部', 'root'],
        ['三组', 'new 城北营销部'],
      ],
    });
  });

  it('gives a team that is called as another elsewhere its parent’s name too', () => {
    expect(plan('城西营销部/一组', '城西营销部/一组')).toEqual({
      keys: ['new 城西营销部/一组', 'new 城西营销部/一组'],
      made: [
        ['城西营销部', 'root'],
        ['城西营销部/一组', 'new 城西营销部'],
      ],
    });
  });

  it('knows that team again when the same file comes a second time', () => {
    const more = [
      ...units,
      { unitId: 'west', parentId: 'root', name: '城西营销部' },
      { unitId: 'w1', parentId: 'west', name: '城西营销部/一组' },
    ];
    expect(planUnits(['城西营销部/一组'], more, 'root')).toEqual({
      keyOf: new Map([['城西营销部/一组', 'w1']]),
      toMake: [],
    });
  });
});
