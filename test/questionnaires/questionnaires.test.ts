import type request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QuestionnaireVersion, WholeQuestionnaire } from '../../shared/questionnaires.ts';
import { rowsUnlikeLedger } from '../../server/ledger/rowStore.ts';
import { startTestServer, type TestServer } from '../helpers/server.ts';
import { form } from './forms.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const api = '/api/v1/questionnaires';
const as = (login: string) => server.as(login);
async function added(login = 'auditor.east'): Promise<WholeQuestionnaire> {
  const { body } = await as(login).post(api).send({ unitId: server.units.east, content: form() }).expect(201);
  return body as WholeQuestionnaire;
}

describe('a questionnaire', () => {
  it('is a draft that one person at a time changes, then published and the same for ever, with its hash on the ledger', async () => {
    const { questionnaireId, sha256 } = await added();
    const draft = `${api}/${questionnaireId}/draft`;
    const content = form({ required: true });
    await as('auditor.east').put(draft).send({ content, revision: 1 }).expect(200);
    await as('admin').put(draft).send({ content, revision: 1 }).expect(409);
    await as('auditor.east').post(`${api}/${questionnaireId}/publish`).send({ revision: 2 }).expect(200);
    const { body } = await as('auditor.east').get(`${api}/${questionnaireId}/1`).expect(200);
    const published = body as WholeQuestionnaire;
    expect(published).toMatchObject({ state: 'published', content, isNewest: true });
    expect(published.sha256).not.toBe(sha256);
    const { db } = server.running;
    await expect(
      db.query(`update questionnaire set content = '{}' where questionnaire_id = $1`, [questionnaireId]),
    ).rejects.toThrow();
    await expect(db.query('delete from questionnaire where questionnaire_id = $1', [questionnaireId])).rejects.toThrow(
      'stays',
    );
    const { rows } = await db.query<{ fact: string }>(
      `select fact from ledger_entry where kind = 'questionnaire' and fact like $1`,
      [`%${questionnaireId}%`],
    );
    expect(rows.map(({ fact }) => (JSON.parse(fact) as { sha256: string }).sha256)).toEqual([published.sha256]);
    expect(await rowsUnlikeLedger(db, 10)).toEqual([]);

    await as('auditor.east').put(draft).send({ content: form(), revision: null }).expect(200);
    await as('auditor.east').delete(draft).query({ revision: 1 }).expect(204);
    await as('auditor.east').put(draft).send({ content: form(), revision: null }).expect(200);
    await as('auditor.east').post(`${api}/${questionnaireId}/publish`).send({ revision: 1 }).expect(200);
    const list = (await as('auditor.east').get(api).expect(200)).body as { items: QuestionnaireVersion[] };
    const mine = list.items.filter((one) => one.questionnaireId === questionnaireId);
    expect(mine.map(({ version, isNewest }) => [version, isNewest])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it("of a sister unit is nobody's to change; its draft is not seen, and what is published may be asked everywhere", async () => {
    const { questionnaireId } = await added();
    await as('auditor.west').get(`${api}/${questionnaireId}/1`).expect(404);
    await as('auditor.west').put(`${api}/${questionnaireId}/draft`).send({ content: form(), revision: 1 }).expect(404);
    await as('auditor.west').post(`${api}/${questionnaireId}/publish`).send({ revision: 1 }).expect(404);
    await as('auditor.east').post(`${api}/${questionnaireId}/publish`).send({ revision: 1 }).expect(200);
    await as('supervisor.west').get(`${api}/${questionnaireId}/1`).expect(200);
    await as('auditor.west')
      .put(`${api}/${questionnaireId}/draft`)
      .send({ content: form(), revision: null })
      .expect(404);
  });

  it('leaves as XLSForm and comes back as it was', async () => {
    const { questionnaireId, content } = await added();
    const file = await as('auditor.east').get(`${api}/${questionnaireId}/1/export`).buffer().parse(bytes).expect(200);
    const back = await as('auditor.east')
      .post(`${api}/import`)
      .set('Content-Type', 'application/octet-stream')
      .send(file.body as Buffer)
      .expect(200);
    expect(back.body).toEqual({ content, faults: [] });
  });

  it('leaves under its title, wherever that is cut, without what would turn a name around', async () => {
    const title = { en: `\u202e"\r\n${'x'.repeat(75)}😀 and more` };
    const made = await as('auditor.east')
      .post(api)
      .send({ unitId: server.units.east, content: { ...form(), title } })
      .expect(201);
    const { questionnaireId } = made.body as WholeQuestionnaire;
    const file = await as('auditor.east').get(`${api}/${questionnaireId}/1/export`).expect(200);
    const [, name] = file.headers['content-disposition']!.split("filename*=UTF-8''");
    expect(decodeURIComponent(name!)).toMatch(/^ +x{75}  1\.xlsx$/);
  });
});

function bytes(res: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}
