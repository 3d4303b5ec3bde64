// Pure: what columns are called, in Chinese and English, in open data, GIS exports and ERP systems.
import type { Frame } from '../../shared/frames.ts';
import type { ImportField } from '../../shared/imports.ts';
import { simplified } from '../tables/chinese.ts';

/** A header without case, width, signs and what stands in brackets, and the frame it names, if it names one: `Lng (BD-09)` → `lng`, bd09. */
export function plainHeader(header: string): { word: string; frame: Frame | null } {
  const plain = simplified(header.normalize('NFKC').toLowerCase());
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
  const word = letters(plain.replace(/[([【].*?[)\]】]/g, '')) || letters(plain);
  const frame = frameWords.find(([pattern]) => pattern.test(letters(plain)));
  const said = frame ? word.replace(frame[0], '') : word;
  return {
    word: isKnown(said) ? said : (inOneLanguage(plain).map(letters).find(isKnown) ?? said),
    frame: frame?.[1] ?? null,
  };
}

/** `客户编码 Code` is said twice: the Chinese of it, and the rest. */
function inOneLanguage(header: string): string[] {
  return /\p{sc=Han}/u.test(header) && /\p{sc=Latin}{2}/u.test(header)
    ? [header.replace(/\p{sc=Latin}/gu, ''), header.replace(/\p{sc=Han}/gu, '')]
    : [];
}

const isKnown = (word: string): boolean =>
  word !== '' && namePatterns.some(([, patterns]) => patterns.some((pattern) => pattern.test(word)));

const frameWords: [RegExp, Frame][] = [
  [/wgs(84)?|epsg4326|4326|cgcs2000/, 'wgs84'],
  [/gcj0?2|gcj|火星|高德|腾讯|amap/, 'gcj02'],
  [/bd0?9(ll)?|百度|baidu/, 'bd09'],
];

const shop = '(零售户|零售客户|客户|商户|店铺|门店|商店|经营户|经营者|终端|网点|店)';
const shopEn =
  '(customer|cust|client|retailer|retail|store|shop|outlet|account|merchant|pos|site|facility|fac|business|biz|establishment|estab|entity|vendor|dealer|premises?|location|market)';

