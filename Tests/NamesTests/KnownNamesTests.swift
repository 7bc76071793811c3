// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// Makers and bodies that are known by several names which do not sound alike.
struct KnownNamesTests {
  private static func pair(_ left: String, _ right: String) -> NameExplanation { NameExplanation.of(left, right) }

  @Test(arguments: [
    ("浙江吉利控股集团有限公司", "Zhejiang Geely Holding Group Co., Ltd."), ("ООО «Джили-Моторс»", "Geely Motors LLC"),
    ("奇瑞汽车股份有限公司", "Chery Automobile Co., Ltd."), ("ООО «Чери Автомобили Рус»", "Chery Automobile Rus LLC"),
    ("深圳市大疆创新科技有限公司", "Shenzhen DJI Technology Co., Ltd."), ("徐工集团有限公司", "XCMG Group Co., Ltd."), ("徐工机械", "XCMG Machinery"),
    ("三一重工股份有限公司", "Sany Heavy Industry Co., Ltd."), ("中联重科股份有限公司", "Zoomlion"), ("广西柳工机械股份有限公司", "Guangxi LiuGong Machinery Co., Ltd."),
    ("中国重汽集团", "Sinotruk Group"), ("海能达通信股份有限公司", "Hytera"), ("华为技术有限公司", "Huawei Technologies Co., Ltd."),
    ("中兴通讯股份有限公司", "ZTE Corporation"), ("中芯国际", "SMIC"), ("豊田", "Toyota"), ("ООО «Комацу»", "小松制作所"),
    ("МФТИ", "MIPT"), ("МГУ", "MSU"), ("Московский физико-технический институт", "MIPT"), ("联合国", "Организация Объединённых Наций"),
    ("МАГАТЭ", "IAEA"), ("哈工大", "Harbin Institute of Technology"), ("ФСБ", "Federal Security Service"),
  ])
  func `One maker or body meets itself under another name, and the explanation says so`(left: String, right: String) {
    let explanation = Self.pair(left, right)
    #expect(explanation.score >= 0.7, "\(explanation)")
    // Where it sounds alike, that is what is said.
    let how = Set(explanation.words.map(\.how))
    #expect(how.contains("known by both names") || how.contains("sound") || how.contains("same"), "\(explanation.words)")
  }

  @Test(arguments: [("吉利", "Geely"), ("МФТИ", "MIPT"), ("奇瑞", "Чери"), ("大疆", "DJI")])
  func `Names that do not sound alike are explained as known`(left: String, right: String) {
    let explanation = Self.pair(left, right)
    #expect(explanation.words.map(\.how) == ["known by both names"])
    #expect(explanation.because.contains("known by both names"))
    #expect(Self.pair(right, left).score == explanation.score)
  }

  @Test(arguments: [
    // A part of another firm's name.
    ("深圳市吉利达科技有限公司", "Geely Technology Co., Ltd."), ("上海三一八贸易有限公司", "Sany Trading Co., Ltd."),
    // Another body whose name begins with the same words.
    ("МГУ", "Moscow State University of Civil Engineering"), ("Банк Россия", "Bank of Russia International"),
    ("北京大学出版社", "Peking University"),
    // Another maker of the same trade.
    ("吉利汽车", "Chery Automobile"), ("徐工机械", "Sany Machinery"), ("大疆", "Autel"), ("МФТИ", "MEPhI"), ("Тойота", "Honda"),
    // A firm that only shares the word of daily use.
    ("ООО «Фотон»", "Beiqi Foton Motor"), ("东风贸易有限公司", "Dongfeng Motor Industry Export"), ("中兴贸易有限公司", "ZTE Corporation"),
  ])
  func `Other firms that share a word or a trade are not merged`(left: String, right: String) {
    let explanation = Self.pair(left, right)
    #expect(explanation.score < 0.7, "\(explanation.score) \(explanation.because)")
  }

  @Test(arguments: [("Джилли Моторс", "Джили Моторс"), ("Caterpilar", "Катерпиллар")])
  func `A slip in a known name still meets it by sound`(left: String, right: String) {
    #expect(Self.pair(left, right).score >= 0.7)
  }

  @Test(arguments: [
    ("World Health Organisation", "World Health Organization"), ("Federalnaya Sluzhba Bezopasnosti", "Federal Security Service"),
    ("Объединённая авиастроительная корпорация", "Obedinennaya aviastroitelnaya korporatsiya"), ("Peking Univercity", "Peking University"),
    ("长城汽车股份有限公司", "Changcheng Qiche Gufen Youxian Gongsi"),
  ])
  func `A known name of several words still meets other spellings word by word`(left: String, right: String) {
    #expect(Self.pair(left, right).score >= 0.7)
  }

  @Test func `A list is searched by any of the names`() {
    let index = NameIndex(["Geely Automobile", "Chery Automobile", "Moscow Institute of Physics and Technology", "DJI"].map { IndexedName($0) })
    #expect(index.search("吉利汽车有限公司").first?.index == 0)
    #expect(index.search("ООО «Чери Автомобили»").first?.index == 1)
    #expect(index.search("МФТИ").first?.index == 2)
    #expect(index.search("大疆有限公司").first?.index == 3)
  }

  @Test func `Persons have no known names`() {
    #expect(NameExplanation.of("Джили", "Geely", kind: .person).words.allSatisfy { $0.how != "known by both names" })
  }

  @Test func `The table says each name once, and of each row two at least`() {
    var seen: Set<String> = []
    for row in KnownNames.rows() {
      #expect(row.names.count > 1, "\(row.names)")
      for name in row.names { #expect(seen.insert(HanScript.simplified(name).lowercased()).inserted || KnownNames.isChinese(name), "\(name)") }
    }
    #expect(seen.count > 700)
  }
}
