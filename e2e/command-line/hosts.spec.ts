import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { leadsheet } from '../fixtures/command-line.ts'
import { expect } from '../fixtures/expect.ts'
import { test } from '../fixtures/practice.ts'

const KEYS = { LEADSHEET_ACCESS_KEY: 'access-key-7', LEADSHEET_SECRET_KEY: 'secret-key-7' }
const PEM = join(import.meta.dirname, '../../electron/gateways/leadsquared/fixtures')

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** Servers that stand where LeadSquared should, and the sentence a push says of each. */
test('a host that is none of LeadSquared’s is told for what it is, and nothing is sent to it', async ({
  dataDir,
}) => {
  test.skip(process.platform === 'win32', '0.0.0.0 leads to this machine elsewhere')
  const asked: string[] = []
  const listener: RequestListener = (request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(302, { Location: 'https://login.example/start' }).end()
  }
  const pem = (name: string): Buffer => readFileSync(join(PEM, `self-signed.${name}.pem`))
  const secure = createSecureServer({ key: pem('key'), cert: pem('cert') }, listener)
  const redirecting = createServer(listener)
  const gone = createServer(listener)
  const [tlsPort, redirectPort, gonePort] = await Promise.all([secure, redirecting, gone].map(listening))
  await closed(gone)
  const file = join(dataDir, 'clean.csv')
  writeFileSync(file, 'Email,City\nada@engine.example,London\n')
  const push = (host: string, env: Record<string, string> = {}) =>
    leadsheet(['push', file, '--host', host, '--data-dir', join(dataDir, host.replace(/\W/g, '-'))], {
      ...KEYS,
      ...env,
    })
  try {
    // No loopback by its name, so it is spoken to as any host out there.
    const byCertificate = await push(`0.0.0.0:${tlsPort}`)
    expect.soft(byCertificate.stderr).toContain('could not prove who it is')
    expect.soft(byCertificate.stderr).toContain('The keys were not sent')
    const unchecked = await push(`https://0.0.0.0:${tlsPort}`, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    expect.soft(unchecked.stderr).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0')
    expect(asked).toEqual([])

    const sentOn = await push(`127.0.0.1:${redirectPort}`)
    expect.soft(sentOn.stderr).toContain('sends callers on to login.example')
    for (const { code, stdout, stderr } of [byCertificate, unchecked, sentOn]) {
      expect.soft(code).toBe(3)
      expect.soft(stdout).not.toMatch(/[1-9]\d* created/)
      expect.soft(stderr).not.toMatch(/404|access-key-7|secret-key-7/)
    }

    const refused = await push(`127.0.0.1:${gonePort}`)
    expect.soft(refused.stderr).toContain('refused the connection')
    expect.soft(refused.code).not.toBe(0)

    const bare = await push('leadsquared')
    expect(bare).toMatchObject({ code: 2, stdout: '' })
    expect(bare.stderr).toContain('there is no dot in it')
    const secureLoopback = await push('https://127.0.0.1:8443')
    expect(secureLoopback).toMatchObject({ code: 2, stdout: '' })
    expect(secureLoopback.stderr).toContain('Leave “https://” out')
  } finally {
    await Promise.all([secure, redirecting].map(closed))
  }
})
