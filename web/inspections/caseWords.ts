import type { CaseState, RemovalReason } from '../../shared/inspectionCases.ts';
import { callWords, onePhoto, outcomeWords } from '../ui/findingWords.ts';
import { many, type Said } from '../ui/sentences.ts';

/** Of cases: a retailer to be looked at, and what was found there. */
export const caseWords = {
  spot: {
    title: { zh: '抽查对象', en: 'Cases' },
    sentence: {
      zh: (filed: string, all: string, _removed: number, removed: string) =>
        `已查 ${filed}，共 ${all}，移除 ${removed}`,
      en: (filed: string, all: string, _removed: number, removed: string) =>
        `${filed} of ${all} filed, ${removed} removed`,
    },
    state: {
      todo: { zh: '待查', en: 'To do' },
      filed: { zh: '已查', en: 'Filed' },
      unanswered: { zh: '未查到', en: 'Not answered' },
      removed: { zh: '已移除', en: 'Removed' },
    } satisfies Said<CaseState>,
    none: { zh: '还没有可看的抽查对象。', en: 'There are no cases to see yet.' },
    hidden: {
      zh: '抽查结束前，被查单位只能看到已查的对象。',
      en: 'Until the inspection is closed, the inspected unit sees only what is filed.',
    },
    added: { zh: '手工添加，不计入统计', en: 'added by hand, outside the statistics' },
    late: { zh: '迟到', en: 'late' },
    back: { zh: '返回抽查', en: 'Back to the inspection' },
    next: { zh: '下一户', en: 'Next case' },
    pick: { zh: '抽取次序', en: 'Pick' },
    ticket: { zh: '签（SHA-256）', en: 'Ticket (SHA-256)' },
    stratum: { zh: '分层', en: 'Stratum' },
    retailer: { zh: '零售户', en: 'Retailer' },
    address: { zh: '地址', en: 'Address' },
    inspector: { zh: '检查人', en: 'Inspector' },
    rep: { zh: '客户经理', en: 'Rep' },
    nobody: { zh: '未分派（任一考核员）', en: 'Nobody yet (any auditor)' },
    assign: { zh: '分派给', en: 'Assign to' },
    assignAll: {
      zh: (_n: number, shown: string) => `把 ${shown} 户待查对象分派给…`,
      en: (n: number, shown: string) => `Assign ${many(n, shown, 'open case', 'open cases')} to …`,
    },
    showRetailer: { zh: '查看零售户', en: 'Show the retailer' },
    showVisit: { zh: '查看这次走访的凭证', en: 'The evidence of the visit' },
    blind: {
      zh: '提交之前不显示客户经理和走访凭证，以免先入为主。',
      en: 'Rep and evidence are shown once the finding is filed: whoever inspects must not know them before.',
    },
    remove: { zh: '移除…', en: 'Remove …' },
    removeNow: { zh: '移除', en: 'Remove' },
    removeLead: {
      zh: '移除的按最坏情况计算，不会让结果变好看。',
      en: 'It counts as the worst: removing never makes a result better.',
    },
    restore: { zh: '恢复', en: 'Restore' },
    removed: {
      zh: (by: string, why: string, note: string) => `${by} 移除：${why}${note && `，${note}`}`,
      en: (by: string, why: string, note: string) => `Removed by ${by}: ${why}${note && `, ${note}`}`,
    },
    reason: {
      closedDown: { zh: '已歇业', en: 'Closed down' },
      unreachable: { zh: '无法到达', en: 'Cannot be reached' },
      unsafe: { zh: '不安全', en: 'Not safe' },
      duplicate: { zh: '重复', en: 'A duplicate' },
      conflict: { zh: '利益冲突', en: 'A conflict of interest' },
      other: { zh: '其他', en: 'Something else' },
    } satisfies Said<RemovalReason>,
    why: { zh: '原因', en: 'Why' },
    note: { zh: '说明', en: 'Note' },
    sheet: { zh: '抽查记录', en: 'Inspection case' },
    signInspector: { zh: '检查人签字', en: 'Inspector' },
    signShop: { zh: '店主签字', en: 'Retailer' },
    list: { zh: '抽查名单', en: 'List of cases' },
  },
  finding: {
    title: { zh: '抽查记录', en: 'Finding' },
    file: { zh: '填写抽查记录', en: 'File a finding' },
    correct: { zh: '更正抽查记录', en: 'Correct the finding' },
    outcomeTitle: { zh: '见到店主了吗？', en: 'How did it go?' },
    outcome: outcomeWords,
    call: callWords,
    answersTitle: { zh: '问卷', en: 'Questions' },
    noQuestions: { zh: '本次抽查不用问卷。', en: 'This inspection asks no questions.' },
    note: { zh: '备注', en: 'Note' },
    score: {
      zh: (points: string, most: string) => `得分 ${points}，满分 ${most}`,
      en: (p: string, m: string) => `${p} of ${m} points`,
    },
    missing: {
      zh: (_n: number, shown: string) => `还有 ${shown} 题未答好`,
      en: (n: number, shown: string) => many(n, shown, 'answer is missing or wrong', 'answers are missing or wrong'),
    },
    send: { zh: '提交', en: 'File it' },
    sentBy: {
      zh: (by: string, at: string) => `${by} 于 ${at} 提交`,
      en: (by: string, at: string) => `filed ${at} by ${by}`,
    },
    version: { zh: (no: string) => `第 ${no} 份`, en: (no: string) => `No. ${no}` },
    superseded: { zh: '已被更正', en: 'corrected since' },
    stay: { zh: '到店与离店', en: 'At the shop' },
    stayed: {
      zh: (from: string, to: string, away: string | null) =>
        `${from} – ${to}${away === null ? '' : `，距零售户 ${away}`}`,
      en: (from: string, to: string, away: string | null) =>
        `${from} – ${to}${away === null ? '' : `, ${away} from the retailer`}`,
    },
    desk: { zh: '在办公室填写，没有到店定位', en: 'filed at the desk, without a position' },
    photos: {
      zh: (whole: string, all: string) => `照片 ${whole}/${all}`,
      en: (whole: string, all: string) => `Photos: ${whole} of ${all} have arrived`,
    },
    photo: onePhoto,
    addPhoto: { zh: '添加照片', en: 'Add a photo' },
    na: { zh: '不清楚或不适用', en: 'Not known or does not apply' },
    yes: { zh: '是', en: 'Yes' },
    no: { zh: '否', en: 'No' },
  },
};
