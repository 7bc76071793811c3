// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One request whose body is handed on piece by piece, so that memory does not grow with the file.
///
/// `@unchecked Sendable`: a subclass of NSObject can't be checked; what changes lies in the mutex, and the session calls
/// its delegate on one serial queue.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  typealias Started = @Sendable (HTTPAnswer) throws -> Void
  typealias Received = @Sendable (Data) throws -> Void

  private struct State {
    var answer: HTTPAnswer?
    var failure: (any Error)?
    var continuation: CheckedContinuation<HTTPAnswer, any Error>?
  }

  private let state = Mutex(State())
  private let started: Started
  private let received: Received

  private init(_ started: @escaping Started, _ received: @escaping Received) {
    self.started = started
    self.received = received
  }

  /// Runs a request to its end.
  /// - Parameters:
  ///   - started: called once, with the head of the answer (of the last one, after redirections).
  ///   - received: called with each piece of the body.
  /// - Throws: what the two throw, `URLError` for a connection that failed or broke off, `CancellationError`.
  static func run(_ request: URLRequest, started: @escaping Started, received: @escaping Received) async throws -> HTTPAnswer {
    let transfer = Transfer(started, received)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = request.timeoutInterval
    configuration.httpShouldSetCookies = false
    let session = URLSession(configuration: configuration, delegate: transfer, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    let task = session.dataTask(with: request)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        transfer.state.withLock { $0.continuation = continuation }
        task.resume()
      }
    } onCancel: {
      task.cancel()
    }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    var answer = HTTPAnswer(status: (response as? HTTPURLResponse)?.statusCode ?? 0)
    for (name, value) in (response as? HTTPURLResponse)?.allHeaderFields ?? [:] {
      if let name = name as? String, let value = value as? String { answer.headers[name.lowercased()] = value }
    }
    do {
      try started(answer)
      state.withLock { $0.answer = answer }
      completionHandler(.allow)
    } catch {
      state.withLock { $0.failure = error }
      completionHandler(.cancel)
    }
  }

  /// A key goes to the server that it is for, and to no other.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    var request = request
    if request.url?.host != task.originalRequest?.url?.host {
      for name in Self.secrets { request.setValue(nil, forHTTPHeaderField: name) }
    }
    completionHandler(request)
  }

  /// Headers that carry keys.
  private static let secrets = ["Ocp-Apim-Subscription-Key", "Authorization"]

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard state.withLock({ $0.failure == nil }) else { return }
    do {
      try received(data)
    } catch {
      state.withLock { $0.failure = error }
      dataTask.cancel()
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    let (continuation, result) = state.withLock { state -> (CheckedContinuation<HTTPAnswer, any Error>?, Result<HTTPAnswer, any Error>) in
      let continuation = state.continuation
      state.continuation = nil
      if let failure = state.failure { return (continuation, .failure(failure)) }
      if let error {
        let cancelled = (error as? URLError)?.code == .cancelled
        return (continuation, .failure(cancelled ? CancellationError() : error))
      }
      if let answer = state.answer { return (continuation, .success(answer)) }
      return (continuation, .failure(URLError(.badServerResponse)))
    }
    continuation?.resume(with: result)
  }
}
