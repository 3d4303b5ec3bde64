// Pure: why a part of what a phone sent could not be read, said to whoever looks into the quarantine.
import type { SentReason } from '../errors.ts';
import { fieldProblems } from './fields.ts';
import { positionProblems } from './positions.ts';
import { problem, said, type Language, type Said } from './say.ts';

/** What a phone sent in the wrong form. */
export type PartKind = 'fix' | 'sample' | 'location' | 'feature' | 'message';
const parts: Record<PartKind, { en: string; zh: string }> = {
  fix: { en: 'A fix is a JSON object.', zh: '定位点应为 JSON 对象。' },
  sample: { en: 'A sample is a JSON object.', zh: '采样应为 JSON 对象。' },
  location: { en: 'A location is a JSON object.', zh: '位置应为 JSON 对象。' },
  feature: {
    en: 'A location is a GeoJSON feature with properties.',
    zh: '位置应为带 properties 的 GeoJSON 要素。',
  },
  message: { en: 'An OwnTracks message is a JSON object.', zh: 'OwnTracks 消息应为 JSON 对象。' },
};
const axes = { lng: { en: 'Longitude', zh: '经度' }, lat: { en: 'Latitude', zh: '纬度' } };
type Axis = keyof typeof axes;

/** What somebody wrote where a number or a time belongs; null for what is neither text nor number. */
type Written = { says: string | null };
/** What a schema found wrong with a field, as a predicate after its name. */
const faults: Record<string, Said<never>> = { ...fieldProblems, ...positionProblems };
function faultOf(reason: SentReason, language: Language, otherwise: string): string {
  const fault = Object.hasOwn(faults, reason.code) ? faults[reason.code] : undefined;
  return fault ? said(fault as Said<object>, reason, language) : otherwise;
}

const quoted = (says: string | null): string => (says === null ? '' : ` '${says}'`);
const inQuotes = (says: string | null): string => (says === null ? '' : `“${says}”`);

export const unreadProblems = {
  NOT_A_LIST: problem<{ name: string }>(
    'INVALID_INPUT',
    ({ name }) => `'${name}' is not a list.`,
    ({ name }) => `“${name}”不是列表。`,
  ),
  PART_NOT_AN_OBJECT: problem<{ part: PartKind }>(
    'INVALID_INPUT',
    ({ part }) => parts[part].en,
    ({ part }) => parts[part].zh,
  ),
  FIXES_OVER_LIMIT: problem<{ given: number; most: number }>(
    'INVALID_INPUT',
    ({ given, most }, say) =>
      `${say.many(given, 'fix', 'fixes')} came at once: a request holds at most ${say.number(most)}.`,
    ({ given, most }, say) => `一次发来 ${say.number(given)} 个定位点，超过上限 ${say.number(most)} 个。`,
  ),
  PARTS_OVER_LIMIT: problem<{ more: number; most: number }>(
    'INVALID_INPUT',
    ({ more, most }, say) =>
      `${say.many(more, 'part', 'parts')} more than the ${say.number(most)} that are read at once.`,
    ({ more, most }, say) => `一次最多识别 ${say.number(most)} 条，超出 ${say.number(more)} 条。`,
  ),
  BODY_NO_FORM: problem<{ breaksAt: number | null }>(
    'INVALID_INPUT',
    ({ breaksAt }, say) =>
      `The body is neither JSON nor a form${breaksAt === null ? '' : `: the JSON breaks at character ${say.number(breaksAt)}`}.`,
    ({ breaksAt }, say) =>
      `内容既不是 JSON 也不是表单${breaksAt === null ? '' : `：JSON 在第 ${say.number(breaksAt)} 个字符处出错`}。`,
  ),
  NO_KNOWN_APP: problem('INVALID_INPUT', 'No app that is known here sends this.', '无法识别是哪种定位应用发来的内容。'),
  NO_SUCH_MESSAGE: problem<{ kind: string | null }>(
    'INVALID_INPUT',
    ({ kind }) => `OwnTracks has no message of the kind${kind === null ? ' that is given' : ` '${kind}'`}.`,
    ({ kind }) => `OwnTracks 没有${kind === null ? '所给' : `“${kind}”`}这种消息。`,
  ),
  MESSAGE_ENCRYPTED: problem(
    'INVALID_INPUT',
    'The phone encrypts its messages: clear the encryption key in OwnTracks.',
    '手机对消息做了加密：请清除 OwnTracks 中的加密密钥。',
  ),
  NOT_LOCATED: problem('INVALID_INPUT', 'It gives no longitude or no latitude.', '缺少经度或纬度。'),
  CELLS_ONLY: problem(
    'INVALID_INPUT',
    'It names cells or WiFi access points in reach, no position.',
    '只有附近的基站或 WiFi 热点，没有位置。',
  ),
  COORDINATE_NO_NUMBER: problem<{ axis: Axis } & Written>(
    'INVALID_INPUT',
    ({ axis, says }) => `${axes[axis].en}${quoted(says)} is not a number.`,
    ({ axis, says }) => `${axes[axis].zh}${inQuotes(says)}不是数字。`,
  ),
  NO_SUCH_PLACE_ON_EARTH: problem<{ lng: number; lat: number }>(
    'INVALID_INPUT',
    ({ lng, lat }) => `There is no longitude ${lng}, latitude ${lat}.`,
    ({ lng, lat }) => `不存在经度 ${lng}、纬度 ${lat} 的地点。`,
  ),
  PLACE_IS_PLACEHOLDER: problem<{ lng: number; lat: number }>(
    'INVALID_INPUT',
    ({ lng, lat }) => `Longitude ${lng}, latitude ${lat} is what a program writes where it has no position.`,
    ({ lng, lat }) => `经度 ${lng}、纬度 ${lat} 是程序没有位置时写入的占位值。`,
  ),
  NOT_TIMED: problem('INVALID_INPUT', 'It gives no time.', '缺少时间。'),
  TIME_NO_MOMENT: problem<Written>(
    'INVALID_INPUT',
    ({ says }) => `The time${quoted(says)} is no moment: an ISO time needs its zone.`,
    ({ says }) => `时间${inQuotes(says)}不能确定是哪一刻：ISO 时间须带时区。`,
  ),
  STAY_WITHOUT_ENDS: problem(
    'INVALID_INPUT',
    'The visit has neither arrival nor departure.',
    '该停留既没有到达时间也没有离开时间。',
  ),
  NEITHER_ENTER_NOR_LEAVE: problem(
    'INVALID_INPUT',
    'The event of a transition is enter or leave.',
    '围栏事件只能是进入（enter）或离开（leave）。',
  ),
  FIELD_NOT_READ: problem<{ field: string; reason: SentReason }>(
    'INVALID_INPUT',
    ({ field, reason }) => `${field}: ${faultOf(reason, 'en', 'cannot be read')}`,
    ({ field, reason }) => `${field}：${faultOf(reason, 'zh', '无法识别')}`,
  ),
  ELSEWHERE_THEN: problem<{ at: string }>(
    'INVALID_INPUT',
    ({ at }, say) => `The phone was already somewhere else at ${say.time(at)}.`,
    ({ at }, say) => `${say.time(at)} 手机已在另一处。`,
  ),
  ELSEWHERE_STORED: problem(
    'INVALID_INPUT',
    'Another position of this phone at the very same time is stored already.',
    '同一手机在同一时刻已保存了另一个位置。',
  ),
  WAS_READABLE: problem(
    'INVALID_INPUT',
    'It was readable: another position of this phone at the very same time was stored first.',
    '内容本身可以识别，只是同一手机在同一时刻已先保存了另一个位置。',
  ),
};
