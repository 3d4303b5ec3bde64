import type { CarrierFailure } from '../../shared/carriers.ts';
import { wordsOf, type Said } from './words.ts';

/** What a question to a carrier came to, on the rep's phone and at the desk. */
export const carrierWords = wordsOf({
  carrierOutcome: {
    FIX: { zh: '得到位置', en: 'a position' },
    TIMED_OUT: { zh: '超时', en: 'no answer in time' },
    UNREACHABLE: { zh: '连接不上', en: 'not reached' },
    REDIRECTED: { zh: '被转到别处', en: 'sent elsewhere' },
    REFUSED: { zh: '拒绝请求', en: 'the request was refused' },
    BROKE: { zh: '服务出错或中断', en: 'it failed, or broke off' },
    TOO_LARGE: { zh: '答复过大', en: 'the answer was too large' },
    UNREADABLE: { zh: '答复无法识别', en: 'the answer cannot be read' },
    NOT_AUTHORISED: { zh: '号码未授权', en: 'the number is not opened to us' },
    OTHER_NUMBER: { zh: '答复的是别的号码', en: 'it answered for another number' },
    ABSENT: { zh: '手机关机或不在服务区', en: 'the phone is off or out of reach' },
    NO_POSITION: { zh: '运营商不知道位置', en: 'it does not know where' },
    TOO_OLD: { zh: '位置太旧', en: 'the position is too old' },
    AREA_TOO_SMALL: { zh: '只答复更大的范围', en: 'it answers only for larger areas' },
    OUT_OF_RANGE: { zh: '坐标超出范围', en: 'the numbers are no coordinates' },
    TOO_LATE: { zh: '离打点太久，没有询问', en: 'too long after the press' },
    RESTING: { zh: '连续失败，暂停询问', en: 'left alone after failures' },
    OVER_QUOTA: { zh: '超过次数上限', en: 'over its limit' },
  } satisfies Said<CarrierFailure | 'FIX'>,
});

/** A code from a newer server is shown as it is. */
export function outcomeWords(code: string): string {
  const said: Partial<Record<string, string>> = carrierWords.value.carrierOutcome;
  return said[code] ?? code;
}
