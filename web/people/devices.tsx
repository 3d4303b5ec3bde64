import { useSignal } from '@preact/signals';
import type { Device, IssuedDevice } from '../../shared/people.ts';
import { api } from '../api.ts';
import { duration } from '../format.ts';
import { useAsked } from '../shell/asked.ts';
import { now } from '../shell/clock.ts';
import { Failure, Skeleton } from '../shell/failure.tsx';
import { Icon } from '../shell/icons.tsx';
import { language, words } from '../words/words.ts';

/** The phones of a person: each has a token of its own, which is shown once and can be revoked. */
export function Devices({ personId }: { personId: string }) {
  const w = words.value;
  const asked = useAsked(`devices ${personId}`, () => api.devices(personId));
  const label = useSignal('');
  const issued = useSignal<IssuedDevice | null>(null);
  const error = useSignal<unknown>(null);
  const act = async (what: () => Promise<unknown>) => {
    error.value = null;
    try {
      await what();
      asked.again();
    } catch (failed) {
      error.value = failed;
    }
  };
  const add = () => act(async () => {
    issued.value = await api.addDevice(personId, { label: label.value });
    label.value = '';
  });
  return (
    <section class="section">
      <h2>{w.people.devices}</h2>
      {issued.value && <TokenOnce issued={issued.value} />}
      {asked.error !== undefined && <Failure error={asked.error} onAgain={asked.again} />}
      {error.value !== null && <Failure error={error.value} />}
      {!asked.value && asked.error === undefined && <Skeleton rows={2} />}
      {asked.value?.items.length === 0 && <p class="quiet pad">{w.people.noDevices}</p>}
      {asked.value?.items.map((device) => <DeviceRow key={device.deviceId} device={device} onRevoke={() => void act(() => api.revokeDevice(device.deviceId))} />)}
      <form class="row inset" onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <label class="field grow">{w.people.deviceLabel}<input required maxLength={60} value={label.value} onInput={(event) => (label.value = event.currentTarget.value)} /></label>
        <button type="submit" class="at-end" disabled={label.value.trim() === ''}>{w.people.addDevice}</button>
      </form>
    </section>
  );
}

function DeviceRow({ device, onRevoke }: { device: Device; onRevoke: () => void }) {
  const w = words.value;
  const seen = device.lastSeenAt === null ? w.people.neverSeen : w.people.lastSeen(duration(Math.max(0, (now.value - Date.parse(device.lastSeenAt)) / 1000), language.value));
  return (
    <div class="item is-still">
      <Icon name="phone" size={18} />
      <span class="item-text">
        <span class="item-title">{device.label}</span>
        <span class="item-more">{device.revokedAt ? w.people.revoked : seen}</span>
      </span>
      {!device.revokedAt && <button type="button" onClick={onRevoke}>{w.people.revoke}</button>}
    </div>
  );
}

function TokenOnce({ issued }: { issued: IssuedDevice }) {
  const w = words.value;
  const isCopied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(issued.token);
    isCopied.value = true;
  };
  return (
    <div class="token" role="status">
      <p><strong>{issued.device.label}</strong></p>
      <p>{w.people.tokenOnce}</p>
      <output class="hash">{issued.token}</output>
      <div class="row"><button type="button" class="primary" onClick={() => void copy().catch(() => undefined)}>{isCopied.value ? w.copied : w.copy}</button></div>
      <p class="quiet">{w.people.ownTracks}</p>
      <output class="hash">{`${location.origin}/pub`}</output>
    </div>
  );
}
