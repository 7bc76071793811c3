// SPDX-License-Identifier: Apache-2.0

import Trade

extension Period {
  var isWithinOneMonth: Bool { from.year == to.year && from.month == to.month }

  init?(_ from: Day?, _ to: Day?) {
    guard let from, let to else { return nil }
    self.init(from: from, to: to)
  }
}
