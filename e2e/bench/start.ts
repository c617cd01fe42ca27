/**
 * `npm run bench:start [ROUNDS]`: how long until the host listens and until the page can be used, in browser mode, beside a
 * page that holds one button; and the same for the desktop, beside a bare shell, where an Electron runtime is found.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, chromium, type Browser } from '@playwright/test'
import { startBrowserHost } from '../fixtures/browser-host.ts'
import { CHROMIUM_ARGS, findChromium } from '../fixtures/chromium.ts'
import { findElectron } from '../fixtures/desktop-runtime.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ROUNDS = Number(process.argv[2] ?? 7)
const BUTTON = 'Try sample leads'
const BARE_PAGE = `<!doctype html><title>bare</title><button>${BUTTON}</button>`
const BARE_MAIN = `const { app, BrowserWindow } = require('electron')
app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1400, height: 900, show: false })
  window.once('ready-to-show', () => window.show())
  return window.loadFile(__dirname + '/index.html')
})`

interface Times {
  host: number
  page: number
}

/** Milliseconds from opening the address in a fresh context until the button can be pressed. */
async function usable(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const begun = performance.now()
  await page.goto(address)
  await page.getByRole('button', { name: BUTTON }).click({ trial: true })
  const took = performance.now() - begun
  await context.close()
  return took
}

async function inBrowser(browser: Browser): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'leadsheet-start-'))
  const begun = performance.now()
  const host = await startBrowserHost(folder, {})
  const listening = performance.now() - begun
  const page = await usable(browser, host.address)
  await host.stop()
  rmSync(folder, { recursive: true, force: true })
  return { host: listening, page }
}

async function onDesktop(executablePath: string, args: string[]): Promise<number> {
  const begun = performance.now()
  const app = await _electron.launch({ executablePath, args })
  const page = await app.firstWindow()
  await page.getByRole('button', { name: BUTTON }).waitFor()
  const took = performance.now() - begun
  await app.close()
  return took
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

function say(name: string, values: readonly number[]): void {
  const all = values.map((value) => Math.round(value)).join(' ')
  process.stdout.write(
    `${name.padEnd(38)} median ${String(Math.round(median(values))).padStart(6)} ms   (${all})\n`,
  )
}

const executablePath = findChromium()
const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
const bare = createServer((_request, response) => response.end(BARE_PAGE)).listen(0, '127.0.0.1')
await once(bare, 'listening')
const bareAddress = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`
const ours: Times[] = []
const theirs: number[] = []
// The first round fills caches and is not counted; the two take turns, so that a busy moment meets both.
for (let round = 0; round <= ROUNDS; round++) {
  const bareTook = await usable(browser, bareAddress)
  const took = await inBrowser(browser)
  if (round === 0) continue
  theirs.push(bareTook)
  ours.push(took)
}
bare.close()
await browser.close()
say(
  'browser mode: until the host listens',
  ours.map(({ host }) => host),
)
say(
  'browser mode: until the page is usable',
  ours.map(({ page }) => page),
)
say('a page with one button', theirs)

const electron = findElectron()
if (!electron) process.stdout.write('desktop: not measured: no Electron runtime here\n')
else {
  const folder = mkdtempSync(join(tmpdir(), 'leadsheet-bare-'))
  mkdirSync(join(folder, 'shell'))
  writeFileSync(join(folder, 'shell', 'package.json'), '{"name":"bare","version":"1.0.0","main":"main.cjs"}')
  writeFileSync(join(folder, 'shell', 'main.cjs'), BARE_MAIN)
  writeFileSync(join(folder, 'shell', 'index.html'), BARE_PAGE)
  const desktop: number[] = []
  const shell: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const shellTook = await onDesktop(electron, [
      join(folder, 'shell'),
      `--user-data-dir=${join(folder, 'profile')}`,
    ])
    const took = await onDesktop(electron, [ROOT, '--data-dir', join(folder, 'data')])
    if (round === 0) continue
    shell.push(shellTook)
    desktop.push(took)
  }
  rmSync(folder, { recursive: true, force: true })
  say('desktop: until the page is usable', desktop)
  say('a bare shell', shell)
  process.stdout.write(`desktop / bare shell: ${(median(desktop) / median(shell)).toFixed(2)} (goal: 1.5)\n`)
}
