import type { Dispatcher } from 'undici'

export interface ExchangeRequest {
  origin: string
  method: 'GET' | 'POST'
  /** Path and query. */
  path: string
  headers: Record<string, string>
  body: string | null
  /** Bytes of an answer beyond which it is not read further. */
  largestAnswer: number
  /** From the call on the wire to its whole answer. */
  deadlineMs: number
  signal?: AbortSignal | undefined
  /** The request's head goes to the socket now. */
  onWire(): void
}

/** How one request ended. `sent`: its head had been handed to a socket, so the server may have seen it. */
export type Exchange =
  | {
      kind: 'answer'
      status: number
      headers: Record<string, string | string[] | undefined>
      /** Nobody else's: they may be handed on. */
      bytes: Uint8Array<ArrayBuffer>
    }
  | {
      kind: 'failed'
      sent: boolean
      cause: 'aborted' | 'deadline' | 'too-large' | 'network'
      code: string | null
    }

/**
 * One request over a pool, or through a proxy; never throws.
 *
 * `onRequestStart` of a dispatch handler is the wire stamp: undici calls it for this very request once it has a
 * connected socket, in the same turn in which it writes the head (just before `undici:client:sendHeaders`, as a test
 * holds). Unlike that diagnostics channel, it needs no guess about whose request a message is about.
 */
export function exchange(pool: Dispatcher, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null
    let sent = false
    let status = 0
    let headers: Record<string, string | string[] | undefined> = {}
    let size = 0
    let deadline: NodeJS.Timeout | undefined
    let stopped: 'aborted' | 'deadline' | 'too-large' | null = null
    const chunks: Buffer[] = []

    function finish(result: Exchange): void {
      clearTimeout(deadline)
      request.signal?.removeEventListener('abort', onAbort)
      resolve(result)
    }
    function stop(cause: 'aborted' | 'deadline' | 'too-large'): void {
      stopped ??= cause
      controller?.abort(new Error(cause))
      // Still waiting for a connection: undici has no handle on it yet, and will be refused one in onRequestStart.
      if (!controller) finish({ kind: 'failed', sent: false, cause: stopped, code: null })
    }
    function onAbort(): void {
      stop('aborted')
    }
    if (request.signal?.aborted) {
      resolve({ kind: 'failed', sent: false, cause: 'aborted', code: null })
      return
    }
    request.signal?.addEventListener('abort', onAbort, { once: true })

    const { origin, method, path, headers: requestHeaders, body } = request
    pool.dispatch(
      { origin, method, path, headers: requestHeaders, body },
      {
        onRequestStart(started) {
          if (stopped) {
            started.abort(new Error(stopped))
            return
          }
          controller = started
          sent = true
          deadline = setTimeout(() => stop('deadline'), request.deadlineMs)
          request.onWire()
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          if (statusCode < 200) return
          status = statusCode
          headers = responseHeaders
        },
        onResponseData(_controller, chunk) {
          size += chunk.length
          if (size > request.largestAnswer) stop('too-large')
          else chunks.push(chunk)
        },
        onResponseEnd() {
          finish({ kind: 'answer', status, headers, bytes: whole(chunks) })
        },
        onResponseError(_controller, error) {
          // A status that is no success says all there is to say, however its page ended.
          if (status >= 300 && stopped !== 'aborted') {
            finish({ kind: 'answer', status, headers, bytes: whole(chunks) })
          } else finish({ kind: 'failed', sent, cause: stopped ?? 'network', code: codeOf(error) })
        },
      },
    )
  })
}

/** In memory of its own, which Node's shared buffers are not. */
function whole(chunks: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** What undici says of a proxy that did not open a way through; its code tells nothing of it. */
const PROXY_REFUSED = /^Proxy response \((\d+)\)/

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const refused = 'message' in error && PROXY_REFUSED.exec(String(error.message))
  if (refused) return `proxy ${refused[1]}`
  if ('code' in error && typeof error.code === 'string') return error.code
  // Several addresses were tried, each with an error of its own.
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0])
  return null
}
