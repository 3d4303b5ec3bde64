import { randomUUID } from 'node:crypto';
import { entryContracts } from '../../shared/scoreEntries.ts';
import { periodContracts } from '../../shared/scores.ts';
import { schemeContracts } from '../../shared/scoreSchemes.ts';
import { samplesOf, today, type Known } from '../api/sample.ts';
import { sheet } from './months.ts';

export const samples = ({ unitId, repId }: Known) => {
  const month = today.slice(0, 7);
  const version = { schemeId: randomUUID(), version: '1' };
  const { schemeId } = version;
  const content = { ...sheet() };
  const params = { unitId, month };
  const query = { unitId, month };
  return samplesOf(
    { ...schemeContracts, ...periodContracts, ...entryContracts },
    {
      listSchemes: { as: 'admin' },
      readScheme: { as: 'admin', params: version },
      addScheme: { as: 'admin', body: { unitId, content } },
      changeScheme: { as: 'admin', params: { schemeId }, body: { content, revision: 1 } },
      publishScheme: { as: 'admin', params: { schemeId }, body: { revision: 1, fromMonth: month } },
      discardScheme: { as: 'admin', params: { schemeId }, query: { revision: '1' } },
      retireScheme: { as: 'admin', params: version, body: {} },
      readStanding: { as: 'admin', query },
      readLine: { as: 'admin', query: { ...query, repId, itemKey: 'manner' } },
      draftMonth: { as: 'auditor.east', params, body: {} },
      showMonth: { as: 'auditor.east', params, body: {} },
      objectTo: { as: 'rep.east', params, body: { objectionId: randomUUID(), itemKey: 'manner', note: 'I was there' } },
      answerObjection: {
        as: 'auditor.east',
        params: { objectionId: randomUUID() },
        body: { isUpheld: true, points: 100, why: 'seen' },
      },
      signMonth: { as: 'auditor.east', params, body: { root: 'ab' } },
      listPeriods: { as: 'admin', query: { unitId } },
      sinceClosed: { as: 'auditor.east', params },
      correctMonth: {
        as: 'auditor.east',
        params,
        body: { correctionId: randomUUID(), repId, itemKey: 'manner', points: 100, why: 'seen' },
      },
      exportScoreRecord: { as: 'auditor.east', params },
      exportScores: { as: 'admin', query: { ...query, format: 'csv', frame: 'wgs84', lang: 'zh' } },
      listEntries: { as: 'admin', query },
      addEntries: {
        as: 'supervisor.east',
        body: {
          ...{ unitId, month },
          entries: [
            {
              ...{ entryId: randomUUID(), repId, itemKey: 'manner', eventKey: 'complaint', value: 8 },
              ...{ evidence: [{ kind: 'note', id: 'x' }], note: 'seen' },
            },
          ],
        },
      },
      withdrawEntry: { as: 'supervisor.east', params: { entryId: randomUUID() }, body: { why: 'mistyped' } },
    },
  );
};
