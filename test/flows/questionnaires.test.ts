import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QuestionnaireVersion, WholeQuestionnaire } from '../../shared/questionnaires.ts';
import { questionWords } from '../../web/ui/questionWords.ts';
import { PASSWORD, type TestServer } from '../helpers/server.ts';
import { ask } from '../problems/provoke.ts';
import { axeFinds, closeFlow, hasChromium, languages, openFlow, openPage, picture } from './browser.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  ({ server, browser } = await openFlow());
});
afterAll(() => closeFlow({ server, browser }));

describe.skipIf(!hasChromium).each(languages)('an auditor in $locale', ({ locale, w }) => {
  const l = locale === 'en-US' ? 'en' : 'zh';
  const { question } = questionWords.in(l);
  const title = `Shelf check ${l}`;
  const [asked, why] = l === 'en' ? ['Are prices shown?', 'Why not?'] : ['价格公示了吗？', '为什么没有？'];

  it('builds a questionnaire with points and a condition, tries it out, publishes it and plans with it', async () => {
    const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    await context.request.post(`${server.url}/api/v1/session`, { data: { login: 'auditor.east', password: PASSWORD } });
    const { page, errors } = await openPage(context);
    await page.goto(`${server.url}/questionnaires`);
    await page.getByLabel(w.form.begin).selectOption('empty');
    await page.getByRole('button', { name: w.form.make }).click();
    const say = l === 'en' ? w.form.inEn : w.form.inZh;
    const type = async (name: string, text: string, at = page.locator('body')) => {
      await at.getByLabel(name, { exact: true }).fill('');
      await at.getByLabel(name, { exact: true }).pressSequentially(text); // as a hand does: a space is a space
    };
    await type(say(w.form.formTitle), title);
    const questions = page.locator('ol > li');
    await questions.nth(0).getByRole('button', { name: w.form.newQuestion, exact: true }).click();
    await type(say(w.form.label), asked, questions.nth(0));
    await questions.nth(0).getByLabel(w.form.points).fill('5');

    await page.getByLabel(w.form.kind).last().selectOption('text');
    await page.getByRole('button', { name: w.form.add }).click();
    await type(say(w.form.label), why, questions.nth(1));
    await questions.nth(1).getByLabel(w.form.when).selectOption({ label: asked });
    await questions.nth(1).getByLabel(w.form.whenIs).selectOption('no');
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `questionnaire built ${l}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `questionnaire built ${l} 390`);
    await page.setViewportSize({ width: 1280, height: 900 });

    await page.getByLabel(w.form.up(why), { exact: true }).click(); // a condition looks upwards alone
    await page.getByText(w.form.faults).waitFor();
    expect(await page.getByRole('button', { name: w.form.publish, exact: true }).isDisabled()).toBe(true);
    await questions.nth(0).getByRole('button', { name: why, exact: true }).press('Alt+ArrowDown');
    await page.getByText(w.form.faults).waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: w.form.preview }).click();
    const phone = page.getByLabel(w.form.preview, { exact: true }).locator('fieldset');
    await expect.poll(() => phone.count()).toBe(1);
    await page.getByLabel(question.yes, { exact: true }).check();
    await page.getByText(w.form.score('5', '5')).waitFor();
    await page.getByLabel(question.no, { exact: true }).check();
    await page.getByText(w.form.score('0', '5')).waitFor();
    await page.getByRole('textbox', { name: why }).fill('-');
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, `questionnaire preview ${l}`);

    await page.getByRole('button', { name: w.form.save }).click();
    await page.getByText(w.form.saved).waitFor();
    await page.getByRole('button', { name: w.form.publish, exact: true }).click();
    await page.getByText(w.form.published).waitFor();
    expect((await storedAs(title)).questions).toMatchObject([
      { kind: 'yesNo', label: { [l]: asked }, points: 5 },
      { kind: 'text', label: { [l]: why }, when: { q: 'q1', is: false } },
    ]);

    await page.goto(`${server.url}/inspections`);
    await page.getByRole('button', { name: w.inspections.make }).click();
    const choice = page.getByLabel(w.newInspection.questionnaire);
    await choice.selectOption({ label: w.newInspection.version(title, '1') });
    await page.getByLabel(w.newInspection.name).fill(`With ${title}`);
    await page.getByRole('button', { name: w.newInspection.make }).click();
    await page.getByRole('heading', { name: `With ${title}` }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  async function storedAs(name: string) {
    const { items } = await ask<{ items: QuestionnaireVersion[] }>(server, 'auditor.east', 'get', '/questionnaires');
    const { questionnaireId } = items.find((one) => one.title[l] === name)!;
    const path = `/questionnaires/${questionnaireId}/1`;
    return (await ask<WholeQuestionnaire>(server, 'auditor.east', 'get', path)).content;
  }
});
