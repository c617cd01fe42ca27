/** The laws of the house (docs/decisions.md): who may import whom. `npm run laws` enforces them. */
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
    ...['attributes', 'sheet', 'mapping', 'lead', 'validate', 'plan', 'outcome', 'report'].map(
      (stage, index, stages) => ({
        name: `pipeline-points-backwards-${stage}`,
        severity: 'error',
        from: { path: `^shared/pipeline/${stage}\\.ts$` },
        to: { path: `^shared/pipeline/(${stages.slice(index + 1).join('|') || '$none'})\\.ts$` },
      }),
    ),
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
      name: 'desktop-and-web-never-meet',
      severity: 'error',
      from: { path: '^electron/desktop/' },
      to: { path: '^electron/web/' },
    },
    {
      name: 'web-and-desktop-never-meet',
      severity: 'error',
      from: { path: '^electron/web/' },
      to: { path: '^electron/desktop/' },
    },
    {
      name: 'only-the-desktop-knows-electron',
      severity: 'error',
      from: { pathNot: ['^electron/desktop/', '^electron/(main|preload)\\.ts$'] },
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
    {
      name: 'stores-below-flows-below-features',
      severity: 'error',
      from: { path: '^renderer/stores/' },
      to: { path: '^renderer/(flows|features|ui)/' },
    },
    {
      name: 'flows-below-features',
      severity: 'error',
      from: { path: '^renderer/flows/' },
      to: { path: '^renderer/(features|ui)/' },
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
