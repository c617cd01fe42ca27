/**
 * `npm test`: every gate of the project, in order, from whatever state the folder is in. Plain JavaScript for Node 20,
 * as it runs before anything is installed. Stops at the first gate that fails.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, node24 } from '../electron/launch/install.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const reports = join(root, 'out', 'test-reports')
const unitReport = join(reports, 'unit.json')
const e2eReport = join(reports, 'e2e.json')
/** What was compiled, by Node and by Playwright: the hundreds of processes that a gate starts compile nothing twice. */
const KEPT = {
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
  PWTEST_CACHE_DIR: join(root, 'node_modules', '.cache', 'specs'),
}

/** Checkers written in Go end after half a minute: collecting less often costs them memory and saves a sixth of their time. */
const CHECKED_IN_ONE_GO = { GOGC: '400' }

/** A run leaves a few hundred megabytes behind at the most, until it is over. */
const ROOM_IN_MEMORY = 2 * 1024 ** 3

/** A step that takes longer stands still: end-to-end specs beside two busy loops take half of it. */
const LONGEST_STEP_MINUTES = 45

/**
 * Steps of one lane wait for each other, the lanes run beside each other: end-to-end specs wait for servers, windows and
 * disks half of their time, which the checks that only compute use up.
 */
const LANES = [
  [
    script('build'),
    script('e2e', ['--', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport,
    }),
  ],
  [
    script('types', [], CHECKED_IN_ONE_GO),
    script('laws'),
    script('dead'),
    script('format'),
    script('lint', [], CHECKED_IN_ONE_GO),
    script('unit', ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]),
    script('test:faults'),
  ],
]

/**
 * @param {string} name
 * @param {string[]} [args]
 * @param {Record<string, string>} [env]
 */
function script(name, args = [], env = {}) {
  return { name, command: ['run', '--silent', name, ...args], env }
}

/**
 * Temporary files in memory where Linux offers room for them: the workspaces of a thousand tests are written through to the disk
 * at every step, as they are to be, and a disk takes milliseconds for it in which the processors have nothing to do. null elsewhere.
 */
function folderInMemory() {
  const memory = '/dev/shm'
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize < ROOM_IN_MEMORY ? null : mkdtempSync(join(memory, 'leadsheet-gate-'))
  } catch {
    return null
  }
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`)
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()

/** Gates run in process groups of their own, so that npm, its shell and the tool end together. */
const GROUPED = process.platform !== 'win32'

function stopAll() {
  for (const child of children) stop(child)
}

/** @param {import('node:child_process').ChildProcess} child */
function stop(child) {
  if (child.pid === undefined) return
  try {
    process.kill(GROUPED ? -child.pid : child.pid)
  } catch {
    // It has ended by itself in this moment.
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopAll()
    process.exit(130)
  })
}

/**
 * One gate. Lanes would mix their lines, so its output is kept back and shown when it ends; the longest speaks as it goes.
 *
 * @param {ReturnType<typeof script>} step
 * @returns {Promise<boolean>}
 */
function passes(step) {
  const aloud = step.name === 'e2e'
  const begun = Date.now()
  const [command, args] = npm(step.command)
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...KEPT, ...process.env, ...temporary, CI: 'true', FORCE_COLOR: '0', ...step.env },
      stdio: ['ignore', aloud ? 'inherit' : 'pipe', aloud ? 'inherit' : 'pipe'],
      shell: !GROUPED,
      detached: GROUPED,
    })
    children.add(child)
    /** @type {Buffer[]} */
    const output = []
    const patience = setTimeout(() => {
      output.push(
        Buffer.from(`${step.name} did not end within ${LONGEST_STEP_MINUTES} minutes and was stopped.\n`),
      )
      stop(child)
    }, LONGEST_STEP_MINUTES * 60_000)
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => output.push(Buffer.from(String(error))))
    child.on('close', (code, signal) => {
      clearTimeout(patience)
      children.delete(child)
      process.stdout.write(Buffer.concat(output))
      const word = code === 0 ? 'ok  ' : signal === 'SIGTERM' ? 'stop' : 'FAIL'
      say(`${word} ${step.name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
      resolve(code === 0)
    })
  })
}

/**
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function npm(args) {
  const cli = process.env.npm_execpath
  if (!cli?.endsWith('.js')) return ['npm', args]
  return [process.env.npm_node_execpath ?? process.execPath, [cli, ...args]]
}

/** @returns {Promise<string | null>} the name of the gate that failed */
async function runLanes() {
  /** @type {string | null} */
  let failed = null
  await Promise.all(
    LANES.map(async (lane) => {
      for (const step of lane) {
        if (failed) return
        if (await passes(step)) continue
        if (failed) return
        failed = step.name
        stopAll()
      }
    }),
  )
  return failed
}

/** @returns {Promise<boolean>} */
async function browserIsThere() {
  const child = spawn(node24(root), [join(root, '.ci', 'ensure-chromium.ts')], {
    cwd: root,
    stdio: 'inherit',
  })
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0)))
}

/** Tests that ran, whether or not their gate was reached. */
function counts() {
  const unit = read(unitReport)
  const e2e = read(e2eReport)?.stats
  return {
    passed: (unit?.numPassedTests ?? 0) + (e2e?.expected ?? 0) + (e2e?.flaky ?? 0),
    failed:
      (unit?.numFailedTests ?? 0) +
      (unit?.numFailedTestSuites && !unit.numFailedTests ? 1 : 0) +
      (e2e?.unexpected ?? 0),
    skipped: (unit?.numPendingTests ?? 0) + (e2e?.skipped ?? 0),
  }
}

/**
 * Specs that passed on their second try only.
 *
 * @param {{ title: string, suites?: any[], specs?: any[] } | undefined} suite
 * @returns {string[]}
 */
function flakySpecs(suite) {
  if (!suite) return []
  const own = (suite.specs ?? [])
    .filter((spec) => spec.tests.some((/** @type {any} */ test) => test.status === 'flaky'))
    .map((spec) => `${spec.file}:${spec.line} ${spec.title}`)
  return [...own, ...(suite.suites ?? []).flatMap(flakySpecs)]
}

/** @param {string} path */
function read(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

const begun = Date.now()
const inMemory = folderInMemory()
const temporary = inMemory ? { TMPDIR: inMemory } : {}
process.on('exit', () => inMemory && rmSync(inMemory, { recursive: true, force: true }))
rmSync(reports, { recursive: true, force: true })
let failure = null
try {
  await ensureInstalled(root, say)
  mkdirSync(reports, { recursive: true })
  failure = (await browserIsThere()) ? await runLanes() : 'browser for end-to-end tests'
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  failure = 'install'
}

const { passed, failed, skipped } = counts()
const minutes = ((Date.now() - begun) / 60_000).toFixed(1)
say('')
say(failure === null ? `All gates passed in ${minutes} minutes.` : `The gate "${failure}" failed.`)
if (skipped > 0) say(`${skipped} skipped`)
for (const spec of (read(e2eReport)?.suites ?? []).flatMap(flakySpecs))
  say(`passed on its second try only: ${spec}`)
// A gate that is not made of tests counts as one.
say(`${passed} passed, ${failure !== null && failed === 0 ? 1 : failed} failed`)
process.exitCode = failure === null ? 0 : 1
