// Pure: traditional Chinese signs of headers and usual words as the simplified ones that the readers know.

const TRADITIONAL =
  '戶编編碼號稱經緯許證專賣檔類級態規場鄉鎮農營業時間務點鍵頻訪問單訂數銷進貨煙購屬門區縣機構標橫縱詳細實際條長鐘鋪舖簡項東兩週價質況縣單臺萬億網團隊連鎖電話聯絡県経舗区図広';
const SIMPLIFIED =
  '户编编码号称经纬许证专卖档类级态规场乡镇农营业时间务点键频访问单订数销进货烟购属门区县机构标横纵详细实际条长钟铺铺简项东两周价质况县单台万亿网团队连锁电话联络县经铺区图广';

const simple = new Map([...TRADITIONAL].map((sign, i) => [sign, [...SIMPLIFIED][i]!]));

export function simplified(text: string): string {
  return text.replace(/\p{sc=Han}/gu, (sign) => simple.get(sign) ?? sign);
}
