// Pure: what may be wrong with a change of a setting.
import { settingName } from '../settings.ts';
import { fault, problem } from './say.ts';

export const settingProblems = {
  SETTING_CHANGED_MEANWHILE: problem<{ key: string }>(
    'CONFLICT',
    ({ key }) =>
      `Somebody else has changed "${settingName(key, 'en')}" meanwhile. Look at it again and repeat your change.`,
    ({ key }) => `“${settingName(key, 'zh')}”已被他人修改，请重新查看后再改。`,
  ),
  NO_COMING_SETTING: problem<{ key: string; fromDay: string }>(
    'NOT_FOUND',
    ({ key, fromDay }) => `Nothing is set for "${settingName(key, 'en')}" from ${fromDay}.`,
    ({ key, fromDay }) => `“${settingName(key, 'zh')}”没有自 ${fromDay} 起的变更。`,
  ),
  OF_WHOLE_ORGANISATION: fault<{ key: string }>(
    ({ key }) => `must be the whole organisation: "${settingName(key, 'en')}" is the same for all its units`,
    ({ key }) => `应为整个组织：“${settingName(key, 'zh')}”对所有单位都一样`,
  ),
  BEFORE_TODAY: fault<{ today: string }>(
    ({ today }) => `must be today, ${today}, or later`,
    ({ today }) => `应为今天（${today}）或以后`,
  ),
  ONLY_TODAY: fault<{ today: string }>(
    ({ today }) => `must be today, ${today}: this counts from the moment it is said`,
    ({ today }) => `应为今天（${today}）：此项立即生效`,
  ),
  DAYS_WERE_USED: fault<{ fromDay: string; today: string }>(
    ({ fromDay, today }) =>
      `must be today, ${today}, or later: days since ${fromDay} have been planned or judged as they were`,
    ({ fromDay, today }) => `应为今天（${today}）或以后：${fromDay} 以来的日子已按原设置安排或判定`,
  ),
  NOT_TO_COME: fault<{ today: string }>(
    ({ today }) => `must be later than today, ${today}: what is in force already is changed, not withdrawn`,
    ({ today }) => `应晚于今天（${today}）：已生效的设置只能更改，不能撤回`,
  ),
  NO_TILE_FILE: fault(
    'cannot be file: this server was started without a file of tiles',
    '不能选“文件”：本服务器启动时没有底图文件',
  ),
  VALUE_OR_INHERIT: fault(
    'must be given, or else inherit: true, and not both',
    '须填写，或改用 inherit: true，二者取一',
  ),
  MUST_END_AFTER_BEGIN: fault('must end after it begins', '结束须晚于开始'),
  TOO_MANY_GRADES: fault('must have at most 50 grades', '最多 50 个档位'),
  NOT_A_GRADE: fault('must not hold : or ,', '不能含有 : 或 ,'),
  NOT_A_TILE_URL: fault(
    'must be an address such as https://tiles.example.org/{z}/{x}/{y}.png',
    '应为瓦片地址，例如 https://tiles.example.org/{z}/{x}/{y}.png',
  ),
};
