import tls from 'node:tls'

let done = false

/**
 * Has this process trust what the computer trusts beside what Node brings: a company that looks into its TLS traffic puts its
 * own authority into the system's store, and into no other. Reading that store takes some milliseconds, so it is done before
 * the first call that needs it. Where a runtime cannot (Node before 24.5), all stays as it was.
 */
export function trustSystemCertificates(): void {
  if (done) return
  done = true
  // Not in every runtime this runs on, whatever its types say.
  const { getCACertificates, setDefaultCACertificates } = tls as Partial<typeof tls>
  if (!getCACertificates || !setDefaultCACertificates) return
  try {
    const ours = getCACertificates('default')
    const known = new Set(ours)
    const more = getCACertificates('system').filter((certificate) => !known.has(certificate))
    if (more.length > 0) setDefaultCACertificates([...ours, ...more])
  } catch {
    // A store that cannot be read leaves Node's own; a host it does not vouch for is refused in words.
  }
}
