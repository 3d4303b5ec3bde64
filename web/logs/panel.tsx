import { useEffect, useLayoutEffect } from 'preact/hooks';
import { LogSpan, spanOf } from '../../shared/logDue.ts';
import { LogException, type InboxItem } from '../../shared/logs.ts';
import { count, shiftDay } from '../format.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { Icon } from '../ui/icons.tsx';
import { pushKeys } from '../ui/keys.ts';
import { logWords, spanName } from '../ui/logWords.ts';
import { may, unit } from '../ui/me.ts';
import { go, part, place } from '../ui/navigate.ts';
import { UnitPicker } from '../ui/pickers.tsx';
import { today } from '../ui/day.ts';
import { language } from '../ui/words.ts';
import { LogCard } from './card.tsx';
import { logInbox } from './logInbox.ts';
import { words } from './words.ts';
import s from './logs.module.css';

/** The logs of a day, a week or a month: those that need a look first, one card a log. */
export function LogsScreen() {
  const inbox = logInbox.use();
  const w = words.value.logs;
  const l = language.value;
  const span = LogSpan.catch('day').parse(place.value.own.span);
  const day = part.day.value ?? today.value;
  const unitId = part.unitId.value;
  const read = () => void inbox.read(span, day, unitId);
  useEffect(read, [span, day, unitId]);
  useInboxKeys();
  const { items, groups, error } = inbox;
  const sent = items.value?.filter(({ log }) => log !== null) ?? [];
  const open = sent.filter(({ isRead }) => !isRead).length;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <UnitPicker />
          <span class="spread" />
        </div>
        <h1 class="sentence">
          {items.value
            ? w.sentence(unit.value?.name ?? '', sent.length, count(sent.length, l), count(open, l))
            : w.title}
        </h1>
        <Period span={span} day={day} />
        <Counts items={items.value ?? []} />
      </header>
      <div class="panel-body">
        {error.value !== undefined && <Failure error={error.value} onAgain={read} />}
        {!items.value && error.value === undefined && <Skeleton rows={6} />}
        {items.value?.length === 0 && <p class="quiet pad">{w.none}</p>}
        <ReadAll />
        {(['look', 'normal', 'open', 'read'] as const).map(
          (name) =>
            groups.value[name].length > 0 && (
              <section key={name} class="section">
                <h2>
                  {w.groups[name]} <span class="number">{count(groups.value[name].length, l)}</span>
                </h2>
                {groups.value[name].map((item) => (
                  <LogCard key={item.repId} item={item} span={span} />
                ))}
              </section>
            ),
        )}
      </div>
    </>
  );
}

function useInboxKeys() {
  const inbox = logInbox.use();
  useLayoutEffect(() => {
    const mayReview = may('logs.review');
    const open = (box: 'comment' | 'return') => () => (mayReview ? (inbox.box.value = box) : false);
    return pushKeys({
      j: () => inbox.step(1),
      k: () => inbox.step(-1),
      c: open('comment'),
      b: open('return'),
      r: () => (mayReview ? void inbox.review({ deed: 'read', line: null, note: null }) : false),
      a: () => (mayReview ? void inbox.readNormal() : false),
      Escape: () => (inbox.box.peek() ? (inbox.box.value = null) : false),
    });
  }, []);
}

function Period({ span, day }: { span: LogSpan; day: string }) {
  const w = words.value.logs;
  const { fromDay, toDay } = spanOf(span, day);
  const show = (next: string) => go({ day: next === today.value ? null : next }, { replace: true });
  const choose = (one: LogSpan) => go({ own: one === 'day' ? {} : { span: one } }, { replace: true });
  return (
    <div class={s.logPeriod}>
      <div class="chips" role="group" aria-label={w.title}>
        {LogSpan.options.map((one) => (
          <button key={one} type="button" class="chip" aria-pressed={span === one} onClick={() => choose(one)}>
            {logWords.value.log.span[one]}
          </button>
        ))}
      </div>
      <div class={s.logDays}>
        <button type="button" class="plain" aria-label={w.before} onClick={() => show(shiftDay(fromDay, -1))}>
          <Icon name="back" />
        </button>
        <span class={s.logDay}>{spanName({ span, fromDay }, language.value)}</span>
        <button
          type="button"
          class="plain"
          aria-label={w.after}
          disabled={toDay >= today.value}
          onClick={() => show(shiftDay(toDay, 1))}
        >
          <Icon name="next" />
        </button>
      </div>
    </div>
  );
}

/** How many of each exception, and how many are normal. */
function Counts({ items }: { items: readonly InboxItem[] }) {
  const w = words.value.logs;
  const l = language.value;
  const counted = LogException.options.flatMap((one) => {
    const n = items.filter(({ exceptions }) => exceptions.includes(one)).length;
    return n > 0 ? [w.counted(w.exception[one], count(n, l))] : [];
  });
  const normal = items.filter(({ log, exceptions }) => log && exceptions.length === 0).length;
  if (items.length === 0) return null;
  return <p class="quiet">{[...counted, w.counted(w.normal, count(normal, l))].join(' · ')}</p>;
}

function ReadAll() {
  const inbox = logInbox.use();
  const l = language.value;
  const n = inbox.groups.value.normal.length;
  if (n === 0 || !may('logs.review')) return null;
  return (
    <div class={s.logAll}>
      <button type="button" class="primary" disabled={inbox.isSending.value} onClick={() => void inbox.readNormal()}>
        {words.value.logs.readAll(n, count(n, l))}
        <kbd>A</kbd>
      </button>
    </div>
  );
}
