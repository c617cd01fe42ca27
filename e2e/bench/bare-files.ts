/** One step of a bare library, for `files.ts` to time: `read PATH` or `write PATH ROWS`. */
import { createWriteStream, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsxStream } from 'hucre/xlsx'
import Papa from 'papaparse'
import * as XLSX from 'xlsx'
import { reportTable } from './files.ts'

async function read(path: string): Promise<void> {
  const bytes = readFileSync(path)
  if (path.endsWith('.csv')) Papa.parse(bytes.toString('utf8'))
  else XLSX.read(bytes, { dense: true, cellNF: true, cellHTML: false, cellFormula: false })
}

async function write(path: string, rows: number): Promise<void> {
  if (path.endsWith('.xlsx')) {
    const stream = writeXlsxStream(reportTable(rows), { name: 'Leads' })
    return pipeline(Readable.fromWeb(stream as never), createWriteStream(path))
  }
  const lines = function* (): Generator<string> {
    let batch: (string | number)[][] = []
    for (const row of reportTable(rows)) {
      batch.push(row)
      if (batch.length < 2_000) continue
      yield `${Papa.unparse(batch)}\r\n`
      batch = []
    }
    yield Papa.unparse(batch)
  }
  return pipeline(Readable.from(lines()), createWriteStream(path))
}

const [step, path = '', rows = '0'] = process.argv.slice(2)
await (step === 'read' ? read(path) : write(path, Number(rows)))
const { user, system } = process.cpuUsage()
process.send?.({ cpu: (user + system) / 1e6 })
