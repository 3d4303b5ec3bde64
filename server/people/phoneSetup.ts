// Pure: an address, a token and two names in, what each phone app needs to be set up out.
import type { PhoneSetup } from '../../shared/phones.ts';

/** Seconds between positions while moving: fine enough to see a stop of three minutes, coarse enough for a day of battery. */
const MOVING_INTERVAL_S = 30;

/**
 * How each app is pointed at this server with this token. Formats: OwnTracks booklet, "Remote configuration" and "JSON" (mode 3 is
 * HTTP, monitoring 2 is move mode); Overland-iOS README, "Configuration URL"; Traccar Client lib/configuration_service.dart (an
 * http address gives its origin and path as server, `id` as device identifier); GPSLogger FAQ "Custom URL".
 */
export function phoneSetup(serverUrl: string, token: string, login: string, label: string): PhoneSetup {
  const url = `${serverUrl.replace(/\/+$/, '')}/pub`;
  const config = ownTracks(url, token, login, label);
  // without a space too many: every byte makes the code to scan finer
  const inline = Buffer.from(JSON.stringify(config), 'utf8').toString('base64');
  const given = encodeURIComponent;
  return {
    ownTracks: { url, config: `owntracks:///config?inline=${given(inline)}` },
    configFile: JSON.stringify(config, null, 2),
    overland: {
      url: `${url}?token=${given(token)}`,
      config: `overland://setup?url=${given(url)}&token=${given(token)}&device_id=${given(label)}`,
    },
    // what the app's own QR scanner reads: the token is its device identifier
    traccar: {
      url,
      deviceId: token,
      config: `${url}?id=${given(token)}&accuracy=high&interval=${MOVING_INTERVAL_S}&distance=0`,
    },
    gpsLogger: {
      url: `${url}?lat=%LAT&lon=%LON&acc=%ACC&time=%TIME&spd=%SPD&dir=%DIR&alt=%ALT&batt=%BATT&prov=%PROV&sat=%SAT`,
      headers: `Authorization: Bearer ${token}`,
    },
  };
}

/** `cmd` lets the phone take today's retailers as its own geofences; its settings stay its owner's. */
function ownTracks(url: string, token: string, login: string, label: string): object {
  return {
    _type: 'configuration',
    mode: 3,
    url,
    auth: true,
    username: login,
    password: token,
    deviceId: label,
    tid: [...login].slice(0, 2).join(''),
    monitoring: 2,
    moveModeLocatorInterval: MOVING_INTERVAL_S,
    extendedData: true,
    cmd: true,
    remoteConfiguration: false,
  };
}
