// Pure: what may be wrong with units, people, sign-in and phones.
import type { FactorKind } from '../factors.ts';
import { fault, problem } from './say.ts';

export const peopleProblems = {
  NO_SUCH_UNIT: problem('NOT_FOUND', 'There is no such unit in your scope.', '您的管辖范围内没有这个单位。'),
  NO_SUCH_PERSON: problem('NOT_FOUND', 'There is no such person in your scope.', '您的管辖范围内没有这个人员。'),
  NO_SUCH_REP: problem('NOT_FOUND', 'There is no such rep in your scope.', '您的管辖范围内没有这位客户经理。'),
  NO_SUCH_PHONE: problem('NOT_FOUND', 'There is no such phone in your scope.', '您的管辖范围内没有这部手机。'),
  PHONE_NOT_IN_USE: problem(
    'NOT_FOUND',
    'There is no such phone that is in use. Set it up anew.',
    '没有这部在用的手机，请重新登记。',
  ),
  PHONE_OF_NO_REP: problem<{ name: string }>(
    'CONFLICT',
    ({ name }) => `Phones are set up for reps at work, and ${name} is none.`,
    ({ name }) => `只能为在岗的客户经理登记手机，${name} 不是。`,
  ),
  UNIT_NAME_TAKEN: problem<{ name: string }>(
    'CONFLICT',
    ({ name }) => `A unit named '${name}' exists already. Choose another name.`,
    ({ name }) => `已有名为“${name}”的单位，请换一个名称。`,
  ),
  UNIT_BELOW_ITSELF: problem(
    'CONFLICT',
    'A unit cannot stand below itself or below one of its own.',
    '单位不能移到它自己或其下级之下。',
  ),
  UNIT_TOP: problem(
    'CONFLICT',
    'Your own unit is moved or closed by an administrator of the unit above it.',
    '您所在的单位须由上级单位的系统管理员移动或关闭。',
  ),
  UNIT_IN_USE: problem<{ people: number; retailers: number; units: number }>(
    'CONFLICT',
    ({ people, retailers, units }) =>
      `The unit still has people (${people}), retailers (${retailers}) or units below it (${units}). Move them first.`,
    ({ people, retailers, units }) =>
      `该单位还有人员（${people}）、零售户（${retailers}）或下级单位（${units}），请先移走。`,
  ),
  LOGIN_TAKEN: problem<{ login: string }>(
    'CONFLICT',
    ({ login }) => `The login '${login}' is taken. Choose another.`,
    ({ login }) => `账号“${login}”已被使用，请换一个。`,
  ),
  INVITATION_OVER: problem(
    'NOT_FOUND',
    'This invitation was used already, has ended, or was replaced by a newer one. Ask your administrator for another.',
    '该邀请链接已使用、已过期或已被新的链接取代，请向系统管理员索取新的链接。',
  ),
  UNKNOWN_ROLE: fault<{ role: string }>(
    ({ role }) => `there is no role '${role}': rep, supervisor, planner, auditor or admin`,
    ({ role }) => `没有“${role}”这一角色，可填：客户经理、市场经理、规划、考核员、系统管理员`,
  ),
  OWN_ROLE: problem(
    'CONFLICT',
    'Nobody changes their own role, unit or activity: another administrator does.',
    '不能更改自己的角色、单位或启用状态，请由其他系统管理员操作。',
  ),
  ORGANISATION_ADMIN_ONLY: problem(
    'NOT_ALLOWED',
    'This is for an administrator of the whole organisation.',
    '只有整个组织的系统管理员可以进行此操作。',
  ),
  SETUP_TOKEN_WRONG: problem(
    'WRONG_CREDENTIALS',
    'This is not the set-up token that the server printed when it started.',
    '初始设置令牌与服务器启动时显示的不一致，请重新打开该链接。',
  ),
  SET_UP_ALREADY: problem(
    'ALREADY_SET_UP',
    'The organisation exists already; sign in.',
    '系统已完成初始设置，请直接登录。',
  ),
  LOGIN_OR_PASSWORD_WRONG: problem('WRONG_CREDENTIALS', 'The login or the password is wrong.', '账号或密码错误。'),
  SECOND_FACTOR_NEEDED: problem<{ ways: readonly FactorKind[] }>(
    'WRONG_CREDENTIALS',
    ({ ways }) => `The password is right. Now show ${ways.map((way) => waysToShow[way].en).join(' or ')}.`,
    ({ ways }) => `密码正确。请再出示${ways.map((way) => waysToShow[way].zh).join('或')}。`,
  ),
  SECOND_FACTOR_WRONG: problem(
    'WRONG_CREDENTIALS',
    'This code is not right, or was used already. Wait for the next one.',
    '验证码不正确或已使用过，请等待下一个。',
  ),
  SECOND_FACTOR_TO_SET_UP: problem(
    'NOT_ALLOWED',
    'Your organisation asks you for a second factor. Set one up first.',
    '您的组织要求使用双重验证，请先设置。',
  ),
  SECOND_FACTOR_REQUIRED: problem(
    'CONFLICT',
    'Your organisation asks you for a second factor. Add another before you remove the last one.',
    '您的组织要求使用双重验证。移除最后一种方式之前，请先添加另一种。',
  ),
  TOTP_IN_USE: problem(
    'CONFLICT',
    'An app shows codes for you already. Remove it before you set up another.',
    '您已设置验证器应用。如需更换，请先移除。',
  ),
  NO_TOTP_BEGUN: problem('CONFLICT', 'Begin anew: no app is being set up.', '尚未开始设置验证器应用，请重新开始。'),
  CHALLENGE_OVER: problem(
    'CONFLICT',
    'This took longer than five minutes, or was answered already. Begin anew.',
    '操作已超过五分钟或已完成，请重新开始。',
  ),
  PASSKEY_REFUSED: problem(
    'WRONG_CREDENTIALS',
    'This passkey is not known here, or its answer does not hold.',
    '无法识别此通行密钥，或其验证未通过。',
  ),
  PASSKEY_KNOWN: problem('CONFLICT', 'This passkey is kept already.', '此通行密钥已添加过。'),
  NO_SUCH_PASSKEY: problem('NOT_FOUND', 'You have no such passkey.', '您没有这个通行密钥。'),
  PASSKEYS_NEED_A_NAME: problem(
    'CONFLICT',
    'Browsers make passkeys only for a server with a name and HTTPS. Set PUBLIC_URL to such an address.',
    '浏览器仅允许为使用域名和 HTTPS 的服务器创建通行密钥。请将 PUBLIC_URL 设为这样的地址。',
  ),
  OWN_FACTORS: problem(
    'CONFLICT',
    'Your own second factors are changed on your account page.',
    '您自己的双重验证方式请在“我的账号”中更改。',
  ),
  TOO_MANY_TRIES: problem<{ where: 'login' | 'address' | 'server' }>(
    'TOO_MANY_REQUESTS',
    ({ where }) => `Too many tries ${tries[where].en}; wait five minutes.`,
    ({ where }) => `${tries[where].zh}尝试次数过多，请五分钟后再试。`,
  ),
  WHICH_ORGANISATION: problem<{ names: readonly string[] }>(
    'INVALID_INPUT',
    ({ names }) =>
      `This installation has several organisations: say which with --org NAME. There are ${list(names, ', ')}.`,
    ({ names }) => `本系统有多个单位，请用 --org 名称 指明是哪一个：${list(names, '、')}。`,
  ),
  NO_SUCH_ORGANISATION: problem<{ name: string; names: readonly string[] }>(
    'NOT_FOUND',
    ({ name, names }) => `There is no organisation '${name}'. There are ${list(names, ', ')}.`,
    ({ name, names }) => `没有名为“${name}”的单位，现有：${list(names, '、')}。`,
  ),
  NO_ORGANISATION: problem(
    'NOT_FOUND',
    'There is no organisation yet. Start the server (`npm start`) and set it up in the browser.',
    '系统尚未初始化：请先启动服务器（`npm start`），并在浏览器中完成初始设置。',
  ),
  NOT_THE_CODE: fault('is not the code that the app shows now', '不是验证器应用当前显示的验证码'),
  NOT_YOUR_PASSWORD: fault('is not your password', '不是您的当前密码'),
  PASSWORD_TOO_UNIFORM: fault('uses too few different characters', '使用的不同字符太少'),
  PASSWORD_GUESSABLE: fault(
    'is too easy to guess: common words, names, keyboard rows and dates say little',
    '太容易被猜到：请勿使用常用词、姓名、键盘连键或日期',
  ),
  TIME_ZONE_UNKNOWN: fault('must be an IANA time zone such as Asia/Shanghai', '应为 IANA 时区，例如 Asia/Shanghai'),
  LOGIN_LOOKS_LIKE_ANOTHER: fault(
    'could be taken for another login: letters of different alphabets, or signs that are not seen',
    '容易与其他登录名混淆：混用了不同文字的字母，或含有不可见字符',
  ),
  SPACES_IN_LOGIN: fault('must not contain spaces', '不能含有空格'),
};

const waysToShow: Record<FactorKind, { en: string; zh: string }> = {
  totp: { en: 'the code of your app', zh: '验证器应用的验证码' },
  passkey: { en: 'your passkey', zh: '通行密钥' },
  recovery: { en: 'a recovery code', zh: '恢复码' },
};

/** All of them, for whoever has to choose one. */
const list = (names: readonly string[], comma: string): string => names.join(comma);

const tries = {
  login: { en: 'for this login', zh: '该账号' },
  address: { en: 'from this address', zh: '该网络地址' },
  server: { en: 'on this server', zh: '本系统' },
};
