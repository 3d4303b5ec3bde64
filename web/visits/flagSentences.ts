// Pure: what a flag's numbers say, as a sentence; a flag or a sign without one does not compile.
import type { FlagNumbers, MixUp, NumbersOf } from '../../shared/flags.ts';
import { clockSeconds, count, duration, metres, type Language } from '../format.ts';
import { many } from '../ui/sentences.ts';

interface Speech {
  number(value: number): string;
  length(value: number): string;
  time(value: number): string;
  speed(valueMps: number): string;
  clock(at: string): string;
}
type Sentence<N> = Record<Language, (numbers: N, say: Speech) => string>;

const mixUps: Record<MixUp, Record<Language, string>> = {
  'gcj02 stored as wgs84': { zh: 'GCJ-02 坐标误存为 WGS-84', en: 'GCJ-02 stored as WGS-84' },
  'bd09 stored as wgs84': { zh: 'BD-09 坐标误存为 WGS-84', en: 'BD-09 stored as WGS-84' },
  'wgs84 converted as gcj02': { zh: 'WGS-84 坐标误按 GCJ-02 转换', en: 'WGS-84 converted as GCJ-02' },
  'wgs84 converted as bd09': { zh: 'WGS-84 坐标误按 BD-09 转换', en: 'WGS-84 converted as BD-09' },
};

