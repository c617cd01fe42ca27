import { fail, ok, type Result } from '#shared/api/faults.ts'
import { isLoopback } from '#shared/domain/push/loopback.ts'

/**
 * The host of what a person typed: a bare name, a name with a port, or an address pasted whole. Keys travel with every
 * call, so plain http is taken for this machine only; there it is the only way, as nothing on loopback has a certificate.
 */
export function hostOf(typed: string): Result<string> {
  const text = typed.trim()
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase() ?? null
  const url = URL.parse(scheme === null ? `https://${text}` : text)
  if (!url || url.hostname === '' || (scheme !== null && scheme !== 'https' && scheme !== 'http')) {
    return fail(
      'invalid',
      `“${text}” is not a host. It looks like api.leadsquared.com or api-in21.leadsquared.com.`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    return fail('invalid', 'Leave user name and password out of the host; the keys have fields of their own.')
  }
  if (isWebApp(url.hostname)) {
    return fail(
      'invalid',
      `${url.hostname} is where people work with LeadSquared, not its API. Enter the API host: api.leadsquared.com, or your region’s, such as api-in21.leadsquared.com. In LeadSquared: Settings › API and Webhooks.`,
    )
  }
  if (!/[.:]/.test(url.hostname) && !isLoopback(url.hostname)) {
    return fail(
      'invalid',
      `“${url.hostname}” is not the whole name of a host: there is no dot in it. It looks like api.leadsquared.com or api-in21.leadsquared.com.`,
    )
  }
  if (scheme === 'https' && isLoopback(url.hostname)) {
    return fail(
      'invalid',
      `Leadsheet speaks plain http with this computer itself (${url.host}), where nobody can listen in. Leave “https://” out.`,
    )
  }
  if (scheme === 'http' && !isLoopback(url.hostname)) {
    return fail(
      'invalid',
      `Leadsheet does not send keys over plain http to ${url.hostname}. Use https, or leave “http://” out.`,
    )
  }
  return ok(url.host)
}

/** The origin calls go to. `host` is one that `hostOf` answered. */
export function originOf(host: string): string {
  return isLoopback(new URL(`https://${host}`).hostname) ? `http://${host}` : `https://${host}`
}

/** LeadSquared's own hosts that are no API: app., run., in21. and the like. */
function isWebApp(hostname: string): boolean {
  return /(^|\.)leadsquared\.com$/.test(hostname) && !/^[^.]*api[^.]*\./.test(hostname)
}
