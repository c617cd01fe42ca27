/**
 * `node resources/make-icons.ts`: the program's icons, out of the page's own picture, in every size and container the three
 * systems ask for. Run by hand when the picture changes; what it makes is committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '../e2e/fixtures/chromium.ts'

const FOLDER = join(import.meta.dirname, 'icons')
const PICTURE = join(import.meta.dirname, '..', 'renderer', 'ui', 'icon.svg')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const

/** Windows' container (learn.microsoft.com, "The format of icon resources"): a directory, then PNG files as they are. */
function ico(pngs: ReadonlyMap<number, Buffer>): Buffer {
  const sizes = [16, 24, 32, 48, 64, 128, 256]
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let at = head.length
  sizes.forEach((size, index) => {
    const png = pngs.get(size)!
    const entry = 6 + 16 * index
    // 256 is written as 0.
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(at, entry + 12)
    at += png.length
  })
  return Buffer.concat([head, ...sizes.map((size) => pngs.get(size)!)])
}

/** macOS' container: chunks of a type, their length and a PNG (`@2x` types hold the double size). */
function icns(pngs: ReadonlyMap<number, Buffer>): Buffer {
  const types: [string, number][] = [
    ['icp4', 16],
    ['icp5', 32],
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ]
  const chunks = types.map(([type, size]) => chunk(type, pngs.get(size)!))
  return chunk('icns', Buffer.concat(chunks))
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(content.length + head.length, 4)
  return Buffer.concat([head, content])
}

const executablePath = findChromium()
const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) })
const page = await browser.newPage()
const picture = `data:image/svg+xml;base64,${readFileSync(PICTURE).toString('base64')}`
mkdirSync(FOLDER, { recursive: true })
const pngs = new Map<number, Buffer>()
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>*{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="${picture}">`,
  )
  const png = await page.screenshot({ omitBackground: true })
  pngs.set(size, png)
  writeFileSync(join(FOLDER, `${size}x${size}.png`), png)
}
writeFileSync(join(FOLDER, 'icon.ico'), ico(pngs))
writeFileSync(join(FOLDER, 'icon.icns'), icns(pngs))
await browser.close()
