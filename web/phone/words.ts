import { wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  phone: {
    title: { zh: '我的走访', en: 'My visits' },
    stops: { zh: '今日走访点', en: 'Today’s stops' },
    mine: { zh: '我的记录', en: 'Own visits' },
    progress: {
      zh: (made: string, all: string) => `已走访 ${made} / ${all}`,
      en: (made: string, all: string) => `${made} of ${all} visited`,
    },
    done: { zh: (shown: string) => `前 ${shown} 户已走访`, en: (shown: string) => `The first ${shown} are done` },
    notOpen: { paused: { zh: '已停访', en: 'Paused' }, closed: { zh: '已歇业', en: 'Closed' } },
    month: { zh: '我的走访日历', en: 'My calendar' },
    tell: { zh: '告知店主', en: 'Tell the retailer' },
    tellText: {
      zh: (name: string, day: string) => `您好，${name}：我将于${day}前来走访，如有需要请提前准备。`,
      en: (name: string, day: string) => `Hello ${name}, my next visit to you is on ${day}.`,
    },
    told: { zh: '已复制，可粘贴发送。', en: 'Copied: paste it into a message.' },
    noPlan: { zh: '今天没有计划走访点。', en: 'No stops planned for today.' },
    other: { zh: '其他零售户', en: 'Another retailer' },
    otherSearch: { zh: '零售户名称或编码', en: 'Name or code of the retailer' },
    start: { zh: '开始走访', en: 'Start visit' },
    end: { zh: '走访结束', en: 'End visit' },
    under: { zh: (retailer: string) => `走访中：${retailer}`, en: (retailer: string) => `In a visit: ${retailer}` },
    since: {
      zh: (time: string, ago: string) => `${time} 开始（${ago}）`,
      en: (time: string, ago: string) => `since ${time} (${ago})`,
    },
    navigate: { zh: '导航', en: 'Navigate' },
    away: {
      zh: (distance: string, direction: string) => `${direction} ${distance}`,
      en: (distance: string, direction: string) => `${distance} ${direction}`,
    },
    compass: {
      zh: ['北', '东北', '东', '东南', '南', '西南', '西', '西北'],
      en: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
    },
    locating: { zh: '正在定位…', en: 'Looking for your position …' },
    place: {
      zh: (accuracy: string) => `定位精度 ±${accuracy}`,
      en: (accuracy: string) => `Position known to ±${accuracy}`,
    },
    placeGood: { zh: '足以证明到位。', en: 'Good enough to prove a visit.' },
    moveCloser: {
      zh: (accuracy: string) => `请走到门口或空旷处：±${accuracy} 可能不足以证明到位。`,
      en: (accuracy: string) => `Move to the door or into the open: ±${accuracy} may be too vague to prove the visit.`,
    },
    farFrom: {
      zh: (distance: string) => `您距该零售户登记位置约 ${distance}。`,
      en: (distance: string) => `You are about ${distance} from the stored place of this retailer.`,
    },
    denied: {
      zh: '本页面无权获取您的位置，请在浏览器设置中允许本网站定位。',
      en: 'This page may not know your position. Allow it in the browser’s settings for this site.',
    },
    insecure: { zh: '手机只在 HTTPS 下提供定位。', en: 'A phone gives its position only over HTTPS.' },
    noPosition: {
      zh: '没有取得定位。请到空旷处再试，或不带定位发送。',
      en: 'No position could be found. Try in the open, or send without one.',
    },
    retry: { zh: '重新定位', en: 'Measure again' },
    send: { zh: (what: string) => `立即${what}`, en: (what: string) => `${what} now` },
    sendAnyway: { zh: (what: string) => `以此定位${what}`, en: (what: string) => `${what} with this position` },
    sendWithout: { zh: (what: string) => `不带定位${what}`, en: (what: string) => `${what} without a position` },
    clockOff: {
      zh: (by: string, isAhead: boolean) =>
        `本机时钟${isAhead ? '快' : '慢'}了 ${by}。请设为自动对时：打点记录的是本机时间。`,
      en: (by: string, isAhead: boolean) =>
        `This phone’s clock is ${by} ${isAhead ? 'ahead' : 'behind'}. Set it to automatic: presses carry its time.`,
    },
    waiting: {
      zh: (_n: number, shown: string) => `${shown} 次打点等待发送`,
      en: (n: number, shown: string) =>
        n === 1 ? `${shown} press waits to be sent` : `${shown} presses wait to be sent`,
    },
    waitingNone: { zh: '已全部发送', en: 'Everything is sent' },
    refused: { zh: '未被接受', en: 'Not accepted' },
    discard: { zh: '移除', en: 'Remove' },
    sendNow: { zh: '立即发送', en: 'Send now' },
    offline: {
      zh: '无网络：您的打点已保存，稍后按原时间发送。',
      en: 'No connection: what you press is kept and sent later with its own time.',
    },
    savedAt: { zh: (time: string) => `走访点截至 ${time}`, en: (time: string) => `Stops as of ${time}` },
    signInAgain: {
      zh: '请重新登录以发送等待中的打点，数据不会丢失。',
      en: 'Sign in again to send what waits. Nothing is lost.',
    },
    noVisits: { zh: '今天还没有走访。', en: 'No visits yet today.' },
    startOf: { zh: (retailer: string) => `开始：${retailer}`, en: (retailer: string) => `Start: ${retailer}` },
    endOf: { zh: (retailer: string) => `结束：${retailer}`, en: (retailer: string) => `End: ${retailer}` },
    visited: { zh: '已走访', en: 'visited' },
    cannotKeep: {
      zh: '本机无法保存数据（存储已满，或浏览器不允许本页存储）：打点须联网立即发送，发送完成前请勿关闭页面。',
      en: 'This phone can keep nothing: its store is full or closed to this page. What you press is sent at once, so stay online and leave the page open until it is.',
    },
    notStored: {
      zh: '手机存储已满，无法保存此次打点。发送完成前请保持联网。',
      en: 'This phone could not keep the press: its store is full. Stay online until it is sent.',
    },
    dashboard: { zh: '管理界面', en: 'Dashboard' },
    appeal: { zh: '申诉', en: 'Appeal' },
    appealWhy: { zh: '判定有误？请说明情况，由人工复核。', en: 'Not right? Say what happened; a person decides.' },
    appealed: { zh: '您的申诉正在复核中。', en: 'Your appeal is with the auditors.' },
    decided: { zh: '考核员已作出结论。', en: 'An auditor has decided.' },
    earlier: { zh: '以前的走访', en: 'Earlier visits' },
    earlierNone: { zh: '没有以前的走访。', en: 'No earlier visits.' },
    claimed: { zh: '事后补报', en: 'claimed afterwards' },
    act: {
      shiftOpen: { zh: '上班打卡', en: 'Start of the shift' },
      shiftClose: { zh: '下班打卡', en: 'End of the shift' },
      claim: { zh: '补报走访', en: 'Forgotten visit' },
      dismiss: { zh: '不是走访', en: 'No visit' },
    },
    shift: {
      title: { zh: '班次', en: 'Shift' },
      open: { zh: '上班', en: 'Start shift' },
      close: { zh: '下班', en: 'End shift' },
      since: {
        zh: (time: string, ago: string) => `${time} 上班（${ago}）`,
        en: (time: string, ago: string) => `Open since ${time} (${ago})`,
      },
      none: { zh: '当前未上班。', en: 'No shift is open.' },
      onlyIn: {
        zh: '仅在您上班期间和打点时保存定位。',
        en: 'Positions are kept only in a shift that you open, and when you press.',
      },
      always: {
        zh: '定位应用开启时即保存定位；班次表示您的工作时间。',
        en: 'Positions are kept whenever your tracker app is on. A shift says when you work.',
      },
    },
    forgotten: {
      title: { zh: '忘记打点了吗？', en: 'Forgotten a visit?' },
      lead: {
        zh: '您的轨迹在此停留过，但没有打点。是不是走访，只有您知道。',
        en: 'Your track stopped here and nothing was pressed. Only you can say what it was.',
      },
      stop: {
        zh: (from: string, until: string, length: string) => `${from} 至 ${until}（${length}）`,
        en: (from: string, until: string, length: string) => `${from} to ${until} (${length})`,
      },
      away: { zh: (distance: string) => `相距 ${distance}`, en: (distance: string) => `${distance} away` },
      planned: { zh: '今日计划', en: 'planned today' },
      which: { zh: '零售户', en: 'Retailer' },
      note: { zh: '当时做了什么？', en: 'What did you do there?' },
      claim: { zh: '是走访，补报', en: 'It was a visit' },
      claimLead: {
        zh: '将标明为事后补报，由考核员作出结论。',
        en: 'It is marked as claimed afterwards, and an auditor decides.',
      },
      dismiss: { zh: '不是走访', en: 'No visit' },
    },
    stored: {
      title: { zh: '系统存有我的哪些数据', en: 'What is stored about me' },
      menu: { zh: '系统存有我的哪些数据', en: 'What is stored about me' },
      lead: {
        zh: (days: string) => `原始定位 ${days} 天后删除；走访、判定及其证据予以保留。`,
        en: (days: string) =>
          `Raw positions are deleted after ${days} days. Visits, their verdicts and their evidence stay.`,
      },
      looks: { zh: '谁查看过我的位置', en: 'Who looked at my positions' },
      noLooks: { zh: '没有人查看过您的位置。', en: 'Nobody has looked at your positions.' },
      look: { zh: (who: string) => `${who} 查看过`, en: (who: string) => `${who} looked` },
      hours: {
        zh: (from: string, to: string) => `时段 ${from} 至 ${to}`,
        en: (from: string, to: string) => `at ${from} to ${to}`,
      },
      byDay: { zh: '按日期', en: 'By day' },
      day: { zh: '日期', en: 'Day' },
      fixes: { zh: '定位', en: 'Positions' },
      refused: { zh: '未保存', en: 'Not kept' },
      refusedWhy: {
        zh: '未保存：在班次之外记录，系统只知道其数量。',
        en: 'Not kept: recorded outside of every shift; only their number is known.',
      },
      presses: { zh: '打点', en: 'Presses' },
      notices: { zh: '手机记录', en: 'Noticed' },
      shifts: { zh: '班次', en: 'Shifts' },
      shiftFrom: {
        zh: (from: string, to: string) => `${from} 至 ${to}`,
        en: (from: string, to: string) => `${from} to ${to}`,
      },
      notClosed: { zh: '未打下班卡', en: 'not closed' },
      phones: { zh: '我的手机', en: 'My phones' },
      other: { zh: '此外还有', en: 'And also' },
      quarantined: { zh: '无法识别的消息', en: 'Messages that could not be read' },
      appeals: { zh: '申诉', en: 'Appeals' },
      decisions: { zh: '对我走访的复核结论', en: 'Decisions on my visits' },
      dismissed: { zh: '确认不是走访的停留', en: 'Stops that were no visits' },
      sessions: { zh: '有效登录', en: 'Sign-ins that are open' },
      save: { zh: '保存为文件', en: 'Save as a file' },
      show: { zh: (day: string) => `查看 ${day}`, en: (day: string) => `Show ${day}` },
      nothing: { zh: '当天没有存储任何数据。', en: 'Nothing is stored about this day.' },
      firstOf: {
        zh: (shown: string, all: string) => `前 ${shown} 条，共 ${all} 条；文件中为全部`,
        en: (shown: string, all: string) => `the first ${shown} of ${all}; the file has all`,
      },
    },
  },
});
