// SPDX-License-Identifier: Apache-2.0

/// The few that promise most, best first; of equal ones those of the least numbers.
struct BestFew {
  private let promises: UnsafeMutablePointer<Float>
  private let names: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  private var most = 0
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    promises = .allocate(capacity: capacity + 1)
    names = .allocate(capacity: capacity + 1)
  }

  func deallocate() {
    promises.deallocate()
    names.deallocate()
  }

  mutating func start(most: Int) {
    self.most = min(most, capacity)
    count = 0
  }

  @inline(__always) subscript(_ index: Int) -> Int { Int(names[index]) }

  @inline(__always) mutating func add(_ name: UInt32, _ promise: Float) {
    var place = count
    if count == most {
      guard most > 0, isBefore(name, promise, most &- 1) else { return }
      place = most &- 1
    } else {
      count &+= 1
    }
    while place > 0, isBefore(name, promise, place &- 1) {
      promises[place] = promises[place &- 1]
      names[place] = names[place &- 1]
      place &-= 1
    }
    promises[place] = promise
    names[place] = name
  }

  @inline(__always) private func isBefore(_ name: UInt32, _ promise: Float, _ place: Int) -> Bool {
    promise != promises[place] ? promise > promises[place] : name < names[place]
  }
}
