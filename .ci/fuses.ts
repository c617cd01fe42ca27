import { FuseV1Options, FuseState, getCurrentFuseWire } from '@electron/fuses'
import { FUSES } from '../.config/fuses.mjs'

/** electron-builder's names of the fuses, and the library's. */
const WIRES: Readonly<Record<keyof typeof FUSES, FuseV1Options>> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

/** The fuses of a packaged program that are not as `.config/fuses.mjs` has them, by name, with what they are. */
export async function wrongFuses(program: string): Promise<string[]> {
  const wire = await getCurrentFuseWire(program)
  return (Object.keys(WIRES) as (keyof typeof FUSES)[]).flatMap((name) => {
    const state = wire[WIRES[name]]
    if (state === (FUSES[name] ? FuseState.ENABLE : FuseState.DISABLE)) return []
    const is =
      state === undefined
        ? 'missing'
        : state === FuseState.ENABLE
          ? 'on'
          : state === FuseState.DISABLE
            ? 'off'
            : 'removed'
    return [`${name} is ${is}, not ${FUSES[name] ? 'on' : 'off'}`]
  })
}
