import { randomUUID } from 'node:crypto';
import { entryContracts } from '../../shared/scoreEntries.ts';
import { periodContracts } from '../../shared/scores.ts';
import { schemeContracts } from '../../shared/scoreSchemes.ts';
import type { Agent } from '../helpers/server.ts';
import { accessOf, admin, api, today, type Caller, type List, type Place } from '../api/rules.ts';
import { sheet } from './months.ts';

const month = today.slice(0, 7);
const readers: readonly Caller[] = ['rep', 'supervisor', 'auditor', 'admin'];
const closers: readonly Caller[] = ['supervisor', 'auditor'];
const ofUnit = (path: string, logins: readonly string[] = ['rep.east', 'supervisor.east', 'auditor.east']) =>
  logins.map((login) => ({
    login,
    ask: (a: Agent, at: Place) => a.get(api(path)).query({ unitId: at.unitId, month }),
  }));

export const access = accessOf(
  { ...schemeContracts, ...periodContracts, ...entryContracts },
  {
    addScheme: {
      may: admin,
      scope: [
        {
          login: 'admin.east',
          ask: (a, at) => a.post(api('/scores/schemes')).send({ unitId: at.unitId, content: sheet() }),
        },
      ],
    },
    listSchemes: { may: [...readers, 'device'] },
    readScheme: { may: [...readers, 'device'] },
    changeScheme: { may: admin },
    publishScheme: { may: admin },
    discardScheme: { may: admin },
    retireScheme: { may: admin },
    readStanding: { may: [...readers, 'device'], scope: ofUnit('/scores/standing') },
    readLine: { may: [...readers, 'device'] },
    draftMonth: { may: closers },
    showMonth: { may: closers },
    objectTo: { may: ['rep'], body: { objectionId: randomUUID(), itemKey: 'manner', note: 'x' } },
    answerObjection: { may: ['auditor'] },
    signMonth: { may: closers },
    listPeriods: {
      may: [...readers, 'device'],
      scope: [{ login: 'supervisor.east', ask: (a, at) => a.get(api('/scores/periods')).query({ unitId: at.unitId }) }],
    },
    sinceClosed: { may: closers },
    correctMonth: { may: ['auditor'] },
    exportScoreRecord: { may: closers },
    exportScores: { may: [...readers, 'device'], scope: ofUnit('/scores/export') },
    listEntries: { may: [...readers, 'device'], scope: ofUnit('/scores/entries') },
    addEntries: { may: ['supervisor'] },
    withdrawEntry: { may: ['supervisor'] },
  },
);

export const lists: List[] = [
  { path: '/scores/schemes', logins: ['rep.east', 'supervisor.east'] },
  { path: '/scores/periods', logins: ['rep.east', 'supervisor.east'] },
];
