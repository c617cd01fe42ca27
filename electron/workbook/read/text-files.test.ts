import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readBytes, refusalOf } from '#electron/workbook/workbook-test-kit.ts'

const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))
const read = (text: string, chosen = {}): ReturnType<typeof readBytes> =>
  readBytes(Buffer.from(text), 'leads.csv', chosen)

test('tab text in UTF-16 under a workbook’s name is read as the text it is', async () => {
  const { inspection, headers, rows } = await readBytes(fixture('tabs-utf-16.xls'), 'leads.xls')
  expect(inspection).toMatchObject({ format: 'Tab-separated text', encoding: 'utf-16le', questions: [] })
  expect(headers).toEqual(['Email', 'First Name', 'City'])
  expect(rows).toEqual([
    ['person1@example.test', 'José', 'Kraków'],
    ['person2@example.test', '明子', 'Αθήνα'],
  ])
})

test('zero bytes strewn into a file are set aside, counted, and told by their lines', async () => {
  const { inspection, rows, notes, codes } = await readBytes(fixture('zero-bytes.csv'), 'leads.csv')
  expect(inspection.questions).toEqual([])
  expect(rows).toEqual([
    ['person1@example.test', 'Asha', 'Pune'],
    ['person2@example.test', 'Bo', 'Oslo'],
    ['person3@example.test', '', 'Rome'],
  ])
  expect(codes).toEqual(['control-signs'])
  expect(notes).toContain('3 control characters were set aside')
  expect(notes).toContain('line 2, 4')
})

test('other control characters go the same way; tabs and line ends in cells stay', async () => {
  const { rows, notes } = await read('Name,Note\nAna,"a\u0007b\u001a\nc\td"\nBen,\u0085x\u009f\n')
  expect(rows).toEqual([
    ['Ana', 'ab\nc\td'],
    ['Ben', 'x'],
  ])
  expect(notes).toContain('4 control characters were set aside')
})

test('a control character that was chosen as the delimiter is one', async () => {
  const { headers, rows, codes } = await read('Name\u001fCity\nAna\u001fLeeds\n', { delimiter: '\u001f' })
  expect([headers, ...rows]).toEqual([
    ['Name', 'City'],
    ['Ana', 'Leeds'],
  ])
  expect(codes).toEqual([])
})

test('lists inside cells stay in their cells', async () => {
  const { inspection, headers, rows } = await readBytes(fixture('lists-in-cells.csv'), 'leads.csv')
  expect(inspection).toMatchObject({ delimiter: ',', delimiters: [], questions: [] })
  expect(headers).toEqual(['Email', 'Interests'])
  expect(rows[0]).toEqual(['person1@example.test', 'golf;chess;tennis;music;books;films'])
})

test.each([
  [
    'comma decimals between semicolons',
    ';',
    'Name;Price;City\n' + 'Ana;1,50;Leeds\nBen;2,75;Bonn\n'.repeat(60),
  ],
  ['long lists of the same length', ',', `Name,Tags\n${'Ana,a;b;c;d;e;f;g;h;i;j\n'.repeat(150)}`],
  [
    'a comma in every heading and cell of one of many columns',
    ';',
    'Last, first;City;Mail;Phone;Zip\nS, J;a;b;c;d\n',
  ],
  ['commas in every cell between tabs', '\t', 'City, State\tName\nLeeds, UK\tAna\nBonn, DE\tBen\n'],
  ['a title over the table', ';', 'Leads of May\n\nName;City;Phone\nAna;Leeds, UK;1\nBen;Bonn, DE;2\n'],
])('%s are no reason to ask', async (_, delimiter, text) => {
  const { inspection } = await read(text)
  expect(inspection.delimiter).toBe(delimiter)
  expect(inspection.questions).not.toContain('delimiter')
})

test.each([
  ['a;b,c\n1;2,3\n4;5,6\n', [';', ',']],
  ['Name|First;Last\nx|Ana;Smith\ny|Ben;Jones\n', [';', '|']],
])('a file that two delimiters make a table of is asked about: %j', async (text, delimiters) => {
  const { inspection } = await read(text)
  expect(inspection.questions).toContain('delimiter')
  expect([...inspection.delimiters].sort()).toEqual([...delimiters].sort())
  expect((await read(text, { delimiter: ',' })).inspection.questions).not.toContain('delimiter')
})

