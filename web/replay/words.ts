import { written } from '../ui/sentences.ts';
import { wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  replay: {
    title: { zh: '轨迹回放', en: 'Replay' },
    live: { zh: '返回实时', en: 'Back to live' },
    everybody: { zh: '显示全部人员', en: 'Show everybody' },
    sentence: {
      zh: (unit: string, clock: string) => `${unit}，${clock} 全员位置`,
      en: (unit: string, clock: string) => `${unit}: where everybody was at ${clock}`,
    },
    counts: {
      zh: (visit: string, stop: string, way: string) => `走访中 ${visit} 人 · 停留 ${stop} 人 · 途中 ${way} 人`,
      en: (visit: string, stop: string, way: string) => `${visit} in a visit · ${stop} at a stop · ${way} on the way`,
    },
    silent: {
      zh: (lastSeen: string, nothing: string) => `定位中断 ${lastSeen} 人 · 尚无定位 ${nothing} 人`,
      en: (lastSeen: string, nothing: string) => `${lastSeen} last seen earlier · ${nothing} not heard of yet`,
    },
    did: {
      visit: { zh: (retailer: string) => `正在走访 ${retailer}`, en: (retailer: string) => `At ${retailer}` },
      stop: { zh: (since: string) => `${since} 起停留`, en: (since: string) => `At a stop since ${since}` },
      way: { zh: '途中', en: 'On the way' },
      lastSeen: { zh: (at: string) => `最后定位 ${at}`, en: (at: string) => `Last seen at ${at}` },
      nothing: { zh: '尚无定位', en: 'No report yet' },
      noTrack: { zh: '当天没有定位', en: 'No positions on this day' },
    },
    play: { zh: '播放', en: 'Play' },
    pause: { zh: '暂停', en: 'Pause' },
    speed: { zh: '倍速', en: 'Speed' },
    times: { zh: (n: number) => `${n} 倍`, en: (n: number) => `${n}×` },
    scrubber: { zh: '时间', en: 'Time of day' },
    before: { zh: '上一次打点', en: 'Previous press' },
    after: { zh: '下一次打点', en: 'Next press' },
    follow: { zh: '地图跟随', en: 'Keep in sight on the map' },
    player: { zh: '播放器', en: 'Player' },
    onRecord: {
      zh: '查看轨迹已记录在案，本人可查。',
      en: 'This look at the tracks is on record, and those concerned can see it.',
    },
    expired: {
      zh: (days: string) => `定位点只保存 ${days} 天，当天轨迹已按期删除；走访及判定照常显示。`,
      en: (days: string) =>
        `Positions are kept for ${days} days, so there are no tracks of this day any more. Visits and their verdicts are shown.`,
    },
    noTracks: { zh: '当天没有保存的定位点。', en: 'No positions are stored of this day.' },
    leftOut: {
      zh: (n: string) => `另有 ${n} 人未显示，请选择下级单位。`,
      en: (n: string) => `${n} more are not shown: choose a smaller unit.`,
    },
    asOf: { zh: (clock: string) => `数据截至 ${clock}。`, en: (clock: string) => `As of ${clock}.` },
    readAgain: { zh: '重新读取', en: 'Read again' },
    lastReport: { zh: '最近定位时间', en: 'Last own report' },
    accuracy: { zh: '精度', en: 'Accuracy' },
    driven: { zh: '已行里程（仅计有定位的路段）', en: 'Way so far, as far as it is known' },
    distrusted: {
      zh: (n: string) => `${n} 个定位点未采用：由其他应用模拟或手工标注。`,
      en: (n: string) => `${written(n, 'position is', 'positions are')} left out: made by another app, or set by hand.`,
    },
    day: { zh: '当天经过', en: 'The day as it went' },
    noChapters: { zh: '没有停留，也没有走访。', en: 'No stop and no visit.' },
    stop: { zh: '停留', en: 'Stop' },
    noStop: { zh: '轨迹在此没有停留', en: 'The track shows no stop here' },
    planAgainst: { zh: '计划顺序与实际顺序', en: 'The plan, and the order it was visited in' },
    noPlan: { zh: '当天没有走访计划。', en: 'No plan for this day.' },
    actual: { zh: (n: string) => `实际第 ${n}`, en: (n: string) => `as no. ${n}` },
    notYet: { zh: '尚未走访', en: 'not yet' },
    seek: { zh: (clock: string) => `跳到 ${clock}`, en: (clock: string) => `Show ${clock}` },
    legend: {
      way: { zh: '已走路线', en: 'Way gone' },
      ahead: { zh: '之后路线', en: 'Way to come' },
      plan: { zh: '计划顺序', en: 'Planned order' },
      lastSeen: { zh: '最后定位处，此后位置不明', en: 'Last seen, place since then not known' },
      stop: { zh: '停留及时长', en: 'Stop with its length' },
    },
  },
});
