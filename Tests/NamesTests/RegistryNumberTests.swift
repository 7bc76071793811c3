// SPDX-License-Identifier: Apache-2.0

import Names
import TestData
import Testing

struct RegistryNumberTests {
  @Test(arguments: [
    (RegistryNumber.Kind.inn, "7707083893"), (.inn, "500100732259"), (.ogrn, "1027700132195"),
    (.ogrn, "304500116000157"), (.uscc, "91350100M000100Y43"), (.lei, "5493001KJTIIGC8Y1R12"), (.kpp, "770943002"),
    (.bin, "940140000385"), (.bin, "020440003656"), (.unp, "190842185"), (.unp, "MA1953684"), (.edrpou, "32855961"),
    (.edrpou, "41483960"), (.edrpou, "72981506"), (.vkn, "4540536920"), (.vkn, "3987542834"),
    (.hongKongBusiness, "12345678"), (.hongKongCompany, "1234567"), (.hongKongCompany, "F0012345"),
    (.mersis, "0454053692000017"),
  ])
  func `Numbers with the right check digits are taken`(kind: RegistryNumber.Kind, value: String) {
    #expect(RegistryNumber(kind, value)?.value == value)
  }

  @Test(arguments: [
    (RegistryNumber.Kind.inn, "7707083894"), (.inn, "770708389"), (.inn, "0000000000"), (.inn, "77O7083893"),
    (.ogrn, "1027700132196"), (.ogrn, "102770013219"), (.uscc, "91350100M000100Y44"), (.uscc, "9135010OM000100Y43"),
    (.lei, "5493001KJTIIGC8Y1R13"), (.kpp, "77094300"), (.inn, ""), (.bin, "940140000386"), (.bin, "94014000038"), (.unp, "190842186"), (.unp, "890842185"),
    (.unp, "MD1953684"), (.edrpou, "32855962"), (.edrpou, "00000000"), (.vkn, "4540536921"), (.vkn, "0000000000"),
    (.hongKongBusiness, "1234567"), (.hongKongCompany, "123456789"), (.hongKongCompany, "12A4567"), (.mersis, "1454053692000017"),
  ])
  func `Numbers that can't be right are refused`(kind: RegistryNumber.Kind, value: String) {
    #expect(RegistryNumber(kind, value) == nil)
  }

  @Test(arguments: [
    (RegistryNumber.Kind.hongKongCompany, "12345", "HK-CR 0012345"), (.hongKongCompany, "F1234", "HK-CR F0001234"),
    // Since the change of 2023 the company number is the business number.
    (.hongKongCompany, "76543210", "HK-BR 76543210"), (.hongKongBusiness, "76543210-000-01-24-5", "HK-BR 76543210"),
    (.unp, "МА1953684", "UNP MA1953684"),
  ])
  func `One number is written one way`(kind: RegistryNumber.Kind, text: String, description: String) {
    #expect(RegistryNumber(kind, text)?.description == description)
  }

  @Test(arguments: [
    (RegistryNumber.Kind.bin, "940140000385"), (.edrpou, "32855961"), (.vkn, "4540536920"), (.unp, "190842185"),
  ])
  func `Most slips of one digit are found out`(kind: RegistryNumber.Kind, value: String) {
    let digits = Array(value)
    var (slips, passed) = (0, 0)
    for index in digits.indices {
      for digit in "0123456789" where digit != digits[index] {
        var changed = digits
        changed[index] = digit
        slips += 1
        if RegistryNumber(kind, String(changed)) != nil { passed += 1 }
      }
    }
    #expect(passed * 10 <= slips, "\(passed) of \(slips)")
  }

  @Test func `A person's number is told from a body's`() {
    #expect(RegistryNumber(.bin, "061211600012")?.isOfPerson == true)
    #expect(RegistryNumber(.bin, "940140000385")?.isOfPerson == false)
    #expect(RegistryNumber(.unp, "MA1953684")?.isOfPerson == true)
  }

  @Test func `Each digit of an INN is checked`() {
    let digits = Array("7707083893")
    for index in digits.indices {
      for digit in "0123456789" where digit != digits[index] {
        var changed = digits
        changed[index] = digit
        #expect(RegistryNumber(.inn, String(changed)) == nil)
      }
    }
  }

  @Test(arguments: ["INN:7707083893", "ИНН 7707083893", "inn: 7707 083 893", "Tax:1", "ИНН ７７０７０８３８９３"])
  func `A written number is parsed with its kind`(text: String) {
    let number = RegistryNumber(text)
    #expect((number?.description == "INN 7707083893") == (text != "Tax:1"))
  }

  @Test func `What is meant as a number is told from a name`() {
    #expect(RegistryNumber.isMeant(by: "INN:123"))
    #expect(!RegistryNumber.isMeant(by: "Innovation 2000"))
    #expect(!RegistryNumber.isMeant(by: "INN Development"))
    #expect(RegistryNumber(.inn, "500100732259")?.isOfPerson == true)
    #expect(RegistryNumber(.inn, "7707083893")?.isOfPerson == false)
  }

  @Test(
    .enabled(if: SharedData.has("registers/egrul_companies_2025-11.csv.gz"), "needs the public data in ../shared/data"))
  func `The numbers of real registers pass`() throws {
    let russian = try SharedData.rows("registers/egrul_companies_2025-11.csv.gz")
    #expect(russian.count > 400)
    for row in russian {
      #expect(RegistryNumber(.inn, row["inn"] ?? "") != nil)
      #expect(RegistryNumber(.ogrn, row["ogrn"] ?? "") != nil)
    }
    let chinese = try SharedData.rows("registers/cn_companies_shanghai_2019.csv.gz").filter { $0["uscc"]?.count == 18 }
    let valid = chinese.filter { RegistryNumber(.uscc, $0["uscc"] ?? "") != nil }
    print("USCC with a right check digit: \(valid.count) of \(chinese.count)")
    #expect(valid.count * 100 >= chinese.count * 99)
  }
}