test.each(['', '"', '\n', ';;'])('%j cannot separate columns, and is refused in words', async (delimiter) => {
  const refusal = await refusalOf(Buffer.from('a,b\n1,2\n'), 'leads.csv', { delimiter })
  expect([refusal.code, refusal.message]).toEqual(['delimiter', expect.stringContaining('no quotation mark')])
})

test('quotation marks inside a cell are letters and swallow nothing', async () => {
  const { inspection, rows, codes, notes } = await readBytes(fixture('stray-quotes.csv'), 'leads.csv')
  expect(inspection.questions).toEqual([])
  expect(rows).toEqual([
    ['person1@example.test', 'asked for a 24" screen and left', 'Pune'],
    ['person2@example.test', 'ends with quote". ', 'Oslo'],
    ['person3@example.test', '"Ace" Morgan', 'Rome'],
    ['person4@example.test', 'plain', 'Lima'],
  ])
  expect(codes).toEqual(['stray-quote'])
  expect(notes).toContain('line 4')
})

test('a quotation mark that is never closed swallows no lead, and the file is known to be broken', async () => {
  const bytes = fixture('unclosed-quote.csv')
  const { inspection, rows } = await readBytes(bytes, 'leads.csv')
  expect(rows).toHaveLength(40)
  expect(rows[1]).toEqual(['person2@example.test', '"never closed', 'Oslo'])
  expect(inspection.questions).toEqual(['broken'])
  expect(inspection.broken).toEqual([
    { code: 'open-quote', text: expect.stringContaining('opens on line 3') as string },
  ])
  const accepted = await readBytes(bytes, 'leads.csv', { acceptBroken: true })
  expect(accepted.inspection.questions).toEqual([])
  expect(accepted.notes).toContain('opens on line 3')
})

test('a mark that is never closed is told though a later cell is quoted as it should be', async () => {
  const { inspection, rows } = await read(
    'Email,Note,City\na@b.example,"open,Oslo\nc@d.example,fine,Rome\ne@f.example,"Smith, John",Lima\n',
  )
  expect(rows).toEqual([
    ['a@b.example', '"open', 'Oslo'],
    ['c@d.example', 'fine', 'Rome'],
    ['e@f.example', 'Smith, John', 'Lima'],
  ])
  expect(inspection.broken[0]?.text).toContain('opens on line 2')
})

test('marks that are not doubled stay in their cell where the row only then has its columns', async () => {
  const { inspection, rows } = await read(
    'Name,Note,City\nAna,"a 24" screen, and more",Leeds\nBen,"first\nsecond "x" line",Bonn\nCleo,fine,Rome\n',
  )
  expect(rows).toEqual([
    ['Ana', 'a 24" screen, and more', 'Leeds'],
    ['Ben', 'first\nsecond "x" line', 'Bonn'],
    ['Cleo', 'fine', 'Rome'],
  ])
  expect(inspection.questions).toEqual([])
})

test('a cell in which whole rows seem to have vanished makes the file known to be broken', async () => {
  const rows = [
    'Email,Note,City',
    'a@b.example,"open,Oslo',
    'c@d.example,fine,Rome',
    'e@f.example,shut",Lima',
    'g@h.example,fine,Bonn',
  ]
  const { inspection } = await read(rows.join('\n'))
  expect(inspection.questions).toEqual(['broken'])
  expect(inspection.broken[0]).toMatchObject({
    code: 'swallowed-rows',
    text: expect.stringContaining('line 2') as string,
  })
  const two = await read([rows[0], rows[1], rows[3], rows[4]].join('\n'))
  expect(two.inspection.broken[0]?.code).toBe('swallowed-rows')
})

test('notes and addresses of several lines are no vanished rows', async () => {
  const { inspection } = await read(
    'Email,Note,City\na@b.example,"Hello, Ana\nwe met, as you know, at the fair\nBye, Ben",Leeds\nc@d.example,"12 High St\nLeeds",York\n',
  )
  expect(inspection.questions).toEqual([])
})

test('signs that cannot be seen are taken off the edges of cells and headings, and counted', async () => {
  const { headers, rows, codes, notes } = await read(
    '\ufeff\ufeffEmail,\u200bName\u00a0\n\u202a+44 7700 900001\u202c,Ana\u00a0 Lee\nx\u200by,\u3000Ben\n\ufeff"c, d",e \n',
  )
  expect(headers).toEqual(['Email', 'Name'])
  expect(rows).toEqual([
    ['+44 7700 900001', 'Ana\u00a0 Lee'],
    ['x\u200by', 'Ben'],
    ['c, d', 'e '],
  ])
  expect(codes).toEqual(['unseen-edges'])
  expect(notes).toContain('2 cells began or ended with signs that cannot be seen')
  expect(notes).toContain('A2; B3')
})

