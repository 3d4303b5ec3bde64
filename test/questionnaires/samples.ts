import { randomUUID } from 'node:crypto';
import { questionnaireContracts } from '../../shared/questionnaires.ts';
import { samplesOf, type Known } from '../api/sample.ts';
import { form } from './forms.ts';

export const samples = ({ unitId }: Known) => {
  const version = { questionnaireId: randomUUID(), version: '1' };
  const { questionnaireId } = version;
  const content = { ...form() };
  return samplesOf(questionnaireContracts, {
    listQuestionnaires: { as: 'admin' },
    readQuestionnaire: { as: 'admin', params: version },
    addQuestionnaire: { as: 'admin', body: { unitId, content } },
    changeQuestionnaire: { as: 'admin', params: { questionnaireId }, body: { content, revision: 1 } },
    publishQuestionnaire: { as: 'admin', params: { questionnaireId }, body: { revision: 1 } },
    discardQuestionnaire: { as: 'admin', params: { questionnaireId }, query: { revision: '1' } },
    importQuestionnaire: { as: 'admin', body: 'type,name,label\ntext,a,A' },
    exportQuestionnaire: { as: 'admin', params: version },
  });
};