const sentences: { [F in FlagNumbers['flag']]: Sentence<NumbersOf<F>> } = {
  MOCK: {
    zh: ({ presses, fixes }, say) => `${say.number(presses)} 次打点、${say.number(fixes)} 个轨迹点由其他应用模拟`,
    en: ({ presses, fixes }, say) =>
      `${many(presses, say.number(presses), 'press', 'presses')} and ${many(fixes, say.number(fixes), 'position', 'positions')} of the track were made up by another app`,
  },
  TELEPORT: {
    zh: ({ legs, speedMps, jumpM }, say) =>
      `${say.number(legs)} 段路快于任何车辆，最快一段至少 ${say.speed(speedMps)}，跨 ${say.length(jumpM)}`,
    en: ({ legs, speedMps, jumpM }, say) =>
      `${many(legs, say.number(legs), 'leg', 'legs')} faster than any vehicle: at least ${say.speed(speedMps)} over ${say.length(jumpM)}`,
  },
  FROZEN: {
    zh: ({ days, people }, say) => `同一定位出现在 ${say.number(days)} 天、${say.number(people)} 人名下`,
    en: ({ days, people }, say) =>
      `the same position on ${many(days, say.number(days), 'day', 'days')}, from ${many(people, say.number(people), 'person', 'people')}`,
  },
  REPLAY: {
    zh: ({ exact, furthestM, proven }, say) =>
      (furthestM === undefined
        ? `${say.number(exact)} 个定位与以前某次走访完全相同`
        : `两次定位都在以前某次走访定位的 ${say.length(furthestM)} 以内，精度也相同`) + (proven ? '，已证实' : ''),
    en: ({ exact, furthestM, proven }, say) =>
      (furthestM === undefined
        ? `${many(exact, say.number(exact), 'position', 'positions')} of an earlier visit to the last digit`
        : `both positions within ${say.length(furthestM)} of an earlier visit’s, with the same accuracy`) +
      (proven ? ', proven' : ''),
  },
  TOO_PERFECT: { zh: (flag, say) => tooPerfect(flag, say).zh, en: (flag, say) => tooPerfect(flag, say).en },
  STALE: {
    zh: ({ startAgeS, endAgeS }, say) =>
      `按键时，开始的定位已过 ${say.time(startAgeS)}，结束的已过 ${say.time(endAgeS)}`,
    en: ({ startAgeS, endAgeS }, say) =>
      `when pressed, the position was ${say.time(startAgeS)} old at the start and ${say.time(endAgeS)} at the end`,
  },
  CLOCK: { zh: (flag, say) => clock(flag, say).zh, en: (flag, say) => clock(flag, say).en },
  TIME_UNKNOWN: {
    zh: ({ presses, fixes }, say) => `${say.number(presses)} 次打点、${say.number(fixes)} 个定位没有时间`,
    en: ({ presses, fixes }, say) =>
      `${many(presses, say.number(presses), 'press', 'presses')} and ${many(fixes, say.number(fixes), 'position', 'positions')} without a time`,
  },
  DEVICE: { zh: (flag, say) => device(flag, say).zh, en: (flag, say) => device(flag, say).en },
  CELL_ONLY: {
    zh: ({ startAccuracyM, endAccuracyM }, say) =>
      `基站定位精度：开始 ±${say.length(startAccuracyM)}，结束 ±${say.length(endAccuracyM)}`,
    en: ({ startAccuracyM, endAccuracyM }, say) =>
      `by cell towers: ±${say.length(startAccuracyM)} at the start, ±${say.length(endAccuracyM)} at the end`,
  },
  MOVING: {
    zh: ({ speedMps }, say) => `按键时至少以 ${say.speed(speedMps)} 移动`,
    en: ({ speedMps }, say) => `moving at ${say.speed(speedMps)} or more when pressed`,
  },
  TRACK_ELSEWHERE: {
    zh: ({ fixes, elsewhere, furthestM }, say) =>
      `走访期间 ${say.number(fixes)} 个轨迹点中有 ${say.number(elsewhere)} 个在别处，最远 ${say.length(furthestM)}`,
    en: ({ fixes, elsewhere, furthestM }, say) =>
      `${say.number(elsewhere)} of ${many(fixes, say.number(fixes), 'position', 'positions')} of the track during the visit were elsewhere, up to ${say.length(furthestM)} away`,
  },
  COORDINATE_MOVED: {
    zh: ({ movedM }, say) => `学习所得坐标距登记坐标 ${say.length(movedM)}`,
    en: ({ movedM }, say) => `the learned coordinate is ${say.length(movedM)} from the registered one`,
  },
  FRAME: {
    zh: ({ mixUp, visits, isThisVisit }, say) =>
      `${mixUps[mixUp].zh}：${say.number(visits)} 次走访吻合${isThisVisit ? '，包括本次' : ''}`,
    en: ({ mixUp, visits, isThisVisit }, say) =>
      `${mixUps[mixUp].en}: ${many(visits, say.number(visits), 'visit fits', 'visits fit')}${isThisVisit ? ', this one too' : ''}`,
  },
  SHARED_COORD: {
    zh: ({ retailers }, say) => `${say.number(retailers)} 个零售户共用这一坐标`,
    en: ({ retailers }, say) =>
      `${many(retailers, say.number(retailers), 'retailer has', 'retailers have')} this coordinate`,
  },
  SHORT_DWELL: {
    zh: ({ dwellS, requiredDwellS }, say) => `驻店 ${say.time(dwellS)}，要求 ${say.time(requiredDwellS)}`,
    en: ({ dwellS, requiredDwellS }, say) => `stayed ${say.time(dwellS)}, required ${say.time(requiredDwellS)}`,
  },
  LONG_DWELL: {
    zh: ({ dwellS, longDwellS }, say) => `驻店 ${say.time(dwellS)}，超过 ${say.time(longDwellS)}`,
    en: ({ dwellS, longDwellS }, say) => `stayed ${say.time(dwellS)}, more than ${say.time(longDwellS)}`,
  },
  OVERLAP: {
    zh: ({ visits, sharedS }, say) => `与另外 ${say.number(visits)} 次走访重叠，最长 ${say.time(sharedS)}`,
    en: ({ visits, sharedS }, say) =>
      `overlaps ${many(visits, say.number(visits), 'other visit', 'other visits')}, by up to ${say.time(sharedS)}`,
  },
  OUT_OF_HOURS: {
    zh: ({ startedAt, endedAt }, say) => `${say.clock(startedAt)} 至 ${say.clock(endedAt)}，不在规定时段内`,
    en: ({ startedAt, endedAt }, say) =>
      `from ${say.clock(startedAt)} to ${say.clock(endedAt)}, outside of the hours allowed`,
  },
  NOTICED_ELSEWHERE: {
    zh: ({ leftAt, backAt }, say) =>
      `${say.clock(leftAt)} 离开${backAt === undefined ? '' : `，${say.clock(backAt)} 返回`}`,
    en: ({ leftAt, backAt }, say) =>
      `left at ${say.clock(leftAt)}${backAt === undefined ? '' : `, back at ${say.clock(backAt)}`}`,
  },
  CLAIMED_AFTERWARDS: {
    zh: ({ claimedAt }, say) => `${say.clock(claimedAt)} 补报`,
    en: ({ claimedAt }, say) => `claimed at ${say.clock(claimedAt)}`,
  },
  CARRIER_ELSEWHERE: {
    zh: ({ apartM, radiusM }, say) => `两者相距 ${say.length(apartM)}，运营商定位半径 ${say.length(radiusM)}`,
    en: ({ apartM, radiusM }, say) =>
      `${say.length(apartM)} from the middle of the carrier’s circle of ${say.length(radiusM)}`,
  },
};

