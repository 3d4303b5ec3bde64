import { readSettingHistory, withdrawSetting, type SettingChange } from '../../shared/settingChanges.ts';
import { settingName } from '../../shared/settings.ts';
import { call } from '../api.ts';
import { dateTime } from '../format.ts';
import { useAsked } from '../ui/asked.ts';
import { Failure } from '../ui/failure.tsx';
import { may } from '../ui/me.ts';
import { useSending } from '../ui/sending.ts';
import { language } from '../ui/words.ts';
import { valueText } from './valueText.ts';
import { words } from './words.ts';

interface RuleHistoryProps {
  unitId: string | null;
  /** Asked again whenever it changes. */
  round: number;
  onWithdrawn: () => void;
}

/** What the unit itself changed, the newest first; what is still to come can be withdrawn. */
export function RuleHistory({ unitId, round, onWithdrawn }: RuleHistoryProps) {
  const w = words.value.rules;
  const { error, send } = useSending();
  const asked = useAsked(`setting history ${unitId} ${round}`, () => call(readSettingHistory, { query: { unitId } }));
  const items = asked.value?.items ?? [];
  const withdraw = async ({ key, fromDay, unitId: of }: SettingChange) => {
    const revision = items.filter((one) => one.key === key).length;
    if (await send(() => call(withdrawSetting, { body: { key, fromDay, unitId: of, revision } }))) onWithdrawn();
  };
  return (
    <section class="section">
      <h2>{w.history}</h2>
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {error.value !== null && <Failure error={error.value} />}
      {asked.value && items.length === 0 && <p class="quiet pad">{w.noHistory}</p>}
      {items.map((one) => (
        <HistoryRow key={`${one.key} ${one.changeNo}`} change={one} onWithdraw={() => void withdraw(one)} />
      ))}
    </section>
  );
}

function HistoryRow({ change, onWithdraw }: { change: SettingChange; onWithdraw: () => void }) {
  const w = words.value.rules;
  const l = language.value;
  const { key, deed, value, fromDay, state, setByName, setAt, reason } = change;
  const said = deed === 'set' ? valueText(key, value) : w.deed[deed];
  return (
    <div class="row inset">
      <div class="grow">
        {`${settingName(key, l)}${words.value.colon}${said}`}
        <p class="quiet">{`${fromDay} · ${w.state[state]} · ${setByName} · ${dateTime(setAt, l)}`}</p>
        {reason !== null && <p class="quiet">{reason}</p>}
      </div>
      {state === 'coming' && may('settings.change') && (
        <button type="button" onClick={onWithdraw}>
          {w.withdraw}
        </button>
      )}
    </div>
  );
}
