import { wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  rail: {
    help: { zh: '快捷键', en: 'Keys' },
    phone: { zh: '手机页面', en: 'Phone page' },
  },
  myAccount: { zh: '我的账号与安全', en: 'My account and security' },
  signIn: {
    code: { zh: '验证码或恢复码', en: 'Code of your app, or a recovery code' },
    byProvider: {
      zh: (name: string) => `使用${name}登录`,
      en: (name: string) => `Sign in with ${name}`,
    },
    byPasskey: { zh: '使用通行密钥登录', en: 'Sign in with a passkey' },
    title: { zh: '登录', en: 'Sign in' },
    lead: { zh: '走访有计划、有凭证、看得见。', en: 'Plan, prove and see field visits.' },
    login: { zh: '账号', en: 'Login' },
    password: { zh: '密码', en: 'Password' },
    demoTitle: { zh: '试用：点一下即可，无需密码', en: 'Try it: one click, no password' },
    demoLead: {
      zh: '每个角色看到自己的工作。所有数据均为虚构。',
      en: 'Each role sees its own work. Everything is made up.',
    },
    notSetUp: {
      zh: '服务器尚未设置。请打开它启动时打印的链接。',
      en: 'This server is not set up yet. Open the link it printed when it started.',
    },
  },
  join: {
    title: { zh: '欢迎', en: 'Welcome' },
    lead: {
      zh: '请设置您自己的密码。该链接只能使用一次。',
      en: 'Choose your own password. The link works once.',
    },
    hello: {
      zh: (name: string, login: string) => `${name}，您的账号是 ${login}`,
      en: (name: string, login: string) => `${name}, your login is ${login}`,
    },
    password: { zh: '新密码（至少 10 个字符）', en: 'New password (10 characters or more)' },
    again: { zh: '再输入一次', en: 'The same once more' },
    differ: { zh: '两次输入的密码不一致。', en: 'The two are not the same.' },
    submit: { zh: '设置密码并登录', en: 'Set the password and sign in' },
  },
  setUp: {
    title: { zh: '初始设置', en: 'Set up' },
    lead: {
      zh: '建立组织和第一位系统管理员。该链接只能使用一次。',
      en: 'Make the organisation and its first administrator. The link works once.',
    },
    orgName: { zh: '组织名称', en: 'Organisation' },
    timeZone: { zh: '时区', en: 'Time zone' },
    name: { zh: '您的姓名', en: 'Your name' },
    login: { zh: '账号', en: 'Login' },
    password: { zh: '密码（至少 10 个字符）', en: 'Password (10 characters or more)' },
    submit: { zh: '完成设置', en: 'Set up' },
    noToken: {
      zh: '链接不完整：请按服务器打印的原样打开。',
      en: 'The link is not complete: open it as the server printed it.',
    },
    done: { zh: '已完成设置，请登录。', en: 'Already set up. Sign in.' },
  },
  map: {
    label: { zh: '地图', en: 'Map' },
    legend: { zh: '图例与筛选', en: 'Legend and filter' },
    hideLegend: { zh: '收起图例', en: 'Hide the legend' },
    layers: { zh: '图层', en: 'Layers' },
    onMap: { zh: '当天零售户', en: 'Retailers of the day' },
    attribution: {
      zh: '海岸线：Natural Earth 1:1000 万，精度约 1 公里',
      en: 'Coast: Natural Earth 1:10 million, exact to about 1 km',
    },
  },
  keys: {
    title: { zh: '快捷键', en: 'Keys' },
    search: { zh: '搜索', en: 'Search' },
    next: { zh: '列表下一项', en: 'Next in the list' },
    previous: { zh: '列表上一项', en: 'Previous in the list' },
    open: { zh: '打开', en: 'Open' },
    closeOrBack: { zh: '关闭或返回', en: 'Close, or back' },
    days: { zh: '前一天、后一天', en: 'Day before, day after' },
    legend: { zh: '图例', en: 'Legend' },
    help: { zh: '显示快捷键', en: 'These keys' },
  },
});
