// Pure: what may be wrong with units, people, sign-in and phones.
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
  UNIT_NAME_TAKEN: problem<{ name: string }>(
    'CONFLICT',
    ({ name }) => `A unit named '${name}' exists already. Choose another name.`,
    ({ name }) => `已有名为“${name}”的单位，请换一个名称。`,
  ),
  LOGIN_TAKEN: problem<{ login: string }>(
    'CONFLICT',
    ({ login }) => `The login '${login}' is taken. Choose another.`,
    ({ login }) => `账号“${login}”已被使用，请换一个。`,
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
  TOO_MANY_TRIES: problem<{ where: 'login' | 'address' | 'server' }>(
    'TOO_MANY_REQUESTS',
    ({ where }) => `Too many tries ${tries[where].en}; wait five minutes.`,
    ({ where }) => `${tries[where].zh}尝试次数过多，请五分钟后再试。`,
  ),
  NOT_YOUR_PASSWORD: fault('is not your password', '不是您的当前密码'),
  PASSWORD_TOO_UNIFORM: fault('uses too few different characters', '使用的不同字符太少'),
  PASSWORD_GUESSABLE: fault(
    'is too easy to guess: common words, names, keyboard rows and dates say little',
    '太容易被猜到：请勿使用常用词、姓名、键盘连键或日期',
  ),
  TIME_ZONE_UNKNOWN: fault('must be an IANA time zone such as Asia/Shanghai', '应为 IANA 时区，例如 Asia/Shanghai'),
  SPACES_IN_LOGIN: fault('must not contain spaces', '不能含有空格'),
};

const tries = {
  login: { en: 'for this login', zh: '该账号' },
  address: { en: 'from this address', zh: '该网络地址' },
  server: { en: 'on this server', zh: '本系统' },
};
