import { many, wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  myAccount: {
    title: { zh: '我的账号', en: 'My account' },
    password: { zh: '密码', en: 'Password' },
    current: { zh: '当前密码', en: 'Current password' },
    next: { zh: '新密码（至少 10 个字符）', en: 'New password (at least 10 characters)' },
    change: { zh: '更改密码', en: 'Change the password' },
    changed: {
      zh: '密码已更改，其他设备上的登录已全部退出。',
      en: 'The password is changed. Every other sign-in of yours has ended.',
    },
    everywhere: { zh: '在所有设备上退出登录', en: 'Sign out everywhere' },
  },
  factors: {
    title: { zh: '双重验证', en: 'Second factor' },
    lead: {
      zh: '即使有人得知您的密码，没有您的手机或密钥也无法登录。',
      en: 'Whoever learns your password still cannot sign in without your phone or key.',
    },
    mustTitle: { zh: '请先设置双重验证', en: 'Set up a second factor first' },
    mustLead: {
      zh: '您的组织要求您登录时除密码外再出示一种凭证。设置只需一分钟。',
      en: 'Your organisation asks you for a second proof beside the password. It takes a minute.',
    },
    requiredLead: {
      zh: '您的组织要求使用。即使有人得知您的密码，没有您的手机或密钥也无法登录。',
      en: 'Your organisation asks for it. Whoever learns your password still cannot sign in without your phone or key.',
    },
    passkeys: { zh: '通行密钥', en: 'Passkeys' },
    passkeysLead: {
      zh: '用手机、电脑的指纹、面容或锁屏密码，或用安全密钥登录，无需输入密码。',
      en: 'Sign in with the fingerprint, face or lock of a phone or computer, or with a security key, and no password.',
    },
    noPasskeysHere: {
      zh: '此服务器的地址不支持通行密钥：需要域名和 HTTPS（PUBLIC_URL）。',
      en: 'The address of this server allows no passkeys: they need a name and HTTPS (PUBLIC_URL).',
    },
    noPasskeyBrowser: { zh: '此浏览器不支持通行密钥。', en: 'This browser makes no passkeys.' },
    addPasskey: { zh: '添加通行密钥', en: 'Add a passkey' },
    label: { zh: '名称，例如“办公电脑”', en: 'Name, such as “office computer”' },
    addedAt: { zh: (at: string) => `添加于 ${at}`, en: (at: string) => `added ${at}` },
    usedAt: { zh: (at: string) => `最近使用 ${at}`, en: (at: string) => `last used ${at}` },
    remove: { zh: '移除', en: 'Remove' },
    totp: { zh: '验证器应用', en: 'Authenticator app' },
    totpLead: {
      zh: '手机上的应用每 30 秒显示一个六位验证码，无需联网。',
      en: 'An app on your phone shows a code of six digits every thirty seconds, without a network.',
    },
    totpSince: { zh: (at: string) => `自 ${at} 起使用`, en: (at: string) => `in use since ${at}` },
    addTotp: { zh: '设置验证器应用', en: 'Set up an app' },
    scan: { zh: '用验证器应用扫描此二维码', en: 'Scan this with the app' },
    typed: { zh: '无法扫码时请手动输入密钥', en: 'Or type this key into it' },
    code: { zh: '应用显示的六位验证码', en: 'The six digits that the app shows' },
    confirm: { zh: '确认', en: 'Confirm' },
    codes: { zh: '恢复码', en: 'Recovery codes' },
    codesLead: {
      zh: '手机或密钥丢失时使用。每个恢复码只能用一次，请打印或抄写后妥善保管；此处只显示这一次。',
      en: 'For when you lose the phone or key. Each is good once. Print them or write them down: they are shown only now.',
    },
    codesLeft: {
      zh: (n: number) => `还有 ${n} 个未使用`,
      en: (n: number) => many(n, String(n), 'code is left', 'codes are left'),
    },
    renewCodes: { zh: '生成新的恢复码', en: 'Make new codes' },
    print: { zh: '打印', en: 'Print' },
    kept: { zh: '我已保存', en: 'I have kept them' },
    withPassword: { zh: '请先输入您的密码', en: 'Your password first' },
    go: { zh: '继续', en: 'Go on' },
    cancelled: {
      zh: '浏览器未完成通行密钥操作：可能已取消、超时，或此设备上没有合适的密钥。',
      en: 'The browser did not finish: it was cancelled, took too long, or there is no fitting passkey on this device.',
    },
  },
});
