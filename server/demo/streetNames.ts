// Pure: what the streets of a made-up town are called.
import type { Random } from '../../shared/random.ts';

/** Words that streets are called by everywhere in China, as they are read. */
const WORDS: readonly (readonly [zh: string, en: string])[] = [
  ['人民', 'Renmin'],
  ['解放', 'Jiefang'],
  ['中山', 'Zhongshan'],
  ['新华', 'Xinhua'],
  ['建设', 'Jianshe'],
  ['和平', 'Heping'],
  ['学院', 'Xueyuan'],
  ['府前', 'Fuqian'],
  ['环城', 'Huancheng'],
  ['锦绣', 'Jinxiu'],
  ['光明', 'Guangming'],
  ['胜利', 'Shengli'],
  ['友谊', 'Youyi'],
  ['文化', 'Wenhua'],
  ['体育场', 'Tiyuchang'],
  ['车站', 'Chezhan'],
  ['滨江', 'Binjiang'],
  ['迎宾', 'Yingbin'],
  ['朝阳', 'Chaoyang'],
  ['兴业', 'Xingye'],
  ['望江', 'Wangjiang'],
  ['百里', 'Baili'],
  ['双桥', 'Shuangqiao'],
  ['南塘', 'Nantang'],
  ['梅园', 'Meiyuan'],
  ['桂花', 'Guihua'],
  ['杏林', 'Xinglin'],
  ['柳岸', "Liu'an"],
  ['竹苑', 'Zhuyuan'],
  ['石坊', 'Shifang'],
];
const SIDES: readonly (readonly [zh: string, en: string])[] = [
  ['', ''],
  ['东', ' East'],
  ['西', ' West'],
  ['南', ' South'],
  ['北', ' North'],
];

/** Names for the streets of one town, each once: 街 from east to west, 路 from south to north. */
export function streetNames(random: Random): (isAcross: boolean) => { name: string; 'name:en': string } {
  const all = SIDES.flatMap(([zhSide, enSide]) =>
    WORDS.map(([zh, en]) => ({ order: (zhSide === '' ? 0 : 1) + random.next(), zh: zh + zhSide, en: en + enSide })),
  ).sort((a, b) => a.order - b.order);
  let used = 0;
  return (isAcross) => {
    const { zh, en } = all[used++ % all.length]!;
    return isAcross ? { name: `${zh}街`, 'name:en': `${en} Street` } : { name: `${zh}路`, 'name:en': `${en} Road` };
  };
}