test('an address that differs only by signs nobody sees becomes the same address', async () => {
  const { rows } = await readBytes(fixture('unseen-signs.csv'), 'leads.csv')
  const same = rows.filter(([, name]) => /base|nbsp|zero-width/.test(name ?? '')).map(([email]) => email)
  expect(same).toEqual(['person1@example.test', 'person1@example.test', 'person1@example.test'])
})

test('headings that repeat stay columns of their own, and are no reason to ask', async () => {
  const { inspection, headers, rows } = await readBytes(fixture('namesakes.csv'), 'leads.csv')
  expect(inspection.questions).toEqual([])
  expect(headers).toEqual(['Email', 'Phone', 'Phone', 'PHONE', 'Phone_2', 'Email'])
  expect(rows[1]).toEqual([
    'person2@example.test',
    '+12025550104',
    '',
    '+12025550105',
    'keep',
    'person92@example.test',
  ])
})

const ACCENTS = 'Name,City\nJosé,Zürich\n張偉,台北\n'

test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
  '%s is recognised with its mark and without',
  async (encoding) => {
    for (const addBOM of [true, false]) {
      const { inspection, rows } = await readBytes(iconv.encode(ACCENTS, encoding, { addBOM }), 'leads.txt')
      expect(inspection).toMatchObject({ encoding, questions: [] })
      expect(rows).toEqual([
        ['José', 'Zürich'],
        ['張偉', '台北'],
      ])
    }
  },
)

test.each([
  ['shift_jis', '氏名,都市\n山田,東京\n田中,大阪\n'],
  ['shift_jis', 'Name,City\n佐藤 さくら,Tokyo\n'],
  ['euc-jp', '名前,都市\nさくら,東京\n'],
  ['gb18030', '姓名,城市\n李,北京\n王伟,上海\n'],
  ['big5', '姓名,城市\n王小明,台北\n陳大文,高雄\n'],
  ['euc-kr', '이름,도시\n김철수,서울\n'],
  ['windows-1251', 'Имя,Город\nОльга,Москва\n'],
  ['windows-1253', 'Όνομα,Πόλη\nΝίκος,Αθήνα\n'],
  ['windows-1255', 'שם,עיר\nדוד,תל אביב\n'],
  ['windows-1256', 'الاسم,المدينة\nمحمد,القاهرة\n'],
  ['windows-874', 'ชื่อ,เมือง\nสมชาย,กรุงเทพ\n'],
])('text in %s is proposed as such, and asked about: %s', async (encoding, text) => {
  const { inspection, headers, rows } = await readBytes(iconv.encode(text, encoding), 'leads.csv', {
    headerRow: 0,
  })
  expect(inspection).toMatchObject({ encoding, questions: ['encoding'] })
  expect([headers, ...rows].map((cells) => cells.join(',')).join('\n')).toBe(text.trim())
})

test('a letter that cannot be read is told by its line', async () => {
  const bytes = Buffer.concat([
    Buffer.from('Name\nJosé Zürich Åsa Malmö Łódź\nJos'),
    Buffer.from([0xe9, 0x0a]),
  ])
  const { inspection, notes } = await readBytes(bytes, 'leads.csv')
  expect(inspection).toMatchObject({ encoding: 'utf-8', questions: ['encoding'] })
  expect(notes).toContain('line 3')
})

test('rows keep the number they have in their file, over blank rows and cells of several lines', async () => {
  const { places } = await read('sep=,\nName,Note\nAna,x\n\nBen,"a\r\nb\nc"\nCleo,y\n')
  expect(places).toEqual([3, 5, 8])
  expect((await read('Name,Note\nAna,"24" x"\n\nBen,z\n')).places).toEqual([2, 4])
})

test('200,000 columns are refused before they are made, with advice that fits a text file', async () => {
  const refusal = await refusalOf(
    Buffer.from(`${'a,'.repeat(200_000)}\n${'1,'.repeat(200_000)}\n`),
    'wide.csv',
  )
  expect(refusal.code).toBe('too-many-columns')
  expect(refusal.message).toContain('200,001 columns')
  expect(refusal.message).not.toContain('save it as .csv')
})

test('words that begin as another kind of file does are words', async () => {
  expect((await read('MZ,City\nx,Leeds\n', { headerRow: 0 })).headers).toEqual(['MZ', 'City'])
})
