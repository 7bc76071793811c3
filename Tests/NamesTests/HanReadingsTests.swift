// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// Characters of several readings, by the word or as a surname.
struct HanReadingsTests {
  @Test(arguments: [
    ("重庆", "chongqing"), ("重工", "zhonggong"), ("长沙", "changsha"), ("成长", "chengzhang"), ("董事长", "dongshizhang"), ("厦门", "xiamen"),
    ("大厦", "dasha"), ("银行", "yinhang"), ("飞行", "feixing"), ("自行车", "zixingche"), ("音乐", "yinyue"), ("快乐", "kuaile"), ("乐清", "yueqing"),
    ("朝阳", "chaoyang"), ("朝日", "zhaori"), ("佛山", "foshan"), ("东莞", "dongguan"), ("黄埔", "huangpu"), ("空调", "kongtiao"), ("弹簧", "tanhuang"),
    ("给水", "jishui"), ("模具", "muju"), ("东阿", "donge"), ("六安", "luan"), ("曾", "zeng"), ("单县", "shanxian"), ("西藏", "xizang"), ("会计", "kuaiji"),
  ])
  func `A character is read as its word has it`(text: String, reading: String) {
    #expect(HanScript.syllables(text)?.joined() == reading)
  }

  @Test(arguments: [
    ("单小明", "Shan Xiaoming"), ("曾国强", "Zeng Guoqiang"), ("解晓东", "Xie Xiaodong"), ("仇英", "Qiu Ying"), ("查良镛", "Zha Liangyong"),
    ("朴明哲", "Piao Mingzhe"), ("区小平", "Ou Xiaoping"), ("尉迟恭", "Yuchi Gong"), ("万俟卨", "Moqi Xie"), ("长孙无忌", "Zhangsun Wuji"),
  ])
  func `A surname is read as surnames are`(name: String, latin: String) {
    #expect(NameExplanation.of(name, latin, kind: .person).score >= 0.7)
  }

  @Test(arguments: [
    ("佛山市永信空调有限公司", "Foshan Yongxin Kongtiao Co., Ltd."), ("重庆长江模具有限公司", "Chongqing Changjiang Muju Co Ltd"),
    ("广州黄埔飞行器材厂", "Guangzhou Huangpu Feixing Qicai Chang"), ("温州乐清乐器有限公司", "Wenzhou Yueqing Yueqi Co., Ltd."),
  ])
  func `Names with such characters meet their pinyin`(name: String, latin: String) {
    #expect(NameExplanation.of(name, latin).score >= 0.7)
  }

  @Test func `The table has a syllable for each character, and pairs of characters only`() {
    for row in NameData.rows(of: "han-readings", columns: 3) {
      #expect(row[1].count == row[2].split(separator: " ").count, "\(row)")
      #expect(["word", "alone", "surname"].contains(row[0]))
      if row[0] == "word" { #expect(row[1].count == 2) }
      if row[0] == "alone" { #expect(row[1].count == 1) }
    }
  }
}
