// Pure: what rows are called whose kinds stand in one view of their feature; `%s` is the row's name.
import type { InBoth } from '../../shared/problems/say.ts';

export const inspectionKinds: Readonly<Record<string, InBoth>> = {
  frame: { en: 'frame %s of an inspection', zh: '检查的抽样框 %s' },
  drawNumber: { en: "the unit's number for frame %s", zh: '单位为抽样框 %s 给出的数字' },
  draw: { en: 'draw from frame %s', zh: '抽样框 %s 的抽样' },
  drawVoid: { en: 'voiding of frame %s', zh: '抽样框 %s 的作废' },
  inspectionEnd: { en: 'end of inspection %s', zh: '检查 %s 的结束' },
  case: { en: 'case %s', zh: '检查对象 %s' },
  caseChange: { en: 'change of case %s', zh: '检查对象的变更 %s' },
  finding: { en: 'finding %s', zh: '检查结果 %s' },
  call: { en: 'call %s', zh: '电话记录 %s' },
  photo: { en: 'photo %s', zh: '照片 %s' },
  contradiction: { en: 'contradiction %s', zh: '矛盾 %s' },
  caseAnswer: { en: 'answer to contradiction %s', zh: '对矛盾 %s 的说明' },
  remedy: { en: 'corrective action %s', zh: '整改 %s' },
  remedyReport: { en: 'report %s that something is mended', zh: '整改完成报告 %s' },
  remedyCheck: { en: 'check of corrective action %s', zh: '整改复查 %s' },
  settlement: { en: 'settlement of contradiction %s', zh: '矛盾的裁定 %s' },
};

export const scoreKinds: Readonly<Record<string, InBoth>> = {
  scheme: { en: 'scheme %s', zh: '考核方案 %s' },
  schemeRetired: { en: 'end of scheme %s', zh: '考核方案 %s 的停用' },
  scoreEntry: { en: 'score entry %s', zh: '考核录入 %s' },
  scoreWithdrawn: { en: 'withdrawal of score entry %s', zh: '考核录入 %s 的撤销' },
  scoreDraft: { en: 'scores drafted for %s', zh: '月度考核初稿 %s' },
  scoreShown: { en: 'scores shown for %s', zh: '月度考核公示 %s' },
  scoreObjection: { en: 'objection %s', zh: '考核异议 %s' },
  scoreAnswer: { en: 'answer to objection %s', zh: '考核异议 %s 的答复' },
  scoreSignature: { en: 'signature under the scores of %s', zh: '月度考核签字 %s' },
  bulletin: { en: 'bulletin of %s', zh: '月度通报 %s' },
  scoreCorrection: { en: 'score correction %s', zh: '考核更正 %s' },
};

export const logKinds: Readonly<Record<string, InBoth>> = {
  log: { en: 'work log %s', zh: '工作日志 %s' },
  review: { en: 'review %s of a work log', zh: '日志批阅 %s' },
};

export const carrierKinds: Readonly<Record<string, InBoth>> = {
  carrierConsent: { en: 'consent %s to asking the carrier', zh: '运营商定位查询的授权 %s' },
  carrier: { en: 'answer %s of the carrier', zh: '运营商应答 %s' },
};
