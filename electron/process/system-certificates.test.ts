import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const MODULE = new URL('./system-certificates.ts', import.meta.url).href
const COMPANY = new URL('../gateways/leadsquared/fixtures/self-signed.cert.pem', import.meta.url).pathname

// By fingerprint: Node writes the text of a certificate anew.
const SCRIPT = `
import tls from 'node:tls'
import { X509Certificate } from 'node:crypto'
const { trustSystemCertificates } = await import(${JSON.stringify(MODULE)})
const trusted = () => tls.getCACertificates('default').map((text) => new X509Certificate(text).fingerprint256)
const before = trusted()
trustSystemCertificates()
trustSystemCertificates()
const after = trusted()
console.log(JSON.stringify({
  lost: before.filter((one) => !after.includes(one)),
  added: after.filter((one) => !before.includes(one)),
}))`

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
    expect(JSON.parse(stdout)).toEqual({
      lost: [],
      added: [new X509Certificate(readFileSync(COMPANY)).fingerprint256],
    })
  })
})
