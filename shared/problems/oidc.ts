// Pure: what may be wrong with a sign-in by the organisation's own service.
import { problem } from './say.ts';

export const oidcProblems = {
  OIDC_OFF: problem('NOT_FOUND', 'This server knows no other sign-in service.', '本服务器未启用统一身份登录。'),
  OIDC_UNREACHABLE: problem(
    'OVERLOADED',
    "Your organisation's sign-in service does not answer. Sign in with your password, or try again later.",
    '统一身份服务暂时没有响应，请使用密码登录，或稍后再试。',
  ),
  OIDC_BEGIN_ANEW: problem(
    'CONFLICT',
    'This sign-in took longer than ten minutes, or was begun in another browser. Begin anew.',
    '登录已超过十分钟，或不是在此浏览器中开始的，请重新登录。',
  ),
  OIDC_REFUSED: problem(
    'WRONG_CREDENTIALS',
    "Your organisation's sign-in service did not confirm who you are. Begin anew.",
    '统一身份服务未能确认您的身份，请重新登录。',
  ),
  OIDC_UNKNOWN_PERSON: problem(
    'WRONG_CREDENTIALS',
    'You are signed in there, but nobody here has that login. Ask your administrator.',
    '身份已确认，但系统中没有与之对应的账号，请联系管理员。',
  ),
  OIDC_ONE_FACTOR: problem(
    'WRONG_CREDENTIALS',
    'Your account asks for a second factor, and the sign-in service says of none. Sign in with your password and a code, or with a passkey.',
    '您的账号已启用双重验证，而统一身份服务未表明验证过第二种方式。请使用密码和验证码登录，或使用通行密钥登录。',
  ),
} as const;
