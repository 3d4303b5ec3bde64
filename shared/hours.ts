// Pure: opening hours as people write them, to the one form that is stored: `09:00-12:00,14:00-18:30`, over midnight `22:00-02:00`.

export type ReadHours = { ok: true; hours: string } | { ok: false; code: 'HOURS_OF_DAY' | 'HOURS_BY_WEEKDAY' };

const ALL_DAY =
  /^(24(小时|h(ou)?rs?|h)(营业|服务|不打烊)?|全天(候|营业)?|全日营业|昼夜营业|24\/7|24x7|always(open)?|open24h(ou)?rs?|allday|roundtheclock|open24\/7)$/;

/** Every day alike, said in front of the hours or behind them. */
const DAILY = new RegExp(
  [
    String.raw`\b(?:mo|mon|monday)\s*(?:-|~|to)\s*(?:su|sun|sunday)\b`,
    String.raw`\b(?:su|sun|sunday)\s*(?:-|~|to)\s*(?:sa|sat|saturday)\b`,
    String.raw`\b(?:daily|every\s?day|7\s?days(?:\s(?:a|per)\s?week)?|all\s?week|open(?:s|ing)?(?:\shours)?|hours|from|ph)\b`,
    '(?:周|星期|礼拜)[一1]\\s*(?:-|~|至|到)\\s*(?:周|星期|礼拜)?[日天7七末]',
    '每天|每日|天天|全周|全年(?:无休)?|无休|营业时间|营业时段|营业|工作时间',
  ].join('|'),
  'g',
);
const WEEKDAY =
  /\b(mo|tu|we|th|fr|sa|su|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekdays?|weekends?|workdays?)\b|(周|星期|礼拜)[一二三四五六日天末]|工作日|双休|节假日|休息|单日|双日|隔日(?!\d)/;

const MORNING = '上午|早上|早晨|清晨|凌晨|早';
const NOON = '中午|正午';
const EVENING = '下午|午后|傍晚|晚上|晚间|夜里|夜间|晚|夜';
const NEXT_DAY = '次日|翌日|第二天|第二日|隔天|隔日|明天';
const TIME = String.raw`(?:(?:${NEXT_DAY})\s*)?(${MORNING}|${NOON}|${EVENING})?\s*(\d{1,2}|\d{4})\s*(?:(?:[:点时h.]\s*)(半|\d{2}|一刻|三刻)?\s*(?:分|min)?(?::00)?)?\s*(a\.?m\.?|p\.?m\.?)?`;
const SPAN = new RegExp(String.raw`^${TIME}\s*(?:-|~|至|到|to|until|till|(?=${EVENING}))\s*${TIME}$`);

/** Longer texts are no hours; a pattern over them may take time that grows with their square. */
const MAX_LENGTH = 200;

export function readHours(said: string): ReadHours {
  if (said.length > MAX_LENGTH) return { ok: false, code: 'HOURS_OF_DAY' };
  const text = said
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[–—−―→⇒~〜～]|--/g, '-')
    .replace(/時/g, '时')
    .replace(/點/g, '点')
    .replace(/營業/g, '营业')
    .replace(/週/g, '周')
    .replace(/([一二三四五六七八九十两]{1,3})(?=[点时])/g, (numeral) => String(numberOf(numeral)));
  if (ALL_DAY.test(text.replace(/[\s:]/g, '').replace(/^(营业时间|每天|每日|周一(至|到|-)周日|mo-su)/, '')))
    return { ok: true, hours: '00:00-24:00' };
  const daily = text
    .replace(DAILY, ' ')
    .trim()
    .replace(/^[:,;\s]+/, '');
  if (ALL_DAY.test(daily.replace(/\s/g, ''))) return { ok: true, hours: '00:00-24:00' };
  if (WEEKDAY.test(daily)) return { ok: false, code: 'HOURS_BY_WEEKDAY' };
  const spans = daily
    .split(/[,;、/&+|\n]+|\band\b|和|及|(?<=[\d点分半m]\s*)\s(?=\s*(?:\d|上午|下午|早|晚|中午))/)
    .map((span) => span.trim())
    .filter((span) => span !== '')
    .map(spanOf);
  if (spans.length === 0 || spans.some((span) => span === null)) return { ok: false, code: 'HOURS_OF_DAY' };
  return { ok: true, hours: spans.join(',') };
}

function spanOf(text: string): string | null {
  const found = SPAN.exec(text);
  if (!found) return null;
  const [, part1, hours1, minutes1, half1, part2, hours2, minutes2, half2] = found;
  // 下午2:00-6:30: what is said of the first holds for the second
  const isLateToo =
    part2 === undefined && half2 === undefined && part1 !== undefined && new RegExp(EVENING).test(part1);
  const from = timeOf(part1, hours1!, minutes1, half1);
  const to = timeOf(isLateToo && Number(hours2) > Number(hours1) ? part1 : part2, hours2!, minutes2, half2);
  if (from === null || to === null) return null;
  const [opens, closes] = [from % 1_440, to > 1_440 ? to - 1_440 : to];
  return `${clock(opens)}-${clock(closes)}`;
}

const NUMERALS = '零一二三四五六七八九';

/** 1 to 99 in Chinese: 八, 十一, 二十二. */
function numberOf(numeral: string): number {
  const [tens = '', ones = ''] = numeral.replace('两', '二').includes('十')
    ? numeral.split('十')
    : ['零', numeral.replace('两', '二')];
  return 10 * (tens === '' ? 1 : NUMERALS.indexOf(tens)) + (ones === '' ? 0 : NUMERALS.indexOf(ones));
}

/** Minutes since midnight, up to 30:00 for the night after; null where there is no such time. */
function timeOf(
  part: string | undefined,
  hours: string,
  minutes: string | undefined,
  half: string | undefined,
): number | null {
  let h = Number(hours.length === 4 ? hours.slice(0, 2) : hours);
  const m =
    hours.length === 4
      ? Number(hours.slice(2))
      : minutes === undefined
        ? 0
        : ({ 半: 30, 一刻: 15, 三刻: 45 }[minutes] ?? Number(minutes));
  const isLate = half?.startsWith('p') || (part !== undefined && new RegExp(EVENING).test(part));
  const isEarly = half?.startsWith('a') || (part !== undefined && new RegExp(MORNING).test(part));
  const isAfterMidnight = part !== undefined && /[晚夜]/.test(part) && h >= 1 && h <= 4;
  if (isLate && h < 12 && !isAfterMidnight) h += 12;
  else if (isLate && h === 12 && part !== undefined && /[晚夜]/.test(part)) h = 24;
  else if (isEarly && h === 12) h = 0;
  else if (part !== undefined && new RegExp(NOON).test(part) && h < 11) h += 12;
  return h <= 30 && m < 60 ? h * 60 + m : null;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
