import type { ServerResponse } from 'node:http'
import type { Refusal } from './create-or-update.ts'
import type { ThrottleShape } from './faults.ts'

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
  })
  response.end(bytes)
}

/** A page as a gateway in front of the application makes it. */
export function sendPage(response: ServerResponse, status: number, title: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html' })
  response.end(`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`)
}

export function sendRefusal(response: ServerResponse, status: number, refusal: Refusal): void {
  sendJson(response, status, {
    Status: 'Error',
    ExceptionType: refusal.exceptionType,
    ExceptionMessage: refusal.message,
  })
}

export function sendThrottled(
  response: ServerResponse,
  shape: ThrottleShape,
  limit: { calls: number; seconds: number },
): void {
  if (shape.retryAfter !== undefined) response.setHeader('Retry-After', String(shape.retryAfter))
  sendRefusal(response, Number(shape.shape), {
    exceptionType: 'MXAPIRateLimitExceededException',
    message: shape.silent
      ? 'API calls exceeded the limit'
      : `API calls exceeded the limit of ${limit.calls} in ${limit.seconds} second(s)`,
  })
}

export function sendStatus(response: ServerResponse, status: 401 | 403 | 404): void {
  if (status === 404) sendPage(response, 404, 'Endpoint not found')
  else if (status === 401) {
    sendRefusal(response, 401, {
      exceptionType: 'MXInvalidCredentialsException',
      message: 'Access key or secret key is not valid.',
    })
  } else {
    sendRefusal(response, 403, {
      exceptionType: 'MXUnauthorizedAccessException',
      message: 'This user may not call the API.',
    })
  }
}
