import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readBytes, refusalOf } from '#electron/workbook/workbook-test-kit.ts'

const read = (text: string, chosen = {}): ReturnType<typeof readBytes> =>
  readBytes(Buffer.from(text), 'leads.csv', chosen)

test.each([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['pipe', '|'],
])('a %s between fields is found', async (_, delimiter) => {
  const rows = [
    ['Name', 'Email', 'Note'],
    ['Ana, Maria', 'ana@b.example', 'a; b | c'],
    ['Ben', 'ben@b.example', 'x'],
  ]
  const quoted = rows.map((row) =>
    row.map((cell) => (/[,;|]/.test(cell) ? `"${cell}"` : cell)).join(delimiter),
  )
  const { inspection, headers, rows: found } = await read(quoted.join('\n'))
  expect(inspection.delimiter).toBe(delimiter)
  expect([headers, ...found]).toEqual(rows)
})

test('a list of one column is a list of one column', async () => {
  const { headers, rows } = await read('Email\na@b.example\nc@d.example\n')
  expect(headers).toEqual(['Email'])
  expect(rows).toEqual([['a@b.example'], ['c@d.example']])
})

test('a first line that names the delimiter is taken at its word and is no row', async () => {
  const { inspection, headers, rows, notes } = await read('sep=;\r\nName;City\r\nAna, Maria;Leeds\r\nBen\r\n')
  expect(inspection.delimiter).toBe(';')
  expect(headers).toEqual(['Name', 'City'])
  expect(rows[0]).toEqual(['Ana, Maria', 'Leeds'])
  expect(notes).toContain('line 4')
})

test('a delimiter that was chosen is used', async () => {
  const { headers } = await read('a;b,c\n1;2,3\n', { delimiter: ',', headerRow: 0 })
  expect(headers).toEqual(['a;b', 'c'])
})

test.each([
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
  ['\\r', '\r'],
])('quotes, line ends and delimiters inside a cell are kept where lines end with %s', async (_, end) => {
  const cell = `say "hi", she said${end}and\nleft`
  const text = ['Name,Note,City', `Ana,"${cell.replaceAll('"', '""')}",Leeds`, 'Ben,,Köln', ''].join(end)
  const { rows } = await read(text)
  expect(rows).toEqual([
    ['Ana', cell, 'Leeds'],
    ['Ben', '', 'Köln'],
  ])
})

test('a file whose line ends are mixed is cut at every one of them', async () => {
  const { rows, codes } = await read('Name,City\r\nAna,Leeds\nBen,"a\r\nb"\rCleo,Bonn\r\n')
  expect(rows).toEqual([
    ['Ana', 'Leeds'],
    ['Ben', 'a\r\nb'],
    ['Cleo', 'Bonn'],
  ])
  expect(codes).toEqual([])
})

test('rows with more or fewer fields are told by the lines they stand on, and nothing in them is lost', async () => {
  const { rows, notes, codes, headers } = await read('Name,City\n"Ana\nMaria",Leeds\nBen\nCleo,Bonn,extra\n')
  expect(headers).toEqual(['Name', 'City', ''])
  expect(rows.map((row) => row.filter((cell) => cell !== ''))).toEqual([
    ['Ana\nMaria', 'Leeds'],
    ['Ben'],
    ['Cleo', 'Bonn', 'extra'],
  ])
  expect(codes).toEqual(['ragged-long', 'ragged-short'])
  expect(notes).toContain('line 5')
  expect(notes).toContain('line 4')
})

test('rows with more values than headings make a file that is not whole, told by their lines', async () => {
  const broken = async (text: string) => (await read(text)).inspection.broken
  const [note] = await broken(
    'Title\nEmail,City,Company\na@x.example,Oslo,Acme\nb@x.example,Oslo, Norway,Acme\n',
  )
  expect(note).toMatchObject({ code: 'ragged-long' })
  expect(note!.text).toMatch(/^1 row has more values than the other rows’ 3: line 4\./)
  // Delimiters with nothing behind them move nothing, and some programs leave them out.
  for (const whole of [
    'a@x.example,Oslo,Acme,,\nb@x.example,Oslo,Acme',
    'a@x.example\nb@x.example\nc@x.example,Oslo,Acme',
  ])
    expect(await broken(`Email,City,Company\n${whole}\n`)).toEqual([])
})

test('a backslash before a quotation mark inside a value is how databases write it', async () => {
  const { rows, notes, codes } = await read('Name,City\n"Ann \\"Ace\\" Lee",Oslo\nBen,"a, \\"b\\""\n')
  expect(rows).toEqual([
    ['Ann "Ace" Lee', 'Oslo'],
    ['Ben', 'a, "b"'],
  ])
  expect(codes).toEqual(['backslash-quotes'])
  expect(notes).toContain('line 2, 3')
  // A folder ends with one, and is no such file.
  expect((await read('Name,Path\nAnn,"C:\\data\\"\nBen,"D:\\"\n')).rows).toEqual([
    ['Ann', 'C:\\data\\'],
    ['Ben', 'D:\\'],
  ])
})

