import { wordsOf } from './words.ts';

export const words = wordsOf({
  acts: {
    title: { zh: '您账号的变动', en: 'What was done to your account' },
    owner: { zh: '系统管理员', en: "The server's owner" },
    unknown: {
      zh: '如非您所知，请向主管或考核员反映。',
      en: 'If this is news to you, tell your supervisor or an auditor.',
    },
    understood: { zh: '知道了', en: 'Got it' },
    of: {
      'token.issued': {
        zh: (who: string, at: string) => `${who}于 ${at} 以您的名义签发了手机令牌，持有者可代您打点。`,
        en: (who: string, at: string) =>
          `${who} issued a phone token in your name on ${at}. Whoever holds it can press for you.`,
      },
      'token.rotated': {
        zh: (who: string, at: string) => `${who}于 ${at} 更换了您手机的令牌，持有者可代您打点。`,
        en: (who: string, at: string) =>
          `${who} replaced the token of your phone on ${at}. Whoever holds it can press for you.`,
      },
      'token.revoked': {
        zh: (who: string, at: string) => `${who}于 ${at} 吊销了您手机的令牌。`,
        en: (who: string, at: string) => `${who} revoked the token of your phone on ${at}.`,
      },
      'password.set': {
        zh: (who: string, at: string) =>
          `${who}于 ${at} 为您设置了新密码，知道该密码的人可以用您的账号登录。请尽快修改。`,
        en: (who: string, at: string) =>
          `${who} set a new password for you on ${at}. Whoever knows it can sign in as you: change it.`,
      },
      'role.changed': {
        zh: (who: string, at: string) => `${who}于 ${at} 更改了您的角色。`,
        en: (who: string, at: string) => `${who} changed your role on ${at}.`,
      },
      'unit.changed': {
        zh: (who: string, at: string) => `${who}于 ${at} 将您调至其他单位。`,
        en: (who: string, at: string) => `${who} moved you to another unit on ${at}.`,
      },
      'activity.changed': {
        zh: (who: string, at: string) => `${who}于 ${at} 停用或恢复了您的账号。`,
        en: (who: string, at: string) => `${who} suspended or restored your account on ${at}.`,
      },
      'person.added': {
        zh: (who: string, at: string) => `${who}于 ${at} 为您创建了账号。`,
        en: (who: string, at: string) => `${who} created your account on ${at}.`,
      },
      'factor.added': {
        zh: (_who: string, at: string) => `您的账号于 ${at} 新增了一种双重验证方式。`,
        en: (_who: string, at: string) => `A second factor was added to your account on ${at}.`,
      },
      'factor.removed': {
        zh: (_who: string, at: string) => `您的账号于 ${at} 移除了一种双重验证方式。`,
        en: (_who: string, at: string) => `A second factor was removed from your account on ${at}.`,
      },
      'recovery.renewed': {
        zh: (_who: string, at: string) => `您的恢复码于 ${at} 重新生成，之前的恢复码已失效。`,
        en: (_who: string, at: string) => `Your recovery codes were renewed on ${at}; those before are worth nothing.`,
      },
      'recovery.used': {
        zh: (_who: string, at: string) => `有人于 ${at} 使用您的一个恢复码登录。`,
        en: (_who: string, at: string) => `One of your recovery codes was used to sign in on ${at}.`,
      },
      'factors.reset': {
        zh: (who: string, at: string) => `${who}于 ${at} 移除了您的全部双重验证方式。`,
        en: (who: string, at: string) => `${who} removed all your second factors on ${at}.`,
      },
      'invitation.made': {
        zh: (who: string, at: string) =>
          `${who}于 ${at} 为您的账号生成了设置密码的链接，持有该链接的人可以用您的账号登录。`,
        en: (who: string, at: string) =>
          `${who} made a link on ${at} by which a new password is chosen for you. Whoever has it can sign in as you.`,
      },
    },
  },
});
