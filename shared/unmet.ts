// Pure: why a search for territories misses a tolerance, with the figures that show it, and what would ease it.
import { z } from 'zod';
import { said, type Language, type Sentences } from './problems/say.ts';

const amount = z.number();

/** Amounts are of the measure that is missed, in its own unit. */
export const UnmetReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('LOCKED_TOO_MUCH'), locked: amount, most: amount }),
  z.object({ code: z.literal('TOO_LITTLE_REACHABLE'), reachable: amount, least: amount }),
  z.object({ code: z.literal('ONE_TOO_LARGE'), one: amount, most: amount }),
  z.object({ code: z.literal('CAPACITIES_TOO_SMALL'), room: amount, total: amount }),
  z.object({ code: z.literal('GIANTS_LEAVE_TOO_LITTLE'), beyond: amount }),
  z.object({ code: z.literal('STEPS_TOO_LARGE'), step: amount, least: amount, most: amount }),
  z.object({ code: z.literal('OVER_CAPACITY') }),
  z.object({ code: z.literal('TOO_MUCH') }),
  z.object({ code: z.literal('TOO_LITTLE') }),
  z.object({ code: z.literal('GROUPS_APART'), groups: z.number().int(), territories: z.number().int() }),
  z.object({ code: z.literal('LOCKED_APART') }),
  z.object({ code: z.literal('PIECES') }),
  z.object({ code: z.literal('TOO_MANY_MOVES') }),
]);
export type UnmetReason = z.infer<typeof UnmetReason>;
export type UnmetReasonCode = UnmetReason['code'];
export const unmetCodes = UnmetReason.options.map((one) => one.shape.code.value);
type ReasonOf<C extends UnmetReasonCode> = Extract<UnmetReason, { code: C }>;

/** What could be eased. `measure` is a name as the search was given it; a tolerance is a share of the target. */
export type Eased =
  | { code: 'ACCEPT'; measure: string; to: number }
  | { code: 'WIDEN'; measure: string; from: number; to: number }
  | { code: 'UNLOCK' | 'NO_CAPACITIES' | 'ANY_MOVES' | 'LINK' }
  | { code: 'ALLOW_MOVES'; to: number };
export type EasedCode = Eased['code'];
export const easedCodes = ['ACCEPT', 'WIDEN', 'UNLOCK', 'NO_CAPACITIES', 'ANY_MOVES', 'LINK', 'ALLOW_MOVES'] as const;

/** What is said of a reason; reports from before the figures were kept have the code alone. */
export const unmetSentences: Record<UnmetReasonCode, { zh: string; en: string }> = {
  LOCKED_TOO_MUCH: { zh: '片区内锁定的量已超过上限', en: 'what is locked in it is already more than it may have' },
  TOO_LITTLE_REACHABLE: {
    zh: '能划给它的全部加起来也不够',
    en: 'all that could be given to it is less than it needs',
  },
  ONE_TOO_LARGE: {
    zh: '单个零售户就超过任何片区的上限',
    en: 'one retailer alone is more than any territory may have',
  },
  CAPACITIES_TOO_SMALL: { zh: '所有容量之和小于总量', en: 'all capacities together are less than there is' },
  GIANTS_LEAVE_TOO_LITTLE: {
    zh: '少数特大户使其他片区分到的太少',
    en: 'a few very large retailers leave too little for the others',
  },
  STEPS_TOO_LARGE: {
    zh: '数值的最小单位太大，达不到这个容差',
    en: 'the figures come in steps too large for this tolerance',
  },
  OVER_CAPACITY: { zh: '超过容量', en: 'over its capacity' },
  TOO_MUCH: { zh: '偏多', en: 'too much' },
  TOO_LITTLE: { zh: '偏少', en: 'too little' },
  GROUPS_APART: { zh: '互不相邻的群组比片区还多', en: 'there are more groups that do not touch than territories' },
  LOCKED_APART: {
    zh: '同一片区锁定的零售户分散在互不相邻的群组',
    en: 'locked retailers of one territory lie in groups that do not touch',
  },
  PIECES: { zh: '分离的部分含有锁定户或互不相邻', en: 'its pieces hold locked retailers or do not touch' },
  TOO_MANY_MOVES: { zh: '连成一片所需的调整超过限额', en: 'joining its pieces takes more moves than allowed' },
};

