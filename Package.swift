// swift-tools-version: 6.1
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// Targets are the architecture: a target may import those of a lower layer only, and the list below is
// in that order. Only `tallyman` and the tests choose an engine.
let package = Package(
  name: "tallyman",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "tallyman", targets: ["tallyman"]),
    .library(name: "Casework", targets: ["Casework"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // 0: C declarations
    .target(name: "CADBC"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // 1: no engine, no files of a case
    .target(name: "Columns", dependencies: ["CADBC"]),
    .target(name: "Trade", resources: [.process("Resources")]),
    .target(name: "Names", resources: [.process("Resources")]),
    .target(name: "Statistics", dependencies: [.product(name: "RealModule", package: "swift-numerics")]),
    .target(name: "Documents", dependencies: ["Trade", .product(name: "Yams", package: "Yams")]),

    .target(name: "Translation", dependencies: ["Documents", "Names", "Trade"], resources: [.process("Resources")]),

    // 2: the engine
    .target(
      name: "Warehouse", dependencies: ["CADBC", "Columns", "Trade"], resources: [.process("Resources")]),

    // 3: tables in, tables out
    .target(
      name: "Intake",
      dependencies: [
        "Columns", "CZlib", "Documents", "Names", "Trade", "Warehouse", .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.process("Resources")]),
    .target(name: "Goods", dependencies: ["Documents", "Trade", "Warehouse"], resources: [.process("Resources")]),
    .target(name: "Parties", dependencies: ["Columns", "Documents", "Names", "Trade", "Warehouse"]),
    .target(name: "Measures", dependencies: ["Documents", "Names", "Trade", "Warehouse"]),

    .target(
      name: "Connectors", dependencies: ["Intake", "Trade", .product(name: "Crypto", package: "swift-crypto")]),

    // 4: what looks wrong, what is said
    .target(name: "Detectors", dependencies: ["Measures", "Names", "Parties", "Statistics", "Trade", "Warehouse"]),
    .target(name: "Claims", dependencies: ["Documents", "Measures", "Names", "Trade"]),

    // 5: the case folder and the pipeline
    .target(
      name: "Casework",
      dependencies: [
        "Claims", "Detectors", "Documents", "Goods", "Intake", "Measures", "Names", "Parties", "Trade", "Translation",
        "Warehouse",
      ],
      resources: [.copy("Resources/starter-case")]),

    // 6: reports and exports
    .target(
      name: "Publishing",
      dependencies: [
        "Casework", "Claims", "Detectors", "Documents", "Measures", "Trade", "Translation",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.copy("Resources/report")]),

    // 8: commands
    .executableTarget(
      name: "tallyman",
      dependencies: [
        "Casework", "Claims", "Connectors", "Detectors", "Documents", "Goods", "Intake", "Measures", "Names", "Parties", "Publishing",
        "Trade",
        "Translation", "Warehouse", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // tests: their tree mirrors the sources'
    // What tests share: the public data beside the package.
    .target(name: "TestData", path: "Tests/TestData"),
    .testTarget(name: "ColumnsTests", dependencies: ["CADBC", "Columns"]),
    .testTarget(name: "TradeTests", dependencies: ["Trade"]),
    .testTarget(name: "NamesTests", dependencies: ["Names", "TestData"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Trade"]),
    .testTarget(name: "TranslationTests", dependencies: ["Documents", "Translation"]),
    .testTarget(name: "WarehouseTests", dependencies: ["CADBC", "Columns", "Trade", "Warehouse"]),
    .testTarget(
      name: "IntakeTests", dependencies: ["CZlib", "Documents", "Intake", "TestData", "Trade", "Warehouse"],
      exclude: ["Sniffing/workbook-meanings.txt"]),
    .testTarget(
      name: "GoodsTests", dependencies: ["Documents", "Goods", "TestData", "Trade", "Warehouse"], exclude: ["Written"]),
    .testTarget(name: "PartiesTests", dependencies: ["Documents", "Names", "Parties", "TestData", "Trade", "Warehouse"]),
    .testTarget(
      name: "ConnectorsTests",
      dependencies: ["Connectors", "Intake", "Trade", .product(name: "Crypto", package: "swift-crypto")],
      resources: [.process("Resources")]),
    .testTarget(name: "MeasuresTests", dependencies: ["Documents", "Measures", "TestData", "Trade", "Warehouse"]),
    .testTarget(
      name: "DetectorsTests", dependencies: ["Detectors", "Measures", "Names", "Parties", "Statistics", "TestData", "Trade", "Warehouse"]),
    .testTarget(name: "ClaimsTests", dependencies: ["Claims", "Documents", "Measures", "Trade", "Warehouse"]),
    .testTarget(
      name: "CaseworkTests",
      dependencies: [
        "Casework", "Claims", "Detectors", "Documents", "Goods", "Intake", "Measures", "Parties", "Publishing", "Trade",
        "Warehouse",
      ]),
    .testTarget(
      name: "PublishingTests", dependencies: ["Casework", "Claims", "Measures", "Publishing", "Trade"], exclude: ["Golden"]),
  ]
)

for target in package.targets where ![.system, .plugin, .macro].contains(target.type) && target.name != "CADBC" {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .swiftLanguageMode(.v6),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}
