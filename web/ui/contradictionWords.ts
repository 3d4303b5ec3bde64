import type { About, Contradiction } from '../../shared/contradictions.ts';
import { dayName } from '../format.ts';
import type { SettlementWord } from '../../shared/settlements.ts';
import { language, wordsOf, type Said } from './words.ts';

/** What does not fit, as the desk and whoever is asked read it. */
export const contradictionWords = {
  contradiction: {
    NOT_SEEN: {
      zh: (claimed: string, said: string) =>
        said === ''
          ? `店主说这一周没人来过，而 ${claimed} 有判为到位的走访`
          : `店主说最近一次是 ${said}，而 ${claimed} 有判为到位的走访`,
      en: (claimed: string, said: string) =>
        said === ''
          ? `Nobody came this week, says the shop; a visit of ${claimed} was judged valid`
          : `The last visit was on ${said}, says the shop; one of ${claimed} was judged valid`,
    },
    OTHER_PERSON: {
      zh: (claimed: string) => `${claimed} 来的是另一个人`,
      en: (claimed: string) => `Somebody else came on ${claimed}`,
    },
    SHOP_GONE: {
      zh: (claimed: string) => `店已歇业或搬走，而 ${claimed} 有判为到位的走访`,
      en: (claimed: string) => `The shop is gone; a visit of ${claimed} was judged valid`,
    },
    SEEN_NOT_PRESSED: {
      zh: (_claimed: string, said: string) => `店主说 ${said} 有人来过，却没有走访记录`,
      en: (_claimed: string, said: string) => `Somebody came on ${said}, says the shop; nothing was pressed`,
    },
    CONFIRMS_DOUBTED: {
      zh: (claimed: string) => `店主证实了 ${claimed} 未判到位的走访`,
      en: (claimed: string) => `The shop confirms the visit of ${claimed}, which was doubted`,
    },
    INSPECTOR_UNPROVEN: {
      zh: () => '检查人自己的定位或停留时间不足以证明到过店',
      en: () => 'The inspector’s own position or stay does not prove a look',
    },
    PHOTO_REPEATED: { zh: () => '照片与另一份记录相同', en: () => 'A photo stands in another finding too' },
    PLACE_DIFFERS: {
      zh: (_claimed: string, _said: string, metres: string) => `检查人见到店主的位置，距登记坐标 ${metres} 米`,
      en: (_claimed: string, _said: string, metres: string) =>
        `The inspector met the shop ${metres} m from the stored coordinate`,
    },
  } satisfies Record<Contradiction, unknown>,
  about: {
    repAgainst: { zh: '对客户经理不利', en: 'against the rep' },
    repFor: { zh: '对客户经理有利', en: 'for the rep' },
    data: { zh: '关于登记的资料', en: 'about what is stored' },
    inspection: { zh: '关于检查本身', en: 'about the inspection' },
  } satisfies Said<About>,
  settled: {
    upheld: { zh: '属实', en: 'Upheld' },
    notUpheld: { zh: '不属实', en: 'Not upheld' },
    withdrawn: { zh: '已撤销（检查或资料有误）', en: 'Withdrawn: inspection or data were wrong' },
  } satisfies Said<SettlementWord>,
};

const words = wordsOf(contradictionWords);

/** As one sentence. */
export function contradictionText(what: Contradiction, numbers: Record<string, string | number>): string {
  const day = (name: string) => (typeof numbers[name] === 'string' ? dayName(numbers[name], language.value) : '');
  return words.value.contradiction[what](day('claimed'), day('said'), String(numbers.metres ?? ''));
}
