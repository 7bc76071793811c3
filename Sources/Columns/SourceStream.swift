// SPDX-License-Identifier: Apache-2.0

package import CADBC

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Shows a ``BatchSource`` to an engine as a C stream.
///
/// The engine learns of an error of the source through the stream, but some engines then stop as if at the end: look
/// at ``firstError`` after the call, whatever it returned. One thread at a time.
package final class SourceStream {
  private let source: any BatchSource
  private let shouldStop: () -> Bool
  /// The first error that the source threw.
  package private(set) var firstError: (any Error)?
  /// Rows handed over so far.
  package private(set) var count = 0
  /// True once the engine has seen the end of the source.
  package private(set) var isFinished = false
  private var message: UnsafeMutablePointer<CChar>?

  /// - Parameter shouldStop: asked before each batch; when true, the stream fails with ``ColumnsError``.
  package init(_ source: any BatchSource, shouldStop: @escaping () -> Bool = { false }) {
    self.source = source
    self.shouldStop = shouldStop
  }

  deinit { free(message) }

  /// Fills `stream`, which keeps this object until it is released.
  package func export(into stream: UnsafeMutablePointer<ArrowArrayStream>) {
    var result = ArrowArrayStream()
    result.private_data = Unmanaged.passRetained(self).toOpaque()
    result.get_schema = { stream, schema in
      guard let self = SourceStream.of(stream), let schema else { return EINVAL }
      self.source.schema.export(into: schema)
      return 0
    }
    result.get_next = { stream, array in
      guard let self = SourceStream.of(stream), let array else { return EINVAL }
      return self.next(into: array)
    }
    result.get_last_error = { stream in UnsafePointer(SourceStream.of(stream)?.message) }
    result.release = { stream in
      guard let stream, let data = stream.pointee.private_data else { return }
      Unmanaged<SourceStream>.fromOpaque(data).release()
      stream.pointee.private_data = nil
      stream.pointee.release = nil
    }
    stream.pointee = result
  }

  private static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> SourceStream? {
    stream?.pointee.private_data.map { Unmanaged<SourceStream>.fromOpaque($0).takeUnretainedValue() }
  }

  private func next(into array: UnsafeMutablePointer<ArrowArray>) -> Int32 {
    array.pointee = ArrowArray()
    if firstError != nil { return EIO }
    do {
      if shouldStop() { throw ColumnsError(.badProducer, "Stopped.") }
      // Batches without rows are skipped: they would look like an end to some engines.
      while let batch = try source.next() {
        if batch.isEmpty { continue }
        let rows = batch.count
        guard batch.schema == source.schema else {
          throw ColumnsError(.unevenColumns, "A batch has other columns than its source announced.")
        }
        try batch.export(into: array)
        count += rows
        return 0
      }
      isFinished = true
      return 0
    } catch {
      firstError = error
      message = strdup(String(describing: error))
      return EIO
    }
  }
}