/** The figures of a reason, as they stand after its sentence. */
const unmetFigures: { [C in UnmetReasonCode]?: Sentences<ReasonOf<C>> } = {
  LOCKED_TOO_MUCH: same(({ locked, most }, say) => `${say.number(locked)} > ${say.number(most)}`),
  TOO_LITTLE_REACHABLE: same(({ reachable, least }, say) => `${say.number(reachable)} < ${say.number(least)}`),
  ONE_TOO_LARGE: same(({ one, most }, say) => `${say.number(one)} > ${say.number(most)}`),
  CAPACITIES_TOO_SMALL: same(({ room, total }, say) => `${say.number(room)} < ${say.number(total)}`),
  GIANTS_LEAVE_TOO_LITTLE: {
    zh: ({ beyond }, say) => `超出上限的部分共 ${say.number(beyond)}`,
    en: ({ beyond }, say) => `${say.number(beyond)} beyond what a territory may have`,
  },
  STEPS_TOO_LARGE: {
    zh: ({ step, least, most }, say) =>
      `最小单位 ${say.number(step)}，${say.number(least)} 至 ${say.number(most)} 之间没有它的整数倍`,
    en: ({ step, least, most }, say) =>
      `steps of ${say.number(step)}; no multiple lies between ${say.number(least)} and ${say.number(most)}`,
  },
  GROUPS_APART: same(({ groups, territories }, say) => `${say.number(groups)} > ${say.number(territories)}`),
};

/** An inequality reads alike in both languages. */
function same<P extends object>(figures: Exclude<Sentences<P>['en'], string>): Sentences<P> {
  return { zh: figures, en: figures };
}

/** The sentence with its figures. */
export function unmetSentence(reason: UnmetReason, language: Language): string {
  const sentence = unmetSentences[reason.code][language];
  const figures = unmetFigures[reason.code] as Sentences<UnmetReason> | undefined;
  if (!figures) return sentence;
  const shown = said(figures, reason, language);
  return language === 'zh' ? `${sentence}（${shown}）` : `${sentence} (${shown})`;
}

/** `measure` is what the reader calls it; a code that has no measure or figure says none. */
interface EasedShown {
  measure: string | null;
  to: number | null;
}

const easedSentences: Record<EasedCode, Sentences<EasedShown>> = {
  ACCEPT: {
    zh: ({ measure, to }, say) => `接受${measure}偏差 ${say.percent(to ?? 0)}`,
    en: ({ measure, to }, say) => `accept ${say.percent(to ?? 0)} for ${measure}`,
  },
  WIDEN: {
    zh: ({ measure, to }, say) => `把${measure}的容差放宽到 ${say.percent(to ?? 0)}`,
    en: ({ measure, to }, say) => `allow ${measure} ${say.percent(to ?? 0)}`,
  },
  UNLOCK: { zh: '解除锁定', en: 'remove the locks' },
  NO_CAPACITIES: { zh: '取消容量限制', en: 'remove the capacities' },
  ANY_MOVES: { zh: '不限调整户数', en: 'allow any number of moves' },
  LINK: { zh: '解锁较小部分的零售户', en: 'unlock the retailers of the smaller pieces' },
  ALLOW_MOVES: {
    zh: ({ to }, say) => `允许调整 ${say.number(to ?? 0)} 户`,
    en: ({ to }, say) => `allow ${say.many(to ?? 0, 'move', 'moves')}`,
  },
};

export function easedSentence(code: EasedCode, shown: EasedShown, language: Language): string {
  return said(easedSentences[code], shown, language);
}
