import { many, wordsOf } from '../ui/words.ts';

export const words = wordsOf({
  keys: {
    goRetailers: { zh: '转到零售户', en: 'Go to retailers' },
    clusters: { zh: '下一处聚合零售户', en: 'Next cluster of retailers' },
  },
  map: {
    layer: {
      retailers: { zh: '全部零售户', en: 'All retailers' },
      clusters: { zh: '缩小时聚合显示', en: 'In clusters when far off' },
    },
  },
  retailers: {
    title: { zh: '零售户', en: 'Retailers' },
    sentence: {
      zh: (_n: number, shown: string) => `${shown} 个零售户`,
      en: (n: number, shown: string) => many(n, shown, 'retailer', 'retailers'),
    },
    found: {
      zh: (_n: number, shown: string, all: string) => `符合条件 ${shown} 户，共 ${all} 户`,
      en: (_n: number, shown: string, all: string) => `${shown} of ${all} retailers`,
    },
    search: { zh: '名称、编码、许可证号或地址', en: 'Name, code, licence or address' },
    import: { zh: '导入', en: 'Import' },
    none: { zh: '没有相符的零售户。', en: 'No retailer matches.' },
    empty: { zh: '还没有零售户。', en: 'No retailers yet.' },
    emptyLead: {
      zh: '导入 CSV 或 Excel 文件：每行一个零售户，含编码、名称和坐标；如有单位、片区、客户经理、联系人等列，一并导入。',
      en: 'Import a CSV or Excel file: one row a retailer, with a code, a name and a coordinate. Columns for unit, territory, rep and contact come with it.',
    },
    details: { zh: '资料', en: 'Details' },
    visitsHere: { zh: '走访记录', en: 'Visits here' },
    noVisitsHere: { zh: '还没有走访。', en: 'No visits yet.' },
    good: { zh: (sigma: string) => `精度约 ${sigma}`, en: (sigma: string) => `good to about ${sigma}` },
    original: { zh: '导入时', en: 'As imported' },
    perMonth: { zh: (n: string) => `每月 ${n}`, en: (n: string) => `${n} a month` },
    minutes: { zh: (n: string) => `${n} 分钟`, en: (n: string) => `${n} min` },
  },
  filters: {
    title: {
      zh: (n: number) => (n > 0 ? `筛选（已选 ${n} 项）` : '筛选'),
      en: (n: number) => (n > 0 ? `Filter (${n} set)` : 'Filter'),
    },
    state: { zh: '营业状态', en: 'Open or not' },
    states: {
      open: { zh: '正常', en: 'Open' },
      paused: { zh: '停访', en: 'Paused' },
      closed: { zh: '歇业', en: 'Closed' },
    },
    trust: { zh: '坐标可信度', en: 'Trust in the coordinate' },
    noTerritory: { zh: '不在任何片区', en: 'In no territory' },
    notVisitedSince: { zh: '自此日起未走访', en: 'Not visited since' },
    clear: { zh: '清除筛选', en: 'Clear the filter' },
  },
  places: {
    title: { zh: '坐标历史', en: 'Where it was said to be' },
    change: { zh: '更改坐标', en: 'Change the place' },
    kind: {
      import: { zh: '导入', en: 'Imported' },
      survey: { zh: '更正', en: 'Corrected' },
      learned: { zh: '由走访得出', en: 'Learned from visits' },
      frame: { zh: '更正坐标系', en: 'Coordinate frame corrected' },
      move: { zh: '搬迁', en: 'Moved' },
      withdrawn: { zh: '撤回', en: 'Withdrawn' },
    },
    from: { zh: (day: string) => `${day}起`, en: (day: string) => `from ${day}` },
    moved: { zh: (far: string) => `相距 ${far}`, en: (far: string) => `${far} away` },
    frame: { zh: '坐标系为 WGS-84（GPS）。', en: 'In WGS-84, as GPS says it.' },
    correction: { zh: '原坐标有误，店铺没有搬迁', en: 'It was always here: the coordinate was wrong' },
    move: { zh: '店铺搬迁到了这里', en: 'The shop moved here' },
    fromDay: { zh: '搬迁日期', en: 'On which day' },
    surveyed: { zh: '在店铺门口实地测得', en: 'Measured at the door' },
    reason: { zh: '原因', en: 'Why' },
    save: { zh: '保存坐标', en: 'Save the place' },
    noneAgain: { zh: '没有走访需要重新判定。', en: 'No visit will be judged again.' },
    again: {
      zh: (_n: number, shown: string) => `将有 ${shown} 次走访重新判定。`,
      en: (n: number, shown: string) => `${many(n, shown, 'visit', 'visits')} will be judged again.`,
    },
    earlierStay: { zh: '搬迁前的走访维持原判。', en: 'Visits before that day keep their verdict.' },
  },
  life: {
    title: { zh: '营业状态', en: 'Open or closed' },
    now: {
      open: { zh: '营业中', en: 'Open' },
      paused: { zh: '停访中：不列入应访，不编入计划', en: 'Paused: neither due nor planned' },
      closed: { zh: '已歇业：不列入应访，不编入计划', en: 'Closed: neither due nor planned' },
    },
    deed: {
      opened: { zh: '开业', en: 'opened' },
      paused: { zh: '停访', en: 'paused' },
      resumed: { zh: '恢复走访', en: 'resumed' },
      closed: { zh: '歇业', en: 'closed' },
      withdrawn: { zh: '撤回当日记录', en: 'what was said of that day withdrawn' },
    },
    setting: { urban: { zh: '城镇', en: 'urban' }, rural: { zh: '乡村', en: 'rural' } },
    from: { zh: (day: string) => `自 ${day} 起`, en: (day: string) => `from ${day}` },
    always: { zh: '最初', en: 'before' },
    act: { zh: '变更营业状态', en: 'Open, pause or close' },
    what: { zh: '变更为', en: 'From that day' },
    fromDay: { zh: '起始日期', en: 'Holds from' },
    word: { zh: '依据', en: 'On whose word, or why' },
    factsTitle: { zh: '资料历史', en: 'What it was, and since when' },
    change: { zh: '更改资料', en: 'Change' },
    notOpen: {
      zh: (_n: number, shown: string) => `${shown} 行对应的零售户已停访或歇业：资料已更新，状态不变`,
      en: (n: number, shown: string) =>
        `${many(n, shown, 'row is of a retailer that is', 'rows are of retailers that are')} paused or closed: what the file says was stored, and they stay what they are`,
    },
  },
  import: {
    title: { zh: '导入零售户', en: 'Import retailers' },
    drop: { zh: '将 CSV 或 Excel 文件拖到这里', en: 'Drop a CSV or Excel file here' },
    choose: { zh: '选择文件', en: 'Choose a file' },
    dropHint: {
      zh: '每行一个零售户。单位、片区、客户经理若不存在会新建或提示。UTF-8 与 GB 18030 均可识别。',
      en: 'One row a retailer. Units and territories it names are made where there are none. UTF-8 and GB 18030 are both read.',
    },
    again: { zh: '再次读取此文件', en: 'The same file again' },
    another: { zh: '换一个文件', en: 'Another file' },
    frame: { zh: '坐标系', en: 'Coordinates are in' },
    frameHint: { zh: '坐标系选错会使位置偏移 0.5–1.1 公里。', en: 'A wrong frame moves a shop by 0.5 to 1.1 km.' },
    unit: { zh: '导入到单位', en: 'Into unit' },
    columns: { zh: '列对应', en: 'Columns' },
    ignored: { zh: '不导入', en: 'Not imported' },
    missing: { zh: (fields: string) => `还需要：${fields}`, en: (fields: string) => `Still needed: ${fields}` },
    reading: { zh: '正在读取文件…', en: 'Reading the file …' },
    sentence: {
      zh: (good: string, all: string) => `${all} 行中有 ${good} 行可以导入`,
      en: (good: string, all: string) => `${good} of ${all} rows can be imported`,
    },
    encoding: { zh: (name: string) => `按 ${name} 读取`, en: (name: string) => `Read as ${name}` },
    sheet: { zh: '工作表', en: 'Sheet' },
    hiddenSheet: { zh: (name: string) => `${name}（隐藏）`, en: (name: string) => `${name} (hidden)` },
    headerLine: { zh: '表头在第几行', en: 'The columns are named in line' },
    headerHint: { zh: '0 表示没有表头。', en: '0 where the file does not name them.' },
    noHeader: {
      zh: '没有找到表头：首行按数据读取，列名为 #1、#2……',
      en: 'No line names the columns: the first is read as data, and they are called #1, #2 …',
    },
    codeFrom: {
      zh: (field: string) => `没有编码列：将以“${field}”作为编码。请确认，或在下方指定编码列。`,
      en: (field: string) =>
        `No column gives a code: “${field}” will serve as the code. Check this, or choose the column below.`,
    },
    notes: {
      zh: (_n: number, shown: string) => `${shown} 行可导入，但有内容未读入`,
      en: (n: number, shown: string) =>
        `${many(n, shown, 'row is', 'rows are')} imported without something that cannot be read`,
    },
    shared: {
      zh: (_n: number, shown: string) => `${shown} 行与至少另外两行坐标相同：很可能是地址解析失败的默认值。`,
      en: (n: number, shown: string) =>
        `${many(n, shown, 'row shares its coordinate', 'rows share their coordinate')} with two others or more: a geocoder’s fallback, most likely.`,
    },
    problems: {
      zh: (_n: number, shown: string) => `${shown} 行不能导入`,
      en: (n: number, shown: string) => many(n, shown, 'row cannot be imported', 'rows cannot be imported'),
    },
    firstProblems: {
      zh: (shown: string) => `仅显示前 ${shown} 行`,
      en: (shown: string) => `the first ${shown} are shown`,
    },
    line: { zh: '行号', en: 'Line' },
    problem: { zh: '问题', en: 'Problem' },
    says: { zh: '文件内容', en: 'The file says' },
    sample: { zh: '前几行的读取结果', en: 'How the first rows are read' },
    start: {
      zh: (_n: number, shown: string) => `导入 ${shown} 个零售户`,
      en: (n: number, shown: string) => `Import ${many(n, shown, 'retailer', 'retailers')}`,
    },
    running: {
      zh: (done: string, all: string) => `${done} / ${all} 行`,
      en: (done: string, all: string) => `${done} of ${all} rows`,
    },
    done: { zh: '导入完成', en: 'The import is done' },
    failed: {
      zh: '导入中断。已存入的保留；重新导入同一文件即可继续。',
      en: 'The import stopped. What was stored stays; import the file again to go on.',
    },
    created: { zh: '新增', en: 'New' },
    updated: { zh: '更新', en: 'Changed' },
    unchanged: { zh: '无变化', en: 'Unchanged' },
    rejected: { zh: '未导入', en: 'Rejected' },
    seeMap: { zh: '在地图上查看', en: 'See them on the map' },
  },
});
