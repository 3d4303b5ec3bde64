import { enCoded } from '../../shared/tables/enCoded.ts';
import { zhCoded } from '../../shared/tables/zhCoded.ts';
import { wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  rail: {
    settings: { zh: '设置', en: 'Settings' },
  },
  keys: {
    goSettings: { zh: '转到设置', en: 'Go to settings' },
  },
  settings: {
    title: { zh: '系统设置', en: 'Settings' },
    parts: {
      general: { zh: '定位', en: 'Positions' },
      quarantine: { zh: '隔离区', en: 'Quarantine' },
      ledger: { zh: '存证账本', en: 'Ledger' },
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
    days: { zh: (shown: string) => `${shown} 天`, en: (shown: string) => `${shown} days` },
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
});