/** For each field the patterns of plain headers, the best first. */
export const fieldWords: Partial<Record<ImportField, readonly RegExp[]>> = {
  code: [
    new RegExp(`^${shop}(编码|编号|代码|代号|号|id)$`),
    new RegExp(`^${shopEn}(code|no|nr|number|num|nbr|key|ref|reference)$`),
    /^(编码|编号|代码|code|код|코드|código|codigo)$/,
    new RegExp(`^${shopEn}id(entifier)?$`),
  ],
  name: [
    new RegExp(`^${shop}(名称|名|店名|简称|全称)$`),
    /^(店名|招牌|招牌名称|字号|字号名称|企业字号|商号|店招)$/,
    new RegExp(`^${shopEn}(trade|trading)?name$`),
    /^(dba|dbaname|doingbusinessas.*|tradename|tradingname|tradingas)$/,
    /^(名称|name|название|наименование|이름|상호|nombre|nom|企业名称|单位名称|公司名称|companyname|company|title)$/,
    new RegExp(`^${shopEn}$`),
    /^(legalname|licenseename|licensename|ownername|displayname|label|.*(店名|户名称|户名))$/,
    /^(?!.*(city|county|state|street|district|province|region|country|contact|owner|user|first|last|file|unit|branch|road|area|zone|town)).*[a-z]name1?$/,
  ],
  lng: [
    /^(经度|longitude|lng|lon|long|долгота|경도|longitud|longitudine|längengrad)$/,
    /(经度|longitude|lng|lon|long)$/,
    /^(经度|longitude|lng|lon)/,
    /^(x|xcoord|xcoordinate|coordx|pointx|geox|mapx|坐标x|x坐标|横坐标)$/,
  ],
  lat: [
    /^(纬度|latitude|lat|широта|위도|latitud|latitudine|breitengrad)$/,
    /(纬度|latitude|lat)$/,
    /^(纬度|latitude|lat)/,
    /^(y|ycoord|ycoordinate|coordy|pointy|geoy|mapy|坐标y|y坐标|纵坐标)$/,
  ],
  lngLat: [
    /(经纬度?|lnglat|lonlat|latlng|latlon|latlong|longlat|latitudelongitude|longitudelatitude)/,
    /(thegeom|geom|geometry|wkt|geojson|geopoint|geo2d|geolocation|georeference|geocoded.*|point|shape)$/,
    /(坐标|定位|gps|coordinates?|coords?|位置|location\d*|latlonlocation|newgeoreferencedcolumn)/,
  ],
  licenceNo: [
    /^.*(许可证|专卖证)(号|号码|编号|证号)?$/,
    /^.*(licen[cs]e|permit)(number|no|num|nbr|nr|id|code)$/,
    /^(licen[cs]e|lic(number|no|num|nbr)|证号|证件号|证照号|许可号)$/,
    /^(统一社会信用代码|社会信用代码|营业执照号?|registrationn(umber|o))$/,
  ],
  address: [
    /^(经营|店铺|门店|客户|零售户|商户|详细|营业|实际经营|配送|送货)?(地址|地点)$/,
    /^((full|street|premises?|business|store|shop|site|physical|location|mailing)?address(line)?1?|addr(ess)?1?|addressfull)$/,
    /^(addr|address)?(street|streetname|road|roadname)$/,
    /地址$/,
    /^(?!.*(e?mail|web|ip|city|contact|owner)).*address(line)?1?$/,
    /^(location|site|business)?(street|addr|address)(1|line1|name)?$/,
  ],
  grade: [
    /^(客户|零售户)?(档位|分类|等级|类别|星级|级别|分档)$/,
    new RegExp(`^${shopEn}?(grade|tier|class|rank|rating|segment)$`),
  ],
  businessType: [
    /^(经营|零售|店铺|客户|商户)?(业态|业态类型|业态名称)$/,
    /^(经营类型|店铺类型|门店类型|客户类型|经营范围|行业|类型)$/,
    new RegExp(`^${shopEn}?(type|category|kind|format|channel)$`),
    /^(industry|shop|amenity|primarytype)$/,
    /^licen[cs]e(category|description|type)$/,
  ],
  scale: [/^(经营|店铺|客户|门店)?(规模|大小)$/, new RegExp(`^${shopEn}?(size|scale)$`)],
  setting: [
    /^(市场类型|城乡|城乡分类|城乡类型|城乡属性|市场|地域类型|区域类型|地理环境|setting|urbanrural|ruralurban|marketsetting|areatype|locale)$/,
  ],
  roadCondition: [/^(路况|道路|道路状况|道路条件|交通条件|交通状况|roadcondition|road|roads|roadquality)$/],
  openingHours: [
    /^(营业时间|经营时间|营业时段|openinghours|openhours|businesshours|hours|hoursofoperation|tradinghours)$/,
  ],
  keyHours: [
    /^(重点服务时段|关键服务时段|服务时段|重点时段|关键时段|最佳拜访时间|拜访时段|keyhours|keyservicehours|servicehours|preferredhours|visithours)$/,
  ],
  visitsPerMonth: [
    /^(月|每月)?(拜访|走访|访问|服务)(频次|频率|次数)(次\/?月|月)?$/,
    /^(visitspermonth|monthlyvisits|visitfrequency|frequency|visitfreq)$/,
  ],
  minutesPerVisit: [
    /^(单次|每次)?(拜访|走访|服务|访问|停留)(时长|时间|分钟|分钟数)(分钟|min)?$/,
    /^(minutespervisit|visitminutes|visitduration(min|minutes)?|minutes|durationmin(utes)?|servicetime(min)?|servicemin(utes)?)$/,
  ],
  ordersPerMonth: [
    /^(月|每月|月均|月度)?(订单数?量?|订货次数|订单次数|订货频次)(单|次)?$/,
    /^(orderspermonth|monthlyorders|orders|ordercount|avgmonthlyorders)$/,
  ],
  volumePerMonth: [
    /^(月|每月|月均|月度)?(销量|订货量|购进量|进货量|购烟量|销售量|用量)(条|箱)?$/,
    /^(volumepermonth|monthlyvolume|volume|monthlysales|avgmonthlyvolume|salesvolume)$/,
  ],
  contact: [
    /^(联系人|店主|负责人|店长|老板|经营者姓名|户主|法人|法定代表人)(姓名|名称|名)?$/,
    /^(contact|contactperson|contactname|owner|ownername|shopowner|storeowner|proprietor|storemanager|shopkeeper)$/,
  ],
  phone: [
    /^(联系|店主|负责人|订货|店铺|客户|固定|移动|手机)?(电话|手机|手机号|联系方式|电话号|座机)(码|号码)?$/,
    /^(contact|shop|store|owner)?(telephone|phone|tel|mobile|cell|cellphone|mobilephone)(no|nr|num|number)?$/,
  ],
  visitTerritory: [
    /^(走访|拜访|访问|市场|客户经理)(片区|责任区|线路|路线|区域|辖区)(名称?|编号|编码|号)?$/,
    /^(所属|责任|管理)?(片区|责任区|辖区)(名称?|编号|编码|号)?$/,
    /^(visit|visiting|sales|rep|field)?(territory|patch|beat|salesarea)(name|code|no)?$/,
    /^(visit|visiting|sales)(route|round|area|zone)(name|code|no)?$/,
  ],
  orderCallTerritory: [
    /^(订单呼叫|电话订货|电访|访销|呼叫)(片区|线路|路线|区域|区)(名称?|编号|编码|号)?$/,
    /^(order|ordercall|ordering|call|telesales|telesale)(territory|area|route|zone)(name|code|no)?$/,
  ],
  deliveryTerritory: [
    /^(配送|送货|物流)(片区|线路|路线|区域|区)(名称?|编号|编码|号)?$/,
    /^(delivery|deliveries|distribution|drop)(territory|route|area|round|run|zone)(name|code|no)?$/,
  ],
  rep: [
    /^(客户经理|业务员|访销员|走访员|拜访员|走访人员|拜访人员|市场代表)(账号|工号|登录名)$/,
    /^(rep|salesrep|fieldrep|customermanager|accountmanager|salesperson)(login|username|user|account)$/,
    /^(所属|责任|负责)?(客户经理|业务员|访销员|走访员|拜访员|走访人员|拜访人员|走访人|拜访人|市场代表)(姓名|名称|名)?$/,
    /^(rep|representative|salesrep|salesrepresentative|fieldrep|salesperson|salesman|customermanager|accountmanager|keyaccountmanager|fieldagent|merchandiser|visitedby|assignedto|assignedrep)(name)?$/,
  ],
  unitName: [
    /^(所属)?(单位|部门|县局|县公司|分公司|营销部|市场部|区县|县区|区域|县市区|行政区|机构|区县局|县级局)(名称)?$/,
    /^(unit|branch|office|department|district|county|division|region|team)(name)?$/,
  ],
};