test('a quotation mark that never closes is told by its line', async () => {
  const { notes } = await read('Name,City\nAna,Leeds\nBen,"Bonn\nCleo,Köln\n')
  expect(notes).toContain('opens on line 3')
})

test('empty rows are left out and counted; a row of delimiters is empty too', async () => {
  const { rows, notes } = await read('Name,City\nAna,Leeds\n\n,\n  ,\nBen,Bonn\n\n')
  expect(rows).toHaveLength(2)
  expect(notes).toContain('4 empty rows were left out')
})

const WORDS = 'Name,City\nJosé,Zürich\nÅsa,Malmö\n'

test.each([
  ['utf-8', 'utf-8', Buffer.from(WORDS)],
  ['utf-8 with its mark', 'utf-8', Buffer.from(`\ufeff${WORDS}`)],
  ['utf-16 little-endian with its mark', 'utf-16le', iconv.encode(WORDS, 'utf-16le', { addBOM: true })],
  ['utf-16 big-endian with its mark', 'utf-16be', iconv.encode(WORDS, 'utf-16be', { addBOM: true })],
  ['utf-16 little-endian without a mark', 'utf-16le', iconv.encode(WORDS, 'utf-16le', { addBOM: false })],
  ['utf-16 big-endian without a mark', 'utf-16be', iconv.encode(WORDS, 'utf-16be', { addBOM: false })],
  ['windows-1252', 'windows-1252', iconv.encode(WORDS, 'windows-1252')],
])('%s is recognised without a question', async (_, encoding, bytes) => {
  const { inspection, headers, rows } = await readBytes(bytes, 'leads.csv')
  expect(inspection.encoding).toBe(encoding)
  expect(inspection.questions).toEqual([])
  expect(headers).toEqual(['Name', 'City'])
  expect(rows).toEqual([
    ['José', 'Zürich'],
    ['Åsa', 'Malmö'],
  ])
})

test('typographic signs that only windows-1252 has come out right', async () => {
  const text = 'Name,Note\nAna,“€5” – l’été\n'
  const { rows } = await readBytes(iconv.encode(text, 'windows-1252'), 'leads.csv')
  expect(rows).toEqual([['Ana', '“€5” – l’été']])
})

test.each([
  ['windows-1251', 'Имя,Город\nОльга,Москва\n'],
  ['shift_jis', '名前,都市\n太郎,東京\n'],
  ['windows-1253', 'Όνομα,Πόλη\nΝίκος,Αθήνα\n'],
])('text in %s is asked about, and right once it is chosen', async (encoding, text) => {
  const bytes = iconv.encode(text, encoding)
  expect((await readBytes(bytes, 'leads.csv')).inspection.questions).toContain('encoding')
  const chosen = await readBytes(bytes, 'leads.csv', { encoding, headerRow: 0 })
  expect(chosen.inspection.questions).toEqual([])
  expect([chosen.headers, ...chosen.rows]).toEqual(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(',')),
  )
})

test.each([
  ['windows-1250', 'Imię,Miasto\nŁukasz Żółć,Łódź\nMałgorzata,Kraków\n'],
  ['windows-1254', 'Ad,Şehir\nIşık,İstanbul\nÖzgür,Iğdır\n'],
  ['macintosh', 'Nom,Ville\nZoë Straße,Orléans\n'],
  ['cp850', 'Name,Ort\nJürgen Groß,Köln\n'],
])('text in %s is proposed as such, and asked about', async (encoding, text) => {
  const { inspection, headers, rows } = await readBytes(iconv.encode(text, encoding), 'leads.csv', {
    headerRow: 0,
  })
  expect(inspection).toMatchObject({ encoding, questions: ['encoding'] })
  const lines = [headers, ...rows].map((cells) => cells.join(','))
  expect(lines).toEqual(text.trim().split('\n'))
})

test.each([
  ['Portuguese', 'Nome,Cidade\nJoão Conceição,São Paulo\nÂngela,Maceió\n'],
  ['Danish', 'Navn,By\nSøren Ærø,Århus\n'],
  ['prices in pounds', 'Name,Price\nAna,£500\nBen,£20\n'],
  ['volumes', 'Name,Size\nAna,50 m³\nJosé,20 m²\n'],
])('%s in windows-1252 are no reason to ask', async (_, text) => {
  const { inspection, rows } = await readBytes(iconv.encode(text, 'windows-1252'), 'leads.csv', {
    headerRow: 0,
  })
  expect(inspection).toMatchObject({ encoding: 'windows-1252', questions: [] })
  expect(rows[0]).toEqual(text.split('\n')[1]?.split(','))
})

test('an encoding Leadsheet does not know is refused', async () => {
  expect((await refusalOf(Buffer.from(WORDS), 'leads.csv', { encoding: 'klingon' })).code).toBe('encoding')
})
