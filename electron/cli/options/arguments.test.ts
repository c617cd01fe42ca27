import { describe, expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

const PLAIN_PUSH = {
  compare: false,
  changes: false,
  conflicts: null,
  trial: false,
  phoneTaken: null,
  mode: null,
  recipe: null,
  newest: false,
  moveDone: null,
  moveFailed: null,
  log: null,
  after: { lists: { created: null, updated: null, failed: null }, activity: null, activityText: null },
  byLink: false,
  kind: 'push',
  file: 'leads.xlsx',
  sheet: null,
  headings: null,
  encoding: null,
  delimiter: null,
  hidden: null,
  dateOrder: null,
  decimal: null,
  zone: null,
  placeholders: null,
  unknownOptions: null,
  columnsSaid: [],
  phoneCountry: null,
  ownerUnknown: null,
  owners: [],
  values: [],
  choiceSeparator: null,
  clean: [],
  shape: [],
  lookUpFiles: [],
  includeProblems: false,
  acceptBroken: false,
  map: [],
  searchBy: null,
  host: null,
  account: null,
  limit: null,
  bulkLimit: null,
  readLimit: null,
  day: null,
  blanks: null,
  duplicates: null,
  report: null,
  dataDir: null,
  dryRun: false,
  json: false,
}

describe('recipes', () => {
  const plain = { kind: 'recipes', dataDir: null, json: false }

  it.each([
    [['recipes'], { ...plain, action: 'list' }],
    [['recipes', '--json'], { ...plain, action: 'list', json: true }],
    [['recipes', 'export', 'Daily fair'], { ...plain, action: 'export', name: 'Daily fair', out: null }],
    [['recipes', 'export', 'A', '--out', 'a.json'], { ...plain, action: 'export', name: 'A', out: 'a.json' }],
    [
      ['recipes', 'import', 'a.json', '--replace'],
      { ...plain, action: 'import', file: 'a.json', replace: true },
    ],
    [['recipes', 'remove', 'A'], { ...plain, action: 'remove', name: 'A' }],
  ])('%j', (line, read) => {
    expect(readArguments(line)).toEqual(read)
  })

  it.each([
    [['recipes', 'export'], 'Say which recipe'],
    [['recipes', 'import'], 'Say which file'],
    [['recipes', 'export', 'Daily', 'fair'], 'Put quotes around'],
    [['recipes', 'show'], 'Not “show”'],
    [['recipes', 'import', 'a.json', '--out', 'b'], '--out goes with'],
    [['recipes', '--replace'], '--replace goes with'],
  ])('%j is told what would be right', (line, text) => {
    expect(readArguments(line)).toMatchObject({
      kind: 'misuse',
      text: expect.stringContaining(text) as string,
    })
  })
})

describe('readArguments', () => {
  it('reads a push with nothing but a file, and fills in the defaults', () => {
    expect(readArguments(['push', 'leads.xlsx'])).toEqual(PLAIN_PUSH)
  })

  it.each([
    ['comma', ','],
    ['|', '|'],
    ['Semicolon', ';'],
  ])('several choices are parted by a %s', (given, choiceSeparator) => {
    const line = ['push', 'leads.xlsx', '--choice-separator', given]
    expect(readArguments(line)).toEqual({ ...PLAIN_PUSH, choiceSeparator })
  })

  it('says which signs can part choices', () => {
    expect(readArguments(['push', 'leads.xlsx', '--choice-separator', '/'])).toEqual({
      kind: 'misuse',
      text: '--choice-separator takes semicolon, comma, bar, tilde, or the sign itself; not “/”.',
    })
  })

  it('reads every option of a push', () => {
    const line = [
      ...['push', '--sheet', 'March', '--map', 'Mail=EmailAddress,City=mx_City', '--search-by', 'mx_Id'],
      ...['--host', 'https://api.leadsquared.com', '--limit', '10/2.5', '--blank', 'clear'],
      ...['--duplicates', 'merge', '--report=out/R.XLSX', '--data-dir', '/data', '--json', 'leads.xlsx'],
      ...['--headings', 'no', '--encoding', 'windows-1252', '--dry-run'],
    ]
    expect(readArguments(line)).toEqual({
      ...PLAIN_PUSH,
      sheet: 'March',
      headings: 'no',
      encoding: 'windows-1252',
      dryRun: true,
      map: [
        { header: 'Mail', attribute: 'EmailAddress' },
        { header: 'City', attribute: 'mx_City' },
      ],
      searchBy: 'mx_Id',
      host: 'https://api.leadsquared.com',
      limit: { calls: 10, seconds: 2.5 },
      bulkLimit: null,
      readLimit: null,
      day: null,
      blanks: 'clear',
      duplicates: 'merge',
      report: { path: 'out/R.XLSX', format: 'xlsx' },
      dataDir: '/data',
      json: true,
    })
  })

  it('reads how a file is to be read and what its values mean', () => {
    const line = [
      ...['push', '-', '--headings', '3', '--delimiter', 'tab', '--hidden', 'leave-out', '--decimal', ','],
      ...['--date-order', 'dmy', '--placeholders', 'send', '--include-problems', '--accept-broken'],
    ]
    expect(readArguments(line)).toMatchObject({
      file: '-',
      headings: 3,
      delimiter: '\t',
      hidden: 'leave-out',
      decimal: ',',
      dateOrder: 'dmy',
      placeholders: 'send',
      includeProblems: true,
      acceptBroken: true,
    })
    expect(readArguments(['push', 'a.csv', '--delimiter', ';'])).toMatchObject({ delimiter: ';' })
  })

  it('reads what is said of single columns beside what is said of all', () => {
    const line = ['push', 'a.csv', '--placeholders', 'stop', '--placeholders', 'send@Notes, own']
    expect(
      readArguments([...line, '--decimal', ',@Amount', '--unknown-options', 'blank@Mail@work']),
    ).toMatchObject({
      placeholders: 'stop',
      decimal: null,
      unknownOptions: null,
      columnsSaid: [
        { option: '--decimal', header: 'Amount', readAs: { decimal: ',' } },
        { option: '--placeholders', header: 'Notes, own', readAs: { placeholders: 'send' } },
        { option: '--unknown-options', header: 'Mail@work', readAs: { unknownOptions: 'blank' } },
      ],
    })
    expect(readArguments([...line, '--placeholders', 'blank'])).toMatchObject({
      kind: 'misuse',
      text: expect.stringContaining('--placeholders is given twice') as string,
    })
    expect(readArguments(['push', 'a.csv', '--zone', 'Asia/Kolkata@Born', '--zone', 'UTC'])).toMatchObject({
      zone: 'UTC',
      columnsSaid: [{ option: '--zone', header: 'Born', readAs: { zone: 'Asia/Kolkata' } }],
    })
    expect(readArguments(['push', 'a.csv', '--date-order', 'dmy@'])).toMatchObject({ kind: 'misuse' })
  })

  it('reads headings with commas and equals signs, columns left out, and --map more than once', () => {
    const line = ['push', 'a.csv', '--map', 'Name\\, first=FirstName, a\\=b =mx_AB', '--map', 'Notes=']
    expect(readArguments(line)).toMatchObject({
      map: [
        { header: 'Name, first', attribute: 'FirstName' },
        { header: 'a=b', attribute: 'mx_AB' },
        { header: 'Notes', attribute: null },
      ],
    })
  })

  it('reads headings in quotes, with commas, equals signs and quotes in them', () => {
    const map = String.raw`"Name, First"=FirstName, "a=b" =mx_AB,"6"" pipe"=mx_Pipe,The "best"=Notes,\"odd\"=`
    expect(readArguments(['push', 'a.csv', '--map', map])).toMatchObject({
      map: [
        { header: 'Name, First', attribute: 'FirstName' },
        { header: 'a=b', attribute: 'mx_AB' },
        { header: '6" pipe', attribute: 'mx_Pipe' },
        { header: 'The "best"', attribute: 'Notes' },
        { header: '"odd"', attribute: null },
      ],
    })
  })

  it('reads a trial and what is to be done with phones of other leads', () => {
    const line = ['push', 'leads.xlsx', '--trial', '--phone-taken', 'leave-out']
    expect(readArguments(line)).toEqual({ ...PLAIN_PUSH, trial: true, phoneTaken: 'leave-out' })
    expect(readArguments(['resume', '--phone-taken', 'update'])).toMatchObject({ phoneTaken: 'update' })
    expect(readArguments(['push', 'leads.xlsx', '--trial', '--dry-run'])).toEqual({
      kind: 'misuse',
      text: 'Give --trial or --dry-run, not both: a dry run sends nothing, a trial the first call.',
    })
    expect(readArguments(['resume', '--phone-taken', 'merge'])).toMatchObject({ kind: 'misuse' })
  })

  it('takes a file whose name begins with a dash after --', () => {
    expect(readArguments(['push', '--json', '--', '-leads.csv'])).toMatchObject({ file: '-leads.csv' })
  })

  it('reads resume and practice', () => {
    expect(readArguments(['resume', '--data-dir', 'd', '--report', 'r.csv', '--json'])).toEqual({
      kind: 'resume',
      cancel: false,
      again: false,
      phoneTaken: null,
      limit: null,
      bulkLimit: null,
      readLimit: null,
      day: null,
      report: { path: 'r.csv', format: 'csv' },
      dataDir: 'd',
      json: true,
    })
    expect(readArguments(['practice', '--port', '4000', '--control', '--leads', '1000000'])).toEqual({
      kind: 'practice',
      leads: 1_000_000,
      port: 4000,
      control: true,
      dataDir: null,
    })
  })

  it.each([[[]], [['--help']], [['help']], [['push', '--help']], [['push', 'x.csv', '-h']]])(
    'shows the help for %j',
    (line) => {
      expect(readArguments(line)).toMatchObject({ kind: 'help' })
    },
  )

  it('tells its version', () => {
    expect(readArguments(['--version'])).toEqual({ kind: 'version' })
  })

  it.each<[string[], RegExp]>([
    [['pusch', 'x.csv'], /no command “pusch”.*push, undo, resume, pull, recipes and practice/],
    [['push'], /Say which file/],
    [['push', 'a.csv', 'b.csv'], /One file at a time/],
    [['push', 'a.csv', '--searchby', 'x'], /no option --searchby.*--search-by/],
    [['push', 'a.csv', '--sheet'], /--sheet needs a value/],
    [['push', 'a.csv', '--json=yes'], /--json takes no value/],
    [['push', 'a.csv', '--account', 'x', '--host', 'practice'], /not both/],
    [['push', 'a.csv', '--limit', '25'], /such as 25\/5; not “25”/],
    [['push', 'a.csv', '--limit', '0/5'], /such as 25\/5/],
    [['push', 'a.csv', '--limit', '-1/5'], /--limit/],
    [['push', 'a.csv', '--blank', 'empty'], /skip, clear; not “empty”/],
    [['push', 'a.csv', '--duplicates', 'newest'], /last, merge, order, skip/],
    [['push', 'a.csv', '--report', 'out.pdf'], /\.xlsx or \.csv/],
    [['push', 'a.csv', '--map', 'Email'], /Header=Attribute; “Email”/],
    [['push', 'a.csv', '--map', '=EmailAddress'], /Header=Attribute/],
    [['push', 'a.csv', '--map', 'a=b=c'], /Header=Attribute; “a=b=c”/],
    [['push', 'a.csv', '--map', 'Name, First=FirstName'], /“Name” is not.*goes in quotes/],
    [['push', 'a.csv', '--headings', '0'], /yes, no, or the number of the row/],
    [['push', 'a.csv', '--delimiter', 'x'], /comma, semicolon, tab, pipe, or the sign itself; not “x”/],
    [['push', 'a.csv', '--hidden', 'yes'], /include, leave-out; not “yes”/],
    [['push', 'a.csv', '--date-order', 'day'], /dmy, mdy, ymd; not “day”/],
    [
      ['push', 'a.csv', '--zone', 'IST+5'],
      /--zone takes the name of a time zone, such as Asia\/Kolkata or UTC; not “IST\+5”/,
    ],
    [['push', 'a.csv', '--decimal', 'x'], /--decimal takes comma or point/],
    [['push', 'a.csv', '--placeholders', 'keep'], /blank, send, stop; not “keep”/],
    [['push', 'a.csv', '--clean', 'shine'], /no cleaning “shine”/],
    [['resume', 'a.csv'], /“a\.csv” is not expected here/],
    [['practice', '--port', '70000'], /0 to 65535/],
    [['practice', '--port', 'x'], /0 to 65535/],
    [['practice', '--leads', '0'], /1 to 1000000/],
    [['practice', '--leads', '1000001'], /1 to 1000000/],
    [['practice', '--leads', 'many'], /1 to 1000000/],
  ])('says what is wrong with %j and what would be right', (line, reason) => {
    const command = readArguments(line)
    expect(command.kind).toBe('misuse')
    if (command.kind === 'misuse') expect(command.text).toMatch(reason)
  })
})

describe('pull', () => {
  const pull = (...rest: string[]) =>
    readArguments([
      ...['pull', '--columns', 'FirstName, mx_City'],
      ...(rest.includes('--out') ? [] : ['--out', 'a.csv']),
      ...rest,
    ])

  it('reads which leads to get, which fields and where to', () => {
    expect(pull('--list', 'Spring Fair', '--limit', '10/5', '--json')).toEqual({
      kind: 'pull',
      question: { kind: 'list', name: 'Spring Fair' },
      columns: ['FirstName', 'mx_City'],
      out: { path: 'a.csv', format: 'csv' },
      host: null,
      account: null,
      limit: { calls: 10, seconds: 5 },
      bulkLimit: null,
      readLimit: null,
      day: null,
      dataDir: null,
      json: true,
    })
  })

  it.each([
    ['mx_City = Pune', { attribute: 'mx_City', operator: '=', value: 'Pune' }],
    ["mx_City='New Delhi'", { attribute: 'mx_City', operator: '=', value: 'New Delhi' }],
    ['Score >= 50', { attribute: 'Score', operator: '>=', value: '50' }],
    ['Company like Alder%', { attribute: 'Company', operator: 'LIKE', value: 'Alder%' }],
    ['mx_Note = a = b', { attribute: 'mx_Note', operator: '=', value: 'a = b' }],
  ])('reads the condition %s', (text, condition) => {
    expect(pull('--where', text)).toMatchObject({ question: { kind: 'where', condition } })
  })

  it.each([
    ['2026-11-01..', '2026-11-01T00:00:00Z', null],
    ['2026-11-01..2026-11-08', '2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z'],
    ['2026-11-01 09:30..2026-11-01T18:00:05Z', '2026-11-01T09:30:00Z', '2026-11-01T18:00:05Z'],
  ])('reads the times %s', (text, from, to) => {
    expect(pull('--changed', text)).toMatchObject({ question: { kind: 'changed', from, to } })
  })

  it.each([
    [['--list', 'a', '--where', 'b = c'], /in one way/],
    [[], /in one way/],
    [['--where', 'mx_City'], /one condition/],
    [['--where', 'mx_City = '], /needs a value/],
    [['--changed', '2026-11-01'], /two times/],
    [['--changed', '2026-13-01..'], /two times/],
    [['--list', 'a', '--out', 'leads.txt'], /\.xlsx or \.csv/],
    [['--list', 'a', '--host', 'x', '--account', 'y'], /not both/],
  ])('says what is wrong with %j', (rest, reason) => {
    expect(pull(...rest)).toMatchObject({ kind: 'misuse', text: expect.stringMatching(reason) as string })
  })

  it('needs fields and a file', () => {
    expect(readArguments(['pull', '--list', 'a', '--out', 'a.csv'])).toMatchObject({
      text: expect.stringContaining('--columns') as string,
    })
    expect(readArguments(['pull', '--list', 'a', '--columns', 'FirstName'])).toMatchObject({
      text: expect.stringContaining('--out') as string,
    })
  })
})

describe('a push of changes', () => {
  it('takes whose value stands, and no option that would settle something else than it does', () => {
    expect(readArguments(['push', 'leads.xlsx', '--changes', '--conflicts', 'mine'])).toMatchObject({
      ...{ kind: 'push', changes: true, conflicts: 'mine' },
    })
    for (const [given, text] of [
      [['--conflicts', 'mine'], /--conflicts belongs to --changes/],
      [['--changes', '--conflicts', 'newest'], /--conflicts takes mine, theirs, leave/],
      [['--changes', '--mode', 'fill'], /Give --changes or --mode, not both/],
      [['--changes', '--blank', 'clear'], /Give --changes or --blank, not both/],
      [['--changes', '--clean', 'case:upper@City'], /Give --changes or --clean, not both/],
    ] as const) {
      expect(readArguments(['push', 'leads.xlsx', ...given])).toMatchObject({
        kind: 'misuse',
        text: expect.stringMatching(text) as string,
      })
    }
  })
})

describe('options that contradict each other', () => {
  it('are refused, so that neither is guessed at', () => {
    for (const [given, text] of [
      [
        ['push', 'a.csv', '--mode', 'create', '--mode', 'update'],
        '--mode is given twice, as “create” and as “update”',
      ],
      [['push', 'a.csv', '--list-created', 'A', '--list-created=B'], '--list-created is given twice'],
      [['undo', '--push', '1', '--push', '2'], '--push is given twice'],
      [
        ['pull', '--list', 'A', '--list', 'B', '--columns', 'FirstName', '--out', 'a.csv'],
        '--list is given twice',
      ],
      [['undo', '--drop'], 'Say of which push'],
      [['undo', '--push', '1', '--drop', '--dry-run'], 'Give --drop or --dry-run, not both'],
      [['undo', '--push', '1', '--drop', '--list-created', 'A'], 'Give --drop or --list-created, not both'],
      [['resume', '--cancel', '--phone-taken', 'update'], 'Give --cancel or --phone-taken, not both'],
      [['resume', '--again', '--phone-taken', 'update'], 'Give --again or --phone-taken, not both'],
      [['push', 'a.csv', '--look-up-file', 'b.csv'], '--look-up-file belongs to --recipe or --shape'],
    ] as const) {
      expect(readArguments(given)).toMatchObject({
        kind: 'misuse',
        text: expect.stringContaining(text) as string,
      })
    }
  })

  it('are none where they say the same, or can be said as often as it takes', () => {
    expect(
      readArguments([
        'push',
        'a.csv',
        '--mode',
        'fill',
        '--mode',
        'fill',
        '--map',
        'A=Phone',
        '--map',
        'B=FirstName',
      ]),
    ).toMatchObject({ kind: 'push', mode: 'fill', map: [{ header: 'A' }, { header: 'B' }] })
  })
})
