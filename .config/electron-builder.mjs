/** The packages, one file for three systems: https://www.electron.build/configuration. `npm run dist` calls it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FUSES } from './fuses.mjs'
import { packageFiles } from './package-files.mjs'

const root = join(import.meta.dirname, '..')
const runtime = join(root, 'node_modules', 'electron', 'dist')
const { LEADSHEET_UPDATE_URL, LEADSHEET_ELECTRON_DIST } = process.env

/**
 * What the program offers to open, beside whatever opens it so far: it never makes itself the first choice. For Windows
 * `resources/installer.nsh` does it, as an association made from here would take that choice.
 */
const DOCUMENTS = [
  {
    ext: ['xlsx', 'xlsm', 'xlsb', 'xls'],
    name: 'Excel workbook',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  {
    ext: 'ods',
    name: 'OpenDocument spreadsheet',
    mimeType: 'application/vnd.oasis.opendocument.spreadsheet',
  },
  { ext: ['csv', 'tsv'], name: 'List of leads', mimeType: 'text/csv' },
]

const fileAssociations = DOCUMENTS.map((each) => ({ ...each, role: 'Viewer', rank: 'Alternate' }))

export default {
  appId: 'io.leadsheet.desktop',
  productName: 'Leadsheet',
  copyright: 'Copyright © 2026 The Leadsheet team',
  directories: { output: 'dist', buildResources: 'resources' },
  // A list, not a pattern: whatever else lies in `out` stays out. No node_modules: the code is bundled.
  files: [...packageFiles(root), '!node_modules/**/*'],
  electronLanguages: ['en-US', 'en-GB'],
  asar: true,
  npmRebuild: false,
  nodeGypRebuild: false,
  electronFuses: FUSES,
  ...(LEADSHEET_ELECTRON_DIST || existsSync(runtime)
    ? { electronDist: LEADSHEET_ELECTRON_DIST ?? runtime }
    : {}),
  // Without an address there is nothing to ask, and no file in the package that names one.
  publish: LEADSHEET_UPDATE_URL ? [{ provider: 'generic', url: LEADSHEET_UPDATE_URL }] : null,
  win: {
    icon: 'resources/icons/icon.ico',
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'portable', arch: ['x64'] },
    ],
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    include: 'resources/installer.nsh',
  },
  mac: {
    icon: 'resources/icons/icon.icns',
    fileAssociations,
    category: 'public.app-category.business',
    darkModeSupport: true,
    hardenedRuntime: true,
    gatekeeperAssess: false,
    // Both architectures apart: half the download.
    target: [
      { target: 'dmg', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ],
    notarize: Boolean(
      process.env.APPLE_ID && process.env.APPLE_APP_SPECIFIC_PASSWORD && process.env.APPLE_TEAM_ID,
    ),
  },
  linux: {
    icon: 'resources/icons',
    fileAssociations,
    category: 'Office',
    executableName: 'leadsheet',
    maintainer: 'The Leadsheet team <leadsheet@leadsheet.example>',
    target: ['AppImage', 'deb', 'rpm'],
  },
}
