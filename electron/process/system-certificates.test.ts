import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const MODULE = new URL('./system-certificates.ts', import.meta.url).href
const COMPANY = new URL('../gateways/leadsquared/fixtures/self-signed.cert.pem', import.meta.url).pathname

const SCRIPT = `
import tls from 'node:tls'
const { trustSystemCertificates } = await import(${JSON.stringify(MODULE)})
const before = tls.getCACertificates('default')
trustSystemCertificates()
trustSystemCertificates()
const after = tls.getCACertificates('default')
console.log(JSON.stringify({ kept: before.every((one) => after.includes(one)), added: after.filter((one) => !before.includes(one)) }))`

describe.skipIf(process.platform !== 'linux')('trustSystemCertificates', () => {
  it('trusts an authority of the system’s store beside those Node brings', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', SCRIPT],
      {
        // Where OpenSSL, and so Node on Linux, finds the system's store.
        env: { ...process.env, SSL_CERT_FILE: COMPANY, SSL_CERT_DIR: '/nowhere' },
      },
    )
    const { kept, added } = JSON.parse(stdout) as { kept: boolean; added: string[] }
    expect(kept).toBe(true)
    expect(added.map((one) => one.trim())).toEqual([readFileSync(COMPANY, 'utf8').trim()])
  })
})
