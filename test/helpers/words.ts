import { words as app } from '../../web/app/words.ts';
import { words as calendar } from '../../web/calendar/words.ts';
import { words as factors } from '../../web/factors/words.ts';
import { words as inspections } from '../../web/inspections/words.ts';
import { words as live } from '../../web/live/words.ts';
import { words as people } from '../../web/people/words.ts';
import { words as phone } from '../../web/phone/words.ts';
import { words as places } from '../../web/places/words.ts';
import { words as plans } from '../../web/plans/words.ts';
import { words as questionnaires } from '../../web/questionnaires/words.ts';
import { words as replay } from '../../web/replay/words.ts';
import { words as reports } from '../../web/reports/words.ts';
import { words as retailers } from '../../web/retailers/words.ts';
import { words as scenarios } from '../../web/scenarios/words.ts';
import { words as scores } from '../../web/scores/words.ts';
import { words as settings } from '../../web/settings/words.ts';
import { words as visits } from '../../web/visits/words.ts';
import { together } from '../../web/ui/sentences.ts';

/** Every sentence of the pages in one language, whichever feature says it. */
function everything(language: 'zh' | 'en') {
  const desk = together(
    together(app.in(language), live.in(language)),
    together(plans.in(language), replay.in(language)),
  );
  const evidence = together(visits.in(language), together(retailers.in(language), reports.in(language)));
  const office = together(
    together(people.in(language), factors.in(language)),
    together(settings.in(language), scenarios.in(language)),
  );
  const inspecting = together(together(inspections.in(language), scores.in(language)), questionnaires.in(language));
  const field = together(together(calendar.in(language), places.in(language)), phone.in(language));
  return together(together(desk, evidence), together(office, together(inspecting, field)));
}

export const en = everything('en');
export const zh = everything('zh');
