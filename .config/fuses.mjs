/**
 * Switches in Electron's program that a package sets for good (electronjs.org/docs/latest/tutorial/fuses), as electron-builder
 * names them. `.ci/check-package.ts` reads them back out of the packaged program.
 */
export const FUSES = {
  /** No ELECTRON_RUN_AS_NODE: a signed program must not run whatever script it is given. */
  runAsNode: false,
  /** No NODE_OPTIONS, no NODE_EXTRA_CA_CERTS: authorities come from the system's store. */
  enableNodeOptionsEnvironmentVariable: false,
  /** No --inspect, through which any program of this user could read keys out of memory. */
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  /** The code must be the archive that was packed, unchanged. */
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  /** The page has a scheme of its own; a `file:` address is worth nothing more than any other. */
  grantFileProtocolExtraPrivileges: false,
  loadBrowserProcessSpecificV8Snapshot: false,
}
