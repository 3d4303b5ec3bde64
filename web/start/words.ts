import { many, wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  title: { zh: '启用清单', en: 'Getting started' },
  sentence: {
    zh: (done: string, all: string) => `${all} 步中已完成 ${done} 步`,
    en: (done: string, all: string) => `${done} of ${all} steps done`,
  },
  isDone: { zh: '已完成', en: 'done' },
  isOpen: { zh: '待完成', en: 'to do' },
  retailers: {
    title: { zh: '零售户', en: 'Retailers' },
    why: {
      zh: '导入一个文件：每行一户，含坐标；单位、片区、客户经理各列会一并读入。',
      en: 'Import a file: a shop a row, with its coordinate. Columns for unit, territory and rep come with it.',
    },
    has: {
      zh: (_n: number, shown: string) => `${shown} 户`,
      en: (n: number, shown: string) => many(n, shown, 'retailer', 'retailers'),
    },
    door: { zh: '导入文件', en: 'Import a file' },
  },
  units: {
    title: { zh: '单位', en: 'Units' },
    why: {
      zh: '营销部、班组：文件里写明的会自动新建，也可以在这里添加。只有一个单位也可以开始。',
      en: 'Branches and teams: those of the file are there already; add others here. One unit is enough to begin.',
    },
    has: {
      zh: (_n: number, shown: string) => `${shown} 个单位`,
      en: (n: number, shown: string) => many(n, shown, 'unit', 'units'),
    },
    door: { zh: '查看单位', en: 'Look at the units' },
  },
  people: {
    title: { zh: '人员', en: 'People' },
    why: {
      zh: '添加客户经理，或从文件读入：每人得到一个链接，自己设置密码。',
      en: 'Add the reps, one by one or from a file: each gets a link and chooses their own password.',
    },
    has: {
      zh: (_n: number, shown: string) => `${shown} 名客户经理`,
      en: (n: number, shown: string) => many(n, shown, 'rep', 'reps'),
    },
    door: { zh: '添加人员', en: 'Add people' },
  },
  territories: {
    title: { zh: '片区', en: 'Territories' },
    why: {
      zh: '每个走访片区要有客户经理，才能编排计划。再次导入零售户文件即可按其客户经理列指派，也可以在片区页面划分。',
      en: 'A visit territory needs a rep before anything is planned. Import the file of retailers again to give each its rep by the column, or draw them on the page of territories.',
    },
    has: {
      zh: (ready: string, all: string) => `${all} 个片区，其中 ${ready} 个有客户经理`,
      en: (ready: string, all: string) => `${ready} of ${all} territories have a rep`,
    },
    door: { zh: '打开片区', en: 'Open the territories' },
  },
  phones: {
    title: { zh: '手机', en: 'Phones' },
    why: {
      zh: '客户经理打开自己的链接即可在手机上走访；也可以在这里设置定位应用。',
      en: 'A rep who opens their link can visit with the phone’s browser; a tracker app is set up here.',
    },
    has: {
      zh: (_n: number, shown: string) => `今天收到 ${shown} 人的消息`,
      en: (n: number, shown: string) => `heard today from ${many(n, shown, 'rep', 'reps')}`,
    },
    door: { zh: '设置手机', en: 'Set up a phone' },
  },
  plan: {
    title: { zh: '第一份计划', en: 'The first plan' },
    why: {
      zh: '为有片区的客户经理编排今天的走访。',
      en: 'Plan today for the reps that have a territory.',
    },
    has: {
      zh: (_n: number, shown: string) => `今天有 ${shown} 份计划`,
      en: (n: number, shown: string) => `${many(n, shown, 'plan', 'plans')} today`,
    },
    door: { zh: '打开计划', en: 'Open the plans' },
  },
});