function tooPerfect(flag: NumbersOf<'TOO_PERFECT'>, say: Speech): Record<Language, string> {
  switch (flag.sign) {
    case 'on the stored point':
      return {
        zh: `定位与登记坐标相距仅 ${say.length(flag.distanceM)}`,
        en: `the position is ${say.length(flag.distanceM)} from the stored point`,
      };
    case 'one accuracy all the way':
      return {
        zh: `前后 ${say.number(flag.fixes)} 个定位的精度全都相同`,
        en: `${many(flag.fixes, say.number(flag.fixes), 'position', 'positions')} around the visit, all with one accuracy`,
      };
    case 'one position at both presses':
      return { zh: '两次打点的定位完全相同', en: 'one position at both presses' };
    case 'one accuracy, hardly any noise':
      return {
        zh: `精度都是 ±${say.length(flag.accuracyM)}，两次定位却只相距 ${say.length(flag.apartM)}`,
        en: `both say ±${say.length(flag.accuracyM)}, and lie only ${say.length(flag.apartM)} apart`,
      };
  }
}

function clock(flag: NumbersOf<'CLOCK'>, say: Speech): Record<Language, string> {
  switch (flag.sign) {
    case 'ahead of the server':
      return { zh: `手机时钟快 ${say.time(flag.aheadS)}`, en: `the phone’s clock is ${say.time(flag.aheadS)} ahead` };
    case 'position younger than the press':
      return {
        zh: `定位比按键晚 ${say.time(flag.youngerS)}`,
        en: `the position is ${say.time(flag.youngerS)} younger than its press`,
      };
    case 'behind the server, both presses alike':
      return {
        zh: `两次打点的手机时钟同样慢 ${say.time(flag.behindS)}`,
        en: `the phone’s clock is ${say.time(flag.behindS)} behind at both presses`,
      };
  }
}

function device(flag: NumbersOf<'DEVICE'>, say: Speech): Record<Language, string> {
  switch (flag.sign) {
    case 'two phones in one visit':
      return { zh: '开始和结束用了两部手机', en: 'two phones in one visit' };
    case "another phone's track before and after":
      return { zh: '前后轨迹来自另一部手机', en: 'another phone’s track before and after' };
    case 'another phone of the rep elsewhere':
      return flag.apartS === undefined || flag.apartM === undefined
        ? { zh: '本人的另一部手机在别处', en: 'another phone of the rep elsewhere' }
        : {
            zh: `前后 ${say.time(flag.apartS)} 内，本人的另一部手机在 ${say.length(flag.apartM)} 以外`,
            en: `another phone of the rep ${say.length(flag.apartM)} away within ${say.time(flag.apartS)}`,
          };
    case 'one phone for two people':
      return {
        zh: `另一人在前后 ${say.time(flag.apartS)} 内使用同一部手机`,
        en: `another person used this phone within ${say.time(flag.apartS)}`,
      };
  }
}

/** The sentence of a flag's numbers, in the reader's language and zone. */
export function flagSentence(flag: FlagNumbers, language: Language, zone: string | undefined): string {
  const say: Speech = {
    number: (value) => count(value, language),
    length: (value) =>
      value < 10
        ? `${count(Math.round(value * 100) / 100, language)} ${language === 'zh' ? '米' : 'm'}`
        : metres(value, language),
    time: (value) => duration(value, language),
    speed: (value) => `${count(Math.round(value * 36) / 10, language)} ${language === 'zh' ? '公里/小时' : 'km/h'}`,
    clock: (at) => clockSeconds(at, language, zone),
  };
  return (sentences[flag.flag] as Sentence<FlagNumbers>)[language](flag, say);
}
