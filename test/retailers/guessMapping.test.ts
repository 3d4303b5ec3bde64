import { describe, expect, it } from 'vitest';
import type { Frame } from '../../shared/frames.ts';
import type { ImportMapping } from '../../shared/imports.ts';
import { readCsv } from '../../server/tables/csv.ts';
import { guessMapping } from '../../server/retailers/guessMapping.ts';
import { fieldOf } from '../../server/retailers/columnWords.ts';

const wish = { fieldOf, sheet: null, headerLine: null };

function guess(csv: string, frame: Frame = 'wgs84', units: string[] = []): ImportMapping {
  const read = readCsv(new TextEncoder().encode(csv), wish);
  if (!read.ok) throw new Error(read.why.code);
  return guessMapping(read.table, frame, units);
}

describe('a guess', () => {
  it('knows the columns of a Chinese ERP', () => {
    expect(
      guess(
        `客户编码,专卖许可证号,店铺名称,经营地址,经度,纬度,客户档位,业态,经营规模,市场类型,道路状况,营业时间,服务时段,月拜访次数,拜访时长(分钟),月订单数,月销量(条),所属单位,联系人,联系电话
C1,3303001,甲店,温州路1号,120.65,28.01,12,便利店,大,城镇,好,8:00-21:00,9:00-10:00,4,30,4,120,鹿城区,张三,13800000000
C2,3303002,乙店,温州路2号,120.66,28.02,5,食杂店,小,农村,差,7:00-20:00,9:00-10:00,2,20,4,80,瓯海区,李四,13900000000`,
        'gcj02',
        ['鹿城区', '瓯海区'],
      ),
    ).toEqual({
      客户编码: 'code',
      专卖许可证号: 'licenceNo',
      店铺名称: 'name',
      经营地址: 'address',
      经度: 'lng',
      纬度: 'lat',
      客户档位: 'grade',
      业态: 'businessType',
      经营规模: 'scale',
      市场类型: 'setting',
      道路状况: 'roadCondition',
      营业时间: 'openingHours',
      服务时段: 'keyHours',
      月拜访次数: 'visitsPerMonth',
      '拜访时长(分钟)': 'minutesPerVisit',
      月订单数: 'ordersPerMonth',
      '月销量(条)': 'volumePerMonth',
      所属单位: 'unitName',
      联系人: 'contact',
      联系电话: 'phone',
    });
  });

  it('prefers degrees to metres, and a licence number to a row number, in open data', () => {
    expect(
      guess(`X,Y,OBJECTID,BUSINESS_NAME,LATITUDE,LONGITUDE,LICENSE_NUMBER,LICENSE_STATUS
987654.2,201234.5,1,Foo,40.7,-73.9,L1,Active
987655.2,201236.5,2,Bar,40.71,-73.91,L2,Active`),
    ).toEqual({ BUSINESS_NAME: 'name', LATITUDE: 'lat', LONGITUDE: 'lng', LICENSE_NUMBER: 'licenceNo' });
  });

  it('takes X and Y, the_geom, WKT or a location in brackets for the coordinate', () => {
    expect(guess('X,Y,FID,Store Name\n-79.8,40.5,1,A\n-79.9,40.6,2,B')).toEqual({
      X: 'lng',
      Y: 'lat',
      FID: 'code',
      'Store Name': 'name',
    });
    expect(guess('cartodb_id,the_geom,name\n1,POINT(-73.9 40.7),A\n2,,B')).toEqual({
      cartodb_id: 'code',
      the_geom: 'lngLat',
      name: 'name',
    });
    expect(guess('store_id,WKT,title\n1,"POINT (-73.9 40.7)",A')).toEqual({
      store_id: 'code',
      WKT: 'lngLat',
      title: 'name',
    });
    expect(guess('Store Number,Store Name,Location 1\n1,A,"1 Main\n(40.7, -73.9)"')).toEqual({
      'Store Number': 'code',
      'Store Name': 'name',
      'Location 1': 'lngLat',
    });
    expect(guess('零售户编码,零售户名称,坐标\n1,甲,"120.65,28.01"')).toEqual({
      零售户编码: 'code',
      零售户名称: 'name',
      坐标: 'lngLat',
    });
  });

  it('takes the coordinate of the declared frame where a file has several', () => {
    const csv =
      'code,name,bd09_lng,bd09_lat,gcj02_lng,gcj02_lat,WGS84经度,WGS84纬度\n1,A,120.3,28.3,120.2,28.2,120.1,28.1';
    expect(guess(csv, 'bd09')).toMatchObject({ bd09_lng: 'lng', bd09_lat: 'lat' });
    expect(guess(csv, 'gcj02')).toMatchObject({ gcj02_lng: 'lng', gcj02_lat: 'lat' });
    expect(guess(csv, 'wgs84')).toMatchObject({ WGS84经度: 'lng', WGS84纬度: 'lat' });
  });

  it('takes a column of units only where it names them', () => {
    expect(guess('code,name,lng,lat,county\n1,A,120,28,ALLEGHENY', 'wgs84', ['鹿城区'])).not.toHaveProperty('county');
  });

  it('leaves out what its field could not hold, but not for one bad cell', () => {
    const rows = (hours: string[]) =>
      `code,name,lng,lat,opening hours\n${hours.map((h, i) => `${i},A,120,28,${h}`).join('\n')}`;
    expect(guess(rows(['Mo-Fr 08:00-18:00', 'by appointment', 'never']))).not.toHaveProperty('opening hours');
    expect(guess(rows(['08:00-18:00', 'broken', '9:00-17:00', '9:00-17:00']))).toHaveProperty(
      'opening hours',
      'openingHours',
    );
  });

  it('takes the most telling words for the name where no column is called so', () => {
    expect(
      guess(
        'province,county,circle,longitude_wgs84,latitude_wgs84\n浙江,鹿城,广化,120.65,28.01\n浙江,鹿城,黄龙,120.6,28.02',
      ),
    ).toEqual({ circle: 'name', longitude_wgs84: 'lng', latitude_wgs84: 'lat' });
  });

  it('joins the house number to the street', () => {
    expect(guess('id,name,lat,lon,addr:housenumber,addr:street\n1,A,28,120,5,Main\n2,B,28,120,7,Main')).toMatchObject({
      'addr:housenumber': 'address',
      'addr:street': 'address',
    });
  });

  it('takes the most lasting number for the code: a record’s own before a GIS’s, and no account of many shops', () => {
    expect(
      guess('OBJECTID,Record_ID,Store Name,Store Street Address,Latitude,Longitude\n1,7,A,1 Main,40.1,-80.1'),
    ).toEqual({
      Record_ID: 'code',
      'Store Name': 'name',
      'Store Street Address': 'address',
      Latitude: 'lat',
      Longitude: 'lng',
    });
    const rows = Array.from({ length: 40 }, (_, i) => `L${i},${i % 20},Shop ${i},41.${i},-87.6`);
    expect(guess(`License ID,Account Number,DBA Name,Latitude,Longitude\n${rows.join('\n')}`)).toEqual({
      'License ID': 'licenceNo',
      'DBA Name': 'name',
      Latitude: 'lat',
      Longitude: 'lng',
    });
  });

  it('does not mind what stands in brackets', () => {
    expect(guess('客户编码（必填）,客户名称,经度(东经),纬度(北纬)\n1,甲,120.1,28.1')).toEqual({
      '客户编码（必填）': 'code',
      客户名称: 'name',
      '经度(东经)': 'lng',
      '纬度(北纬)': 'lat',
    });
  });

  it('needs no rows', () => {
    expect(guess('编码,店名,经度,纬度\n')).toEqual({ 编码: 'code', 店名: 'name', 经度: 'lng', 纬度: 'lat' });
  });
});
