import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from 'electron'
import { describe, expect, it, vi } from 'vitest'

const declared: unknown[] = []
vi.mock('electron', () => ({
  protocol: { registerSchemesAsPrivileged: (schemes: unknown) => declared.push(schemes) },
}))

const { declarePageScheme, isOurPage, isPageAddress, servePage } = await import('./page-protocol.ts')

const PAGE = `<meta nonce="__LEADSHEET_NONCE__">
<meta name="leadsheet-open" content="__LEADSHEET_OPEN__">
<link rel="icon" href="./assets/icon.svg" />
<script type="module" src="./assets/app.js"></script>
<link rel="stylesheet" href="./assets/app.css">`

function served(noSheet = false) {
  const dir = mkdtempSync(join(tmpdir(), 'leadsheet-page-'))
  mkdirSync(join(dir, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(dir, 'secret.txt'), 'the secret')
  writeFileSync(join(dir, 'renderer', 'index.html'), PAGE)
  writeFileSync(join(dir, 'renderer', 'assets', 'app.js'), 'let a')
  writeFileSync(join(dir, 'renderer', 'assets', 'app.css'), 'p {}')
  let handler: ((request: Request) => Promise<Response>) | undefined
  const session = {
    protocol: { handle: (_scheme: string, serve: typeof handler) => (handler = serve) },
  } as unknown as Session
  const handedOut = servePage(session, join(dir, 'renderer'), () => noSheet)
  const get = (address: string, method = 'GET') => handler!(new Request(address, { method }))
  return Object.assign(get, { handedOut })
}

describe('the page’s scheme', () => {
  it('has the rules of https and none of the privileges that weaken them', () => {
    declarePageScheme()
    expect(declared).toEqual([
      [
        {
          scheme: 'leadsheet',
          privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
        },
      ],
    ])
  })

  it('serves the page under a strict policy with a nonce of its own', async () => {
    const response = await served()('leadsheet://app/')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1]
    expect(policy).toContain(`'nonce-${nonce}'`)
  })

  it.each([
    [true, 'nothing'],
    [false, 'unknown'],
  ])('says on the page whether it is certain that no sheet is open: %s', async (noSheet, said) => {
    const page = await (await served(noSheet)('leadsheet://app/')).text()
    expect(page).toContain(`<meta name="leadsheet-open" content="${said}">`)
  })

  it('serves the built files and nothing beside them', async () => {
    const get = served()
    expect(await (await get('leadsheet://app/assets/app.js')).text()).toBe('let a')
    for (const address of [
      'leadsheet://app/../secret.txt',
      'leadsheet://app/assets/%2e%2e/%2e%2e/secret.txt',
      'leadsheet://app/nothing.js',
      'leadsheet://other/assets/app.js',
    ]) {
      expect((await get(address)).status).toBe(404)
    }
    expect((await get('leadsheet://app/', 'POST')).status).toBe(404)
  })
})

describe('a page that is handed out', () => {
  it('is so with the last script and style it names, in whatever order they are asked for; no icon is waited for', async () => {
    const get = served()
    let whole = false
    void get.handedOut.then(() => (whole = true))
    for (const part of ['', 'assets/app.css', 'nothing.js']) await get(`leadsheet://app/${part}`)
    await new Promise((resolve) => setTimeout(resolve))
    expect(whole).toBe(false)
    await get('leadsheet://app/assets/app.js')
    await get.handedOut
  })
})

describe('isOurPage', () => {
  it.each([
    ['leadsheet://app/', true],
    ['leadsheet://app/#cell', true],
    ['leadsheet://evil/', false],
    ['https://app/', false],
    ['', false],
  ])('%s: %s', (address, ours) => {
    expect(isOurPage(address)).toBe(ours)
  })
})

describe('isPageAddress', () => {
  it.each([
    ['leadsheet://app/', true],
    ['leadsheet://app/#cell', true],
    ['leadsheet://app/assets/app.js', false],
    ['leadsheet://evil/', false],
    ['', false],
  ])('%s: %s', (address, page) => {
    expect(isPageAddress(address)).toBe(page)
  })
})
