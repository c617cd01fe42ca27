import { afterEach, describe, expect, it } from 'vitest'
import type { Credentials } from '#electron/services/ports/lead-api.ts'
import { answering, closeAll, credentialsFor, leadHttp, send } from './lead-http.test-kit.ts'

afterEach(closeAll)

describe('no key', () => {
  it.each([200, 302, 400, 401, 403, 404, 418, 429, 500, 502, 503])(
    'is in what is told of an answer of %s that repeats the address it was asked at',
    async (status) => {
      const credentials = await answering((request, response) => {
        const address = request.url ?? ''
        response.writeHead(status, { 'Content-Type': 'text/html' })
        response.end(`<h1>Oops</h1> ${address} ${decodeURIComponent(address)} ${address.toLowerCase()}`)
      })
      const { answer } = await send(leadHttp(), credentials)
      expectNoKey(answer, credentials)
    },
  )

  it('is in a refusal of a row or of the call', async () => {
    const told = (url: string): string => `not for ${url}`
    const credentials = await answering((request, response) => {
      const url = decodeURIComponent(request.url ?? '')
      response.end(JSON.stringify([{ RowNumber: 1, AffectedRows: 0, ErrorMessage: told(url) }]))
    })
    const { answer } = await send(leadHttp(), credentials)
    expect(answer).toMatchObject({
      results: [{ refusal: { message: expect.stringContaining('not for') as string } }],
    })
    expectNoKey(answer, credentials)
  })

  it('is in what is told of a call that never left', async () => {
    const api = leadHttp()
    for (const origin of ['http://127.0.0.1:1', 'https://no-such-host.invalid']) {
      const credentials = { ...credentialsFor(1), origin }
      expectNoKey((await send(api, credentials)).answer, credentials)
    }
  })
})

function expectNoKey(answer: unknown, credentials: Credentials): void {
  const text = JSON.stringify(answer)
  for (const key of [credentials.accessKey, credentials.secretKey]) {
    for (const spelling of [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)]) {
      expect(text.toLowerCase()).not.toContain(spelling.toLowerCase())
    }
  }
}
