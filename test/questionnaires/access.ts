import { questionnaireContracts } from '../../shared/questionnaires.ts';
import { accessOf, api, auditors, desk } from '../api/rules.ts';
import { form } from './forms.ts';

export const access = accessOf(questionnaireContracts, {
  listQuestionnaires: { may: desk },
  readQuestionnaire: { may: desk },
  addQuestionnaire: {
    may: auditors,
    scope: [
      {
        login: 'auditor.east',
        ask: (a, at) => a.post(api('/questionnaires')).send({ unitId: at.unitId, content: form() }),
      },
    ],
  },
  changeQuestionnaire: { may: auditors },
  publishQuestionnaire: { may: auditors },
  discardQuestionnaire: { may: auditors },
  importQuestionnaire: { may: auditors },
  exportQuestionnaire: { may: desk },
});
