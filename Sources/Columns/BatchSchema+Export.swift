// SPDX-License-Identifier: Apache-2.0

package import CADBC

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension BatchSchema {
  /// Describes the columns to an engine.
  package func export(into schema: UnsafeMutablePointer<ArrowSchema>) {
    let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>.allocate(capacity: max(fields.count, 1))
    for (index, field) in fields.enumerated() {
      let child = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
      child.initialize(to: BatchSchema.node(field.type.format, field.name))
      (children + index).initialize(to: child)
    }
    schema.pointee = BatchSchema.node("+s", "")
    schema.pointee.flags = 0
    schema.pointee.n_children = Int64(fields.count)
    schema.pointee.children = children
  }

  private static func node(_ format: String, _ name: String) -> ArrowSchema {
    var result = ArrowSchema()
    result.format = UnsafePointer(strdup(format))
    result.name = UnsafePointer(strdup(name))
    result.flags = Int64(ARROW_FLAG_NULLABLE)
    result.release = { schema in
      guard let schema else { return }
      free(UnsafeMutablePointer(mutating: schema.pointee.format))
      free(UnsafeMutablePointer(mutating: schema.pointee.name))
      for index in 0..<Int(schema.pointee.n_children) {
        guard let child = schema.pointee.children?[index] else { continue }
        if let release = child.pointee.release { release(child) }
        child.deallocate()
      }
      schema.pointee.children?.deallocate()
      schema.pointee.release = nil
    }
    return result
  }
}
