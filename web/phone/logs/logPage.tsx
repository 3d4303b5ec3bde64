import { useEffect } from 'preact/hooks';
import { Icon } from '../../ui/icons.tsx';
import { logName, logWords, statesText, sumsText } from '../../ui/logWords.ts';
import { language } from '../../ui/words.ts';
import { dateTime } from '../../format.ts';
import { isOnline, repZone } from '../day.ts';
import { words } from '../words.ts';
import { LogForm } from './logForm.tsx';
import { change, factsHere, logs, open, readFacts, sentLog, writings } from './logging.ts';
import { Reviews } from './reviews.tsx';
import { Unsent } from './unsent.tsx';
import { writeWords } from './words.ts';
import { keyOf, type LogOf } from './writing.ts';
import s from '../phone.module.css';
import c from './writing.module.css';

/** One log: written, or as it was sent with what was said of it. */
export function LogPage({ of, onBack }: { of: LogOf; onBack: () => void }) {
  const w = writeWords.value.write;
  const l = language.value;
  useEffect(() => {
    if (isOnline.peek()) void readFacts(of).catch(() => undefined); // without them it is written by what the phone knows
  }, []);
  const own = writings.value.get(keyOf(of));
  const log = sentLog(of);
  const isWritten = own?.sentAt === null || (!log && !own);
  return (
    <>
      <header class={s.phoneHead}>
        <button type="button" class="plain" aria-label={words.value.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <h1>{logName(of, l)}</h1>
      </header>
      <main>
        <Unsent />
        {log && (
          <div class={s.note}>
            <Reviews log={log} />
          </div>
        )}
        <Facts of={of} />
        {isWritten ? (
          <LogForm of={of} onSent={onBack} />
        ) : (
          <>
            <SentTexts of={of} />
            <div class="inset">
              <button type="button" class={s.big} onClick={() => change(open(of))}>
                {w.revise}
              </button>
            </div>
          </>
        )}
      </main>
    </>
  );
}

/** What is on record: it cannot be typed over. */
function Facts({ of }: { of: LogOf }) {
  const w = writeWords.value.write;
  const l = language.value;
  const { sums } = factsHere(of);
  const facts = logs.value?.drafts[keyOf(of)]?.facts;
  return (
    <section class={c.logFacts}>
      <h2>{w.facts}</h2>
      {sums ? (
        <>
          <p>{statesText(sums, l) || '–'}</p>
          <p>{sumsText(sums, l)}</p>
          {facts && 'before' in facts && <p class="quiet">{w.before(statesText(facts.before, l) || '–')}</p>}
          <p class="quiet">{w.factsLead}</p>
        </>
      ) : (
        <p class="quiet">{w.noFacts}</p>
      )}
    </section>
  );
}

function SentTexts({ of }: { of: LogOf }) {
  const w = logWords.value.log;
  const l = language.value;
  const own = writings.value.get(keyOf(of));
  const log = sentLog(of);
  const texts = own && own.sentAt !== null ? own.texts : log!.said.texts;
  const saidAt = own?.sentAt ?? log!.saidAt;
  return (
    <section class={c.logSent}>
      <p class="quiet">{dateTime(saidAt, l, repZone.value)}</p>
      {(['done', 'problems', 'wishes', 'tomorrow'] as const).map(
        (key) =>
          texts[key] !== '' && (
            <div key={key}>
              <h3>{w.text[key]}</h3>
              <p class={c.logText}>{texts[key]}</p>
            </div>
          ),
      )}
    </section>
  );
}
