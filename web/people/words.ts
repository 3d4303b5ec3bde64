import { railWords } from './railWords.ts';
import { many, wordsOf, type Said } from '../ui/words.ts';

export type TrackerApp = 'ownTracks' | 'overland' | 'traccar' | 'gpsLogger';

export const words = wordsOf({
  ...railWords,
  setup: {
    title: { zh: '设置手机', en: 'Set up a phone' },
    lead: {
      zh: '客户经理的手机上运行一个定位应用，位置会自动发送到这里。一分钟即可设好。',
      en: 'An app that the rep’s phone keeps running sends its positions here. It takes a minute.',
    },
    person: { zh: '谁的手机', en: 'Whose phone' },
    choosePerson: { zh: '选择人员', en: 'Choose a person' },
    app: { zh: '应用', en: 'App' },
    apps: {
      ownTracks: { zh: 'OwnTracks（推荐）', en: 'OwnTracks' },
      overland: { zh: 'Overland（苹果）', en: 'Overland' },
      traccar: { zh: 'Traccar Client（通用）', en: 'Traccar Client' },
      gpsLogger: { zh: 'GPSLogger（安卓）', en: 'GPSLogger' },
    } satisfies Said<TrackerApp>,
    appFor: {
      ownTracks: {
        zh: '安卓和苹果手机。还会把当天的零售户设为电子围栏。',
        en: 'Android and iPhone. Also takes the day’s retailers as its own geofences.',
      },
      overland: { zh: '苹果手机。无信号时也能记录。', en: 'iPhone. Records through dead zones.' },
      traccar: { zh: '安卓和苹果手机。最小巧。', en: 'Android and iPhone. The smallest.' },
      gpsLogger: { zh: '安卓手机。适合没有谷歌服务的手机。', en: 'Android. For phones without Google.' },
    } satisfies Said<TrackerApp>,
    make: { zh: '生成令牌', en: 'Make the token' },
    another: { zh: '设置另一部手机', en: 'Another phone' },
    once: {
      zh: '令牌只在此刻显示一次。持有令牌者可以此人身份发送定位。',
      en: 'The token is shown once, now. Who has it can send positions as this person.',
    },
    localOnly: {
      zh: '服务器当前的地址手机无法访问。请把 PUBLIC_URL 设为手机使用的地址。',
      en: 'This server calls itself by an address that a phone cannot reach. Set PUBLIC_URL to the address that phones use.',
    },
    scan: { zh: '手机扫码', en: 'Code for the phone' },
    openLink: { zh: '在手机上打开此链接', en: 'Open this link on the phone' },
    copyLink: { zh: '复制链接', en: 'Copy the link' },
    copyToken: { zh: '复制令牌', en: 'Copy the token' },
    file: { zh: '配置文件', en: 'Configuration file' },
    byHand: { zh: '手工填写', en: 'By hand' },
    url: { zh: '地址', en: 'Address' },
    user: { zh: '用户名', en: 'User' },
    password: { zh: '密码', en: 'Password' },
    deviceId: { zh: '设备标识', en: 'Device identifier' },
    headers: { zh: 'HTTP 标头', en: 'HTTP headers' },
    steps: {
      ownTracks: {
        zh: [
          '在手机上安装 OwnTracks，位置权限选“始终允许”。',
          '用手机相机扫码，或用 OwnTracks 打开配置文件。',
          '接受配置，再点顶部箭头发送第一个定位。',
        ],
        en: [
          'Install OwnTracks on the phone and allow it the location ‘always’.',
          'Scan the code with the phone’s camera, or open the configuration file with OwnTracks.',
          'Accept the configuration. Press the arrow at the top to send the first position.',
        ],
      },
      overland: {
        zh: ['在苹果手机上安装 Overland，位置权限选“始终允许”。', '用相机扫码并接受配置。', '打开跟踪开关。'],
        en: [
          'Install Overland on the iPhone and allow it the location ‘always’.',
          'Scan the code with the camera and accept the configuration.',
          'Switch tracking on.',
        ],
      },
      traccar: {
        zh: [
          '安装 Traccar Client，位置权限选“始终允许”。',
          '在其设置中点扫码图标扫码；或手工填写地址和设备标识。',
          '打开“持续跟踪”。',
        ],
        en: [
          'Install Traccar Client and allow it the location ‘always’.',
          'In its settings, press the code symbol and scan the code; or type address and device identifier.',
          'Switch ‘Continuous tracking’ on.',
        ],
      },
      gpsLogger: {
        zh: [
          '安装 GPSLogger，位置权限选“始终允许”。',
          '日志详情 → 自定义 URL：扫码或复制地址，并把下面一行填入 HTTP 标头。',
          '点“开始记录”。',
        ],
        en: [
          'Install GPSLogger and allow it the location ‘always’.',
          'Logging details, Log to custom URL: scan or copy the address, and put the line below into HTTP headers.',
          'Press Start logging.',
        ],
      },
    },
    waiting: { zh: '等待手机连接…', en: 'Waiting for the phone …' },
    heard: { zh: '手机已连接，等待第一个定位…', en: 'The phone has spoken. Waiting for its first position …' },
    first: {
      zh: (at: string, accuracy: string) => `${at} 收到第一个定位，${accuracy}。手机已设好。`,
      en: (at: string, accuracy: string) => `First position at ${at}, ${accuracy}. The phone is set up.`,
    },
  },
  invited: {
    title: { zh: '邀请链接', en: 'Invitations' },
    lead: {
      zh: '每人得到一个链接，首次打开时自己设置密码。链接 7 天内有效，只能使用一次。',
      en: 'Each gets a link and chooses a password when they open it. A link works once, within seven days.',
    },
    file: { zh: '从文件导入', en: 'From a file' },
    fileHint: {
      zh: 'CSV 或 Excel：姓名、账号、角色、单位、电话。读入后请先核对，点击下方按钮才会添加。',
      en: 'CSV or Excel: name, login, role, unit, telephone. Look through the rows: nothing is added before you press below.',
    },
    known: {
      zh: (_n: number, shown: string) => `${shown} 人的账号已存在，未列出`,
      en: (n: number, shown: string) => `${many(n, shown, 'person is', 'people are')} known already and not listed`,
    },
    another: { zh: '再加一人', en: 'One more' },
    remove: { zh: '移除', en: 'Leave out' },
    submit: {
      zh: (_n: number, shown: string) => `添加 ${shown} 人`,
      en: (n: number, shown: string) => `Add ${many(n, shown, 'person', 'people')}`,
    },
    done: {
      zh: (_n: number, shown: string) => `已添加 ${shown} 人`,
      en: (n: number, shown: string) => `${many(n, shown, 'person', 'people')} added`,
    },
    once: {
      zh: '链接只在此处显示一次：请复制、扫码或保存为文件后发给本人。',
      en: 'The links are shown here only once: copy them, show the code, or save them as a file.',
    },
    links: { zh: '链接清单', en: 'Links' },
    copy: { zh: '复制链接', en: 'Copy the link' },
    code: { zh: '二维码', en: 'Code to scan' },
    more: { zh: '继续添加', en: 'Add others' },
    renew: { zh: '生成设置密码的链接', en: 'Make a link for a new password' },
  },
  people: {
    title: { zh: '人员与设备', en: 'People and devices' },
    sentence: {
      zh: (_n: number, shown: string) => `${shown} 人`,
      en: (n: number, shown: string) => many(n, shown, 'person', 'people'),
    },
    search: { zh: '姓名或账号', en: 'Name or login' },
    add: { zh: '添加人员', en: 'Add people' },
    phone: { zh: '电话', en: 'Telephone' },
    none: { zh: '没有相符的人员。', en: 'Nobody matches.' },
    name: { zh: '姓名', en: 'Name' },
    login: { zh: '账号', en: 'Login' },
    role: { zh: '角色', en: 'Role' },
    unit: { zh: '单位', en: 'Unit' },
    factorsLost: { zh: '双重验证方式已丢失', en: 'Second factors lost' },
    factorsWill: {
      zh: '此人的验证器应用、通行密钥和恢复码将全部失效，所有设备退出登录；重新设置之前仅凭密码即可登录。请先确认是本人提出。',
      en: 'Their app, passkeys and recovery codes count no more and every sign-in of theirs ends; the password alone is enough until they add another. Make sure that it is they who ask.',
    },
    removeFactors: { zh: '移除', en: 'Remove them' },
    factorsGone: { zh: '已移除。', en: 'Removed.' },
    active: { zh: '允许登录', en: 'May sign in' },
    inactive: { zh: '已停用', en: 'Signed off' },
    devices: { zh: '设备', en: 'Devices' },
    noDevices: { zh: '还没有设备。', en: 'No device yet.' },
    revoke: { zh: '吊销', en: 'Revoke' },
    saved: { zh: '已保存。', en: 'Saved.' },
  },
});

export type Words = typeof words.value;
