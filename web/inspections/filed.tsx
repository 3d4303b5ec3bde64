import { addressOf } from '../../shared/contract.ts';
import { readPhoto } from '../../shared/findings.ts';
import type { CaseFinding, WholeCase } from '../../shared/inspectionCases.ts';
import type { Questionnaire } from '../../shared/questions.ts';
import { count, dateTime, metres } from '../format.ts';
import { zone } from '../ui/me.ts';
import { PhotoRow } from '../ui/photoList.tsx';
import { language } from '../ui/words.ts';
import { answerLines, scoreOf } from './answers.ts';
import { words } from './words.ts';
import s from './inspections.module.css';

/** What was found, the last word first; what it corrected stays below it. */
export function Filed({ of, questions }: { of: WholeCase; questions: Questionnaire | null }) {
  return (
    <>
      {of.findings.map((finding, i) => (
        <One key={finding.findingId} finding={finding} questions={i === 0 ? questions : null} isLast={i === 0} />
      ))}
    </>
  );
}

interface OneProps {
  finding: CaseFinding;
  questions: Questionnaire | null;
  isLast: boolean;
}

function One({ finding, questions, isLast }: OneProps) {
  const w = words.value;
  const l = language.value;
  const { outcome, note, isLate, photos, receivedAt, inspectorName } = finding;
  const score = questions && outcome === 'met' ? scoreOf(questions, finding.answers) : null;
  return (
    <section class="section">
      <h2>
        {`${w.finding.outcome[outcome]} · ${w.finding.sentBy(inspectorName, dateTime(receivedAt, l, zone.value))}`}
        {isLate && ` · ${w.spot.late}`}
        {!isLast && ` · ${w.finding.superseded}`}
      </h2>
      <p class="quiet pad sentence">{stay(finding)}</p>
      {questions && (
        <dl class={s.inspAnswers}>
          {answerLines(questions, finding.answers, words.value, l).map(([question, answer]) => (
            <div key={question}>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      )}
      {score && <p class="pad">{w.finding.score(count(score.points, l), count(score.most, l))}</p>}
      {note !== null && <p class="pad">{note}</p>}
      {isLast && photos.length > 0 && <Photos of={photos} />}
    </section>
  );
}

function stay({ arrivedAt, leftAt, distanceM }: CaseFinding): string {
  const w = words.value.finding;
  const l = language.value;
  if (arrivedAt === null) return w.desk;
  const at = (instant: string | null) => (instant === null ? '…' : dateTime(instant, l, zone.value));
  return w.stayed(at(arrivedAt), at(leftAt), distanceM === null ? null : metres(distanceM, l));
}

function Photos({ of }: { of: CaseFinding['photos'] }) {
  const w = words.value.finding;
  const l = language.value;
  const whole = of.filter(({ isWhole }) => isWhole);
  return (
    <>
      <p class="quiet pad">{w.photos(count(whole.length, l), count(of.length, l))}</p>
      <div class={s.inspPhotos}>
        <PhotoRow>
          {whole.map(({ sha256 }, i) => (
            <a key={sha256} href={addressOf(readPhoto, { params: { sha256 } })} target="_blank" rel="noreferrer">
              <img src={addressOf(readPhoto, { params: { sha256 } })} alt={w.photo(count(i + 1, l))} loading="lazy" />
            </a>
          ))}
        </PhotoRow>
      </div>
    </>
  );
}
