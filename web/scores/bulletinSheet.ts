// Pure: a month on paper, as it hangs on the wall: everybody's points by section, the honours, who closed it and what it is held to.
import { byShare, placesOf } from '../../shared/score.ts';
import type { Standing } from '../../shared/scores.ts';
import { dateTime, monthName } from '../format.ts';
import { e, facts, paperTable, sheetHead, type Sheet } from '../ui/print/html.ts';
import type { Filed, SpeechIn } from '../ui/print/speech.ts';
import { labelText, pointsText, worthOf } from '../ui/scoreFigures.ts';
import type { words } from './words.ts';

type Speech = SpeechIn<typeof words.value>;

export function bulletinSheet(of: Standing, speech: Speech, filed: Filed): Sheet {
  const { w, l, zone } = speech;
  const title = `${w.scores.bulletin} · ${monthName(of.month, l)}`;
  const signatures = of.signatures.map(({ role, by }) => w.scores.signed[role](by));
  return {
    running: `${of.unitName} · ${title}`,
    html: [
      sheetHead(of.unitName, title, [w.scores.state[of.state], `${dateTime(filed.at, l, zone)} · ${filed.by}`]),
      standingOnPaper(of, speech),
      of.honours.length > 0
        ? facts([
            [w.scores.honours, of.honours.map(({ place, name }) => `${place} ${name}`).join(l === 'zh' ? '、' : ', ')],
          ])
        : '',
      `<p class="paper-small">${e([...signatures, of.root === null ? '' : w.scores.root(of.root)].filter(Boolean).join(' · '))}</p>`,
    ].join('\n'),
  };
}

function standingOnPaper(of: Standing, { w, l }: Speech): string {
  const sections = of.scheme?.content.sections ?? [];
  const places = placesOf(of.people, byShare);
  const figure = (head: string, isOptional = false) => ({ head, isFigure: true, isOptional });
  const columns = [
    figure(w.scores.place),
    { head: w.scores.rep },
    figure(w.scores.total),
    ...sections.map(({ label }) => figure(labelText(label, l))),
  ];
  const rows = of.people.map((person, i) => [
    String(places[i]),
    person.name,
    `${pointsText(person.points)} / ${pointsText(person.most)}`,
    ...sections.map(({ items }) => {
      const mine = person.lines.filter(({ itemKey }) => items.some(({ key }) => key === itemKey));
      return pointsText(mine.reduce((sum, line) => sum + worthOf(line), 0));
    }),
  ]);
  return paperTable(columns, rows);
}
