/** The laws of the house (docs/architecture.md): who may import whom. `npm run laws` enforces them. */

const TESTS = '\\.test(-kit)?\\.tsx?$'

/** Rooms on a ladder: each may import those before it, never one after it. */
function ladder(house, rooms) {
  return rooms.slice(0, -1).map((room, index) => ({
    name: `${house}-${room}-looks-up`,
    comment: `${house}: ${rooms.join(' < ')}`,
    severity: 'error',
    from: { path: `^${house}/${room}/`, pathNot: TESTS },
    to: { path: `^${house}/(${rooms.slice(index + 1).join('|')})/` },
  }))
}

/** Rooms that never meet. */
function strangers(house, rooms) {
  return rooms.map((room) => ({
    name: `${house}-${room}-meets-a-stranger`,
    severity: 'error',
    from: { path: `^${house}/${room}/` },
    to: { path: `^${house}/(${rooms.filter((other) => other !== room).join('|')})/` },
  }))
}

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-runs-anywhere',
      comment: 'shared/ imports only itself and zod',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^shared/', '(^|/)node_modules/zod/'] },
    },
    ...ladder('shared/domain', ['sheet', 'shape', 'recipe', 'check', 'push', 'report', 'reading']),
    {
      name: 'the-domain-knows-no-channel',
      severity: 'error',
      from: { path: '^shared/(domain|cleaning)/' },
      to: { path: '^shared/(rpc|api)/' },
    },
    ...ladder('electron/services', [
      'rate',
      'sheets',
      'accounts',
      'push',
      'reading',
      'after',
      'undo',
      'session',
    ]),
    {
      name: 'services-see-ports-only',
      severity: 'error',
      from: { path: '^electron/services/', pathNot: '\\.test(-kit)?\\.ts$' },
      to: {
        pathNot: [
          '^electron/services/',
          '^shared/',
          '(^|/)node_modules/zod/',
          '^node:(path|crypto)$',
          '^(path|crypto)$',
        ],
      },
    },
    {
      name: 'ports-know-no-room',
      comment: 'a port is cut by its subject and says what a service needs, whoever does it',
      severity: 'error',
      from: { path: '^electron/services/ports/' },
      to: { path: '^electron/services/(?!ports/)' },
    },
    {
      name: 'services-name-the-parts-of-the-workspace-they-use',
      comment: 'the whole is for whoever puts the program together; nor do all ports come back into one file',
      severity: 'error',
      from: { path: '^electron/services/', pathNot: ['^electron/services/ports/', TESTS] },
      to: { path: '^electron/services/ports(/workspace)?\\.ts$' },
    },
    ...strangers('electron', ['desktop', 'web', 'cli']),
    {
      name: 'gateways-know-of-a-workbook-only-its-protocol',
      severity: 'error',
      from: { path: '^electron/gateways/', pathNot: TESTS },
      to: { path: '^electron/workbook/', pathNot: '^electron/workbook/(protocol|bounds)\\.ts$' },
    },
    ...strangers('electron/gateways', ['accounts', 'leadsquared', 'workspace']),
    ...strangers('electron/workbook', ['read', 'write']),
    {
      name: 'formats-know-no-reader-or-writer',
      severity: 'error',
      from: { path: '^electron/workbook/formats/', pathNot: TESTS },
      to: { path: '^electron/workbook/(read|write)/' },
    },
    {
      name: 'only-web-and-practice-open-a-server',
      severity: 'error',
      from: {
        path: '^electron/',
        pathNot: ['^electron/(web|practice)/', '^electron/process/node-http\\.ts$', TESTS],
      },
      to: { path: '^((node:)?(http|https|net)|node_modules/ws/.*|electron/process/node-http\\.ts)$' },
    },
    {
      name: 'only-the-desktop-knows-electron',
      severity: 'error',
      from: { pathNot: ['^electron/desktop/', '^electron/(main|desktop-host|preload)\\.ts$'] },
      to: { path: '(^|/)node_modules/electron(-store)?/', dependencyTypes: ['npm', 'npm-dev'] },
    },
    {
      name: 'renderer-never-imports-electron-folder',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/' },
    },
    {
      name: 'electron-folder-never-imports-renderer',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    ...ladder('renderer', ['stores', '(clipboard|cleaning|expressions)', 'flows', 'features']),
    ...ladder('renderer/stores', [
      'view',
      'connection',
      'sheet',
      'accounts',
      'problems',
      'push',
      'compare',
      'pull',
    ]),
    ...ladder('renderer/features/grid', ['logic', 'ag', 'actions', 'input', 'menus']),
    {
      name: 'below-features-nobody-draws',
      severity: 'error',
      from: { path: '^renderer/(stores|clipboard|cleaning|expressions|flows)/' },
      to: { path: '^renderer/ui/' },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'widgets-know-nothing',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/(stores|flows|features)/' },
    },
    {
      name: 'only-the-grid-knows-ag-grid',
      severity: 'error',
      from: { pathNot: '^renderer/features/grid/' },
      to: { path: '(^|/)node_modules/ag-grid' },
    },
    {
      name: 'only-the-workbook-knows-spreadsheets',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: ['^electron/workbook/', '\\.test\\.ts$'] },
      to: { path: '(^|/)node_modules/(xlsx|hucre|papaparse|iconv-lite)/' },
    },
    {
      name: 'only-the-gateways-know-http-clients-and-the-database',
      severity: 'error',
      from: {
        path: '^electron/',
        pathNot: ['^electron/gateways/', '^electron/practice/', '\\.test\\.ts$', '\\.bench\\.ts$'],
      },
      to: { path: '^(node_modules/undici/|node:sqlite$|sqlite$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'electron/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '(^|/)(out|test-results)/' },
  },
}
