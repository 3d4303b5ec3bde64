import { useSignal } from '@preact/signals';
import { readSettingsInForce, type SettingInForce } from '../../shared/settingChanges.ts';
import { settings, settingName } from '../../shared/settings.ts';
import type { SettingReader } from '../../shared/settingShape.ts';
import { call } from '../api.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure, Skeleton } from '../ui/failure.tsx';
import { may, me, unit } from '../ui/me.ts';
import { language } from '../ui/words.ts';
import { RuleForm } from './ruleForm.tsx';
import { RuleHistory } from './ruleHistory.tsx';
import { originText, valueText } from './valueText.ts';
import { words } from './words.ts';

const readers: readonly SettingReader[] = ['plans', 'verdicts', 'logs', 'today', 'atOnce'];

/** Every setting as it is in force for the unit looked at; each opens into a form that says what a change will do. */
export function RulesPart() {
  const w = words.value.rules;
  const here = unit.value;
  const chosen = useSignal<string | null>(null);
  const round = useSignal(0);
  const unitId = here?.unitId ?? null;
  const asked = useAsked(`settings in force ${unitId} ${round.value}`, () =>
    call(readSettingsInForce, { query: { unitId } }),
  );
  if (asked.error !== undefined) return <Failure error={asked.error} onAgain={asked.again} />;
  if (!asked.value) return <Skeleton rows={10} />;
  const { items, day } = asked.value;
  const isTop = !me.value?.units.some(({ unitId }) => unitId === here?.parentId) && here?.parentId === null;
  const saved = () => {
    chosen.value = null;
    round.value += 1;
  };
  return (
    <>
      <p class="quiet pad">{w.lead(here?.name ?? '')}</p>
      {readers.map((reader) => (
        <section key={reader} class="section">
          <h2>{w.groups[reader]}</h2>
          {items
            .filter(({ key }) => settings[key].reader === reader)
            .map((item) =>
              chosen.value === item.key ? (
                <RuleForm key={item.key} item={item} day={day} onDone={saved} onCancel={() => (chosen.value = null)} />
              ) : (
                <RuleRow key={item.key} item={item} isTop={isTop} onChange={() => (chosen.value = item.key)} />
              ),
            )}
        </section>
      ))}
      <RuleHistory unitId={unitId} round={round.value} onWithdrawn={saved} />
    </>
  );
}

function RuleRow({ item, isTop, onChange }: { item: SettingInForce; isTop: boolean; onChange: () => void }) {
  const w = words.value.rules;
  const l = language.value;
  const name = settingName(item.key, l);
  const isOurs = settings[item.key].perUnit || isTop;
  return (
    <div class="row inset">
      <div class="grow">
        <strong>{name}</strong>
        {words.value.colon}
        {valueText(item.key, item.value)}
        <p class="quiet">{`${settings[item.key].meaning[l]} (${originText(item)})`}</p>
        {!isOurs && <p class="quiet">{w.onlyOrganisation}</p>}
      </div>
      {may('settings.change') && isOurs && (
        <button type="button" aria-label={w.changeOf(name)} onClick={onChange}>
          {w.change}
        </button>
      )}
    </div>
  );
}
