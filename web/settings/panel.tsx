import { may } from '../ui/me.ts';
import { go, open, part } from '../ui/navigate.ts';
import { words } from './words.ts';
import { CarriersPart } from './carriers.tsx';
import { GeneralPart } from './general.tsx';
import { LedgerPart } from './ledger.tsx';
import { QuarantinePart } from './quarantine.tsx';
import { RulesPart } from './rules.tsx';
import { UnitsPart } from './units.tsx';
import s from './settings.module.css';

/** What the administrator looks after; an auditor sees the ledger. */
export function SettingsScreen() {
  const w = words.value.settings;
  const parts = (
    [
      ['general', may('settings.change')],
      ['units', may('people.manage')],
      ['rules', may('settings.change')],
      ['carriers', may('settings.change')],
      ['quarantine', may('quarantine.read')],
      ['ledger', may('ledger.read')],
    ] as const
  ).flatMap(([name, isMine]) => (isMine ? [name] : []));
  const shown = parts.find((name) => name === part.state.value) ?? parts[0]!;
  return (
    <>
      <header class="panel-head">
        <div class="panel-bar">
          <h1>{parts.length > 1 ? w.title : w.parts[shown]}</h1>
          <span class="spread" />
          {may('people.manage') && (
            <button type="button" onClick={() => open('/start')}>
              {w.start}
            </button>
          )}
        </div>
        {parts.length > 1 && (
          <div class="chips no-print" role="group" aria-label={w.title}>
            {parts.map((name) => (
              <button
                key={name}
                type="button"
                class={`chip ${s.plainChip}`}
                aria-pressed={shown === name}
                onClick={() => go({ state: name === parts[0] ? null : name }, { replace: true })}
              >
                {w.parts[name]}
              </button>
            ))}
          </div>
        )}
      </header>
      <div class="panel-body">
        {shown === 'units' && <UnitsPart />}
        {shown === 'rules' && <RulesPart />}
        {shown === 'general' && <GeneralPart />}
        {shown === 'carriers' && <CarriersPart />}
        {shown === 'quarantine' && <QuarantinePart />}
        {shown === 'ledger' && <LedgerPart />}
      </div>
    </>
  );
}