/** What a header says, as the field that is known by such a name; null where none is. */
export function fieldOf(header: string): string | null {
  if (header === '' || header.length > 60) return null;
  const { word } = plainHeader(header);
  return word === ''
    ? null
    : (namePatterns.find(([, patterns]) => patterns.some((pattern) => pattern.test(word)))?.[0] ?? null);
}
const namePatterns = Object.entries(fieldWords);

/** A house's number, where it has a column of its own beside the street. */
export const houseNumber = /^(addr|address)?(building|house|street|bldg|premises?)(number|no|num|nbr)?$|^门牌号?$/;
/** Numbers of a record that may serve as a code, the most lasting first; each with the share of rows it must tell apart. */
export const recordIds: readonly { pattern: RegExp; share: number }[] = [
  {
    pattern:
      /^((osm|full|record|unique|global|feature|place|poi|system)?(id|uid|uuid|guid|identifier)|主键|流水号|记录号|唯一标识)$/,
    share: 0.5,
  },
  { pattern: /^(?!(object|row|cartodb)id$).*[a-z](id|key|uid)$/, share: 0.98 }, // it may be a city's or a kind's
  { pattern: /^(objectid|rowid|cartodbid|(arcgis|gis|ogc)?(oid|fid|gid))$/, share: 0.5 }, // a GIS counts anew at every export
];

/** Headers that mean a unit of the organisation, and not a part of the country: names that it does not know yet are believed. */
export const unitWords =
  /^(所属|管理|责任)?(单位|部门|营销部|市场部|客户服务部|客服部|县局|县公司|分公司|班组|团队)(名称)?$|^(unit|branch|department|team|salesunit|salesteam|division)(name)?$/;
