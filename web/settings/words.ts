import { railWords } from './railWords.ts';
import { written } from '../ui/sentences.ts';
import { enCoded } from '../../shared/tables/enCoded.ts';
import { zhCoded } from '../../shared/tables/zhCoded.ts';
import type { CarrierAsking } from '../../shared/carriers.ts';
import type { SettingChange } from '../../shared/settingChanges.ts';
import type { LogsDue } from '../../shared/logDue.ts';
import type { SettingReader } from '../../shared/settingShape.ts';
import type { SecondFactor } from '../../shared/settingValues.ts';
import { wordsOf, type Said } from '../ui/words.ts';

export const words = wordsOf({
  ...railWords,
  settings: {
    title: { zh: '系统设置', en: 'Settings' },
    start: { zh: '启用清单', en: 'Getting started' },
    parts: {
      units: { zh: '单位', en: 'Units' },
      rules: { zh: '规则', en: 'Rules' },
      general: { zh: '定位', en: 'Positions' },
      quarantine: { zh: '隔离区', en: 'Quarantine' },
      carriers: { zh: '运营商', en: 'Carriers' },
      ledger: { zh: '存证账本', en: 'Ledger' },
    },
    carriers: {
      lead: {
        zh: '客户经理本人同意后，打点时可询问运营商手机在哪里。哪些打点要询问，在“规则”里设置。',
        en: 'Where a rep has agreed, the carrier can be asked where the phone is when they press. Which presses are asked about is a rule.',
      },
      none: { zh: '没有配置运营商', en: 'No carrier is configured' },
      noneLead: {
        zh: '运营者用 CARRIER_FILE 指定配置文件后，这里显示各家运营商的状态。',
        en: 'The operator names a file in CARRIER_FILE; the state of each carrier then stands here.',
      },
      host: { zh: '服务地址', en: 'Service' },
      prefixes: { zh: '号段', en: 'Numbers that begin with' },
      consents: { zh: '已同意的客户经理', en: 'Reps who agreed' },
      today: { zh: '24 小时内询问', en: 'Asked in 24 hours' },
      of: {
        zh: (n: string, most: string) => `${n} 次，上限 ${most}`,
        en: (n: string, most: string) => `${n} of at most ${most}`,
      },
      month: { zh: '30 天内得到位置', en: 'Positions in 30 days' },
      found: {
        zh: (n: string, all: string) => `${all} 次中 ${n} 次`,
        en: (n: string, all: string) => `${n} of ${all} questions`,
      },
      cost: { zh: '30 天费用', en: 'Cost in 30 days' },
      rests: {
        zh: (at: string) => `连续失败，${at} 前暂停询问`,
        en: (at: string) => `It failed several times in a row and is left alone until ${at}`,
      },
      last: { zh: '最近的答复', en: 'Last answers' },
    },
    recording: { zh: '何时保存定位', en: 'When positions are kept' },
    recordings: {
      always: { zh: '定位应用开启时即保存', en: 'Whenever the rep’s tracker app is on' },
      shift: { zh: '仅在客户经理上班期间和打点时保存', en: 'Only in a shift that the rep opened, and at presses' },
    },
    recordingLead: {
      zh: '每次更改都记入账本；每位客户经理都能在手机上看到现行规则。',
      en: 'Every change is in the ledger, and each rep sees the present rule on their phone.',
    },
    retention: { zh: '保存期限', en: 'How long things are kept' },
    days: { zh: (shown: string) => `${shown} 天`, en: (shown: string) => written(shown, 'day', 'days') },
    positions: { zh: '原始定位和手机自行记录', en: 'Raw positions and what phones noticed' },
    quarantined: { zh: '无法识别的消息', en: 'Unreadable messages' },
    shifts: { zh: '班次', en: 'Shifts' },
    forever: { zh: '走访、判定及证据、复核结论、账本', en: 'Visits, verdicts with their evidence, decisions, ledger' },
    always: { zh: '始终保留', en: 'always' },
    bySetting: {
      zh: '由服务器设置决定：POSITION_DAYS、QUARANTINE_DAYS、SHIFT_DAYS。',
      en: 'The server’s own settings say so: POSITION_DAYS, QUARANTINE_DAYS, SHIFT_DAYS.',
    },
    saved: { zh: '已保存。', en: 'Saved.' },
    quarantine: { zh: '手机发来但无法识别的消息', en: 'What phones sent that could not be read' },
    quarantineNone: { zh: '隔离区为空。', en: 'Nothing is in quarantine.' },
    quarantineCount: {
      zh: (_n: number, shown: string) => `${shown} 条消息`,
      en: (n: number, shown: string) => (n === 1 ? `${shown} message` : `${shown} messages`),
    },
    replay: { zh: '重新识别', en: 'Read again' },
    replayAll: { zh: '全部重新识别', en: 'Read all again' },
    raw: { zh: '原文', en: 'As it was sent' },
    replayed: {
      zh: (at: string, fixes: string) => `${at} 重新识别：新增 ${fixes} 个定位`,
      en: (at: string, fixes: string) => `Read again ${at}: ${fixes} new positions`,
    },
    still: { zh: '仍无法识别', en: 'still unreadable' },
    reason: { zh: zhCoded.quarantine, en: enCoded.quarantine },
    heads: { zh: (day: string) => `${day} 账本链尾`, en: (day: string) => `Ledger heads of ${day}` },
    headsLead: {
      zh: '当日结束时各单位哈希链的最后一条。打印、邮寄或另存后，此前的记录任何人都无法改写，包括系统管理员。',
      en: 'The last entry of each unit’s hash chain at the end of the day. Print it, mail it, keep it: nobody can then rewrite what came before, not even an administrator.',
    },
    published: {
      zh: (day: string, at: string) => `${day} 的链尾已于 ${at} 自动报送留存。`,
      en: (day: string, at: string) => `The heads of ${day} were sent to their keeper on ${at}.`,
    },
    unpublished: {
      zh: '链尾尚未自动报送：请在服务器上设置 HEADS_URL，或每日打印留存。',
      en: 'No heads have been sent anywhere yet: set HEADS_URL on the server, or print them each day.',
    },
    headsNone: { zh: '截至当日没有记录。', en: 'No entries up to this day.' },
    unit: { zh: '单位', en: 'Unit' },
    entry: { zh: '条目号', en: 'Entry' },
    hash: { zh: 'SHA-256 哈希值', en: 'SHA-256' },
    printHeads: { zh: '打印', en: 'Print' },
    saveHeads: { zh: '保存链尾', en: 'Save the heads' },
    saveLedger: { zh: '保存当日账本', en: 'Save the day’s ledger' },
    verify: { zh: '核验当日账本', en: 'Verify the day' },
    verifying: { zh: '正在核验…', en: 'Verifying …' },
    verified: {
      zh: (entries: string, units: string) =>
        `全部与存证一致（由本浏览器重新计算）。记录 ${entries} 条，单位 ${units} 个。`,
      en: (entries: string, units: string) =>
        `All as recorded, computed again in this browser. Entries: ${entries}, units: ${units}.`,
    },
    nothingThatDay: {
      zh: '当日没有记录；链尾为此前的日期。',
      en: 'Nothing was recorded on this day; the heads are of days before.',
    },
    wrong: {
      zh: (_n: number, shown: string) => `发现 ${shown} 处不一致：账本与存证不符`,
      en: (n: number, shown: string) =>
        n === 1
          ? `${shown} finding: the ledger is not as it was recorded`
          : `${shown} findings: the ledger is not as it was recorded`,
    },
    finding: {
      unreadable: {
        zh: (line: string) => `第 ${line} 行不是账本条目`,
        en: (line: string) => `Line ${line} is not an entry`,
      },
      changed: {
        zh: (entry: string, unit: string) => `${unit} 的第 ${entry} 条被改动`,
        en: (entry: string, unit: string) => `Entry ${entry} of ${unit} was changed`,
      },
      gap: {
        zh: (entry: string, unit: string) => `${unit} 的第 ${entry} 条与前一条不相接`,
        en: (entry: string, unit: string) => `Entry ${entry} of ${unit} does not follow the one before`,
      },
      head: {
        zh: (entry: string, unit: string) => `${unit} 的第 ${entry} 条与此处链尾不符`,
        en: (entry: string, unit: string) => `Entry ${entry} of ${unit} is not the head shown here`,
      },
    },
    noCrypto: {
      zh: '浏览器只在 HTTPS 下计算哈希。请使用命令：rounds ledger verify',
      en: 'This browser computes hashes only over HTTPS. Use: rounds ledger verify',
    },
  },
  rules: {
    lead: {
      zh: (unit: string) => `${unit}的规则。下级单位未另行规定时沿用。`,
      en: (unit: string) => `The rules of ${unit}. Units below follow them unless they have their own.`,
    },
    groups: {
      plans: { zh: '走访计划', en: 'Plans' },
      verdicts: { zh: '走访判定', en: 'Verdicts' },
      logs: { zh: '工作日志', en: 'Logs' },
      today: { zh: '保存与底图', en: 'Keeping and the map' },
      atOnce: { zh: '账号与定位', en: 'Sign-in and positions' },
    } satisfies Said<SettingReader>,
    effect: {
      plans: {
        zh: '自生效日起编制的计划按新值计算；已编制的计划不变，可重新编制。',
        en: 'Plans made for days from then on follow it. Plans that are made already stay until they are made again.',
      },
      verdicts: {
        zh: '自生效日起的走访按新值判定；此前的判定不变。更改记入账本。',
        en: 'Visits from that day on are judged by it. Verdicts of days before stay. The change goes into the ledger.',
      },
      logs: {
        zh: '自生效日起的日志按新时限；已提交的不变。更改记入账本。',
        en: 'Logs of days from then on are due by it. Those that were sent stay as they are. The change goes into the ledger.',
      },
      today: {
        zh: '自生效日起执行。缩短保存期限会删除更早的数据，无法恢复。',
        en: 'It counts from that day on. A shorter time deletes what is older, for good.',
      },
      atOnce: {
        zh: '保存后立即生效。更改记入账本。',
        en: 'It counts as soon as it is saved. The change goes into the ledger.',
      },
    } satisfies Said<SettingReader>,
    builtIn: { zh: '默认值', en: 'built in' },
    environment: {
      zh: (variable: string) => `由服务器变量 ${variable} 规定`,
      en: (variable: string) => `the server says so (${variable})`,
    },
    saidFrom: {
      unit: {
        zh: (day: string) => `本单位或上级单位规定，自 ${day} 起`,
        en: (day: string) => `said by this unit or one above, from ${day}`,
      },
      organisation: {
        zh: (day: string) => `全组织规定，自 ${day} 起`,
        en: (day: string) => `said for the organisation, from ${day}`,
      },
    },
    change: { zh: '更改', en: 'Change' },
    changeOf: { zh: (name: string) => `更改：${name}`, en: (name: string) => `Change: ${name}` },
    onlyOrganisation: {
      zh: '适用于整个组织，请选择顶层单位后更改。',
      en: 'Of the whole organisation: choose its top unit to change it.',
    },
    value: { zh: '值', en: 'Value' },
    fromDay: { zh: '生效日期', en: 'From this day on' },
    reason: { zh: '原因（可不填）', en: 'Reason (may be left out)' },
    save: { zh: '保存', en: 'Save' },
    inherit: { zh: '恢复沿用上级', en: 'Follow the unit above again' },
    withdraw: { zh: '撤回', en: 'Withdraw' },
    history: { zh: '更改记录', en: 'Changes' },
    noHistory: { zh: '本单位没有更改过。', en: 'This unit has changed nothing.' },
    deed: {
      inherit: { zh: '沿用上级', en: 'follows the unit above' },
      withdraw: { zh: '撤回更改', en: 'a change withdrawn' },
    },
    state: {
      inForce: { zh: '生效中', en: 'in force' },
      coming: { zh: '尚未生效', en: 'to come' },
      past: { zh: '已过期', en: 'past' },
      replaced: { zh: '已被替换', en: 'replaced' },
      withdrawn: { zh: '已撤回', en: 'withdrawn' },
    } satisfies Said<SettingChange['state']>,
    none: { zh: '无', en: 'none' },
    from: { zh: '开始', en: 'From' },
    to: { zh: '结束', en: 'To' },
    minutes: { zh: '分钟', en: 'Minutes' },
    lunchText: {
      zh: ({ from, to, minutes }: Span) => `${from}–${to} 之间开始，${minutes} 分钟`,
      en: ({ from, to, minutes }: Span) => `${minutes} min, begun between ${from} and ${to}`,
    },
    logs: {
      day: { zh: '日报：当天几点前', en: 'A day’s log: that day by' },
      week: { zh: '几点前', en: 'by' },
      weekday: { zh: '周报：每周', en: 'A week’s log: on' },
      weekdays: {
        zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
        en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
      },
      midnight: { zh: '时间留空表示当天结束（24:00）。', en: 'Without a time it is the end of the day.' },
      month: { zh: '月报：月末后几天内', en: 'A month’s log: days after its end' },
      text: {
        zh: ({ day, weekday, week, monthDays }: LogsDue) =>
          `日报当天 ${day}，周报周${'一二三四五六日'[weekday - 1]} ${week}，月报月末后 ${monthDays} 天`,
        en: ({ day, weekday, week, monthDays }: LogsDue) =>
          `day by ${day}, week by ${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][weekday - 1]} ${week}, month ${monthDays} days after its end`,
      },
    },
    hasLunch: { zh: '安排午休', en: 'There is a lunch break' },
    grades: {
      zh: '每行一个档位及每月次数，例如“A 4”',
      en: 'A grade and its visits a month on each line, such as “A 4”',
    },
    mapKinds: {
      builtIn: { zh: '内置地图', en: 'the built-in map' },
      file: { zh: '服务器旁的地图文件', en: 'the file beside the server' },
      url: { zh: '瓦片地址', en: 'tiles by an address' },
    },
    mapUrl: { zh: '瓦片地址，含 {z}、{x}、{y}', en: 'Address with {z}, {x} and {y}' },
    attribution: { zh: '版权声明', en: 'Whom the licence names' },
    secondFactors: {
      nobody: { zh: '不要求', en: 'asked of nobody' },
      administratorsAndAuditors: { zh: '系统管理员和稽核人员', en: 'administrators and auditors' },
      everybody: { zh: '所有人', en: 'everybody' },
    } satisfies Said<SecondFactor>,
    carrierAskings: {
      never: { zh: '不查询', en: 'none' },
      vague: { zh: '无定位或定位模糊的', en: 'those without a good position' },
      tenth: { zh: '定位模糊的，另加十分之一', en: 'those, and a tenth of the others' },
      always: { zh: '全部', en: 'all' },
    } satisfies Said<CarrierAsking>,
    withUnit: {
      min: { zh: (n: string) => `${n} 分钟`, en: (n: string) => `${n} min` },
      'km/h': { zh: (n: string) => `${n} 公里/小时`, en: (n: string) => `${n} km/h` },
      x: { zh: (n: string) => `${n} 倍`, en: (n: string) => `× ${n}` },
      'visits/month': { zh: (n: string) => `每月 ${n} 次`, en: (n: string) => `${n} a month` },
      s: { zh: (n: string) => `${n} 秒`, en: (n: string) => `${n} s` },
      m: { zh: (n: string) => `${n} 米`, en: (n: string) => `${n} m` },
      days: { zh: (n: string) => `${n} 天`, en: (n: string) => written(n, 'day', 'days') },
    },
  },
});

interface Span {
  from: string;
  to: string;
  minutes: number;
}
