import { networkInterfaces } from 'node:os'
import type { Unreachable } from '#electron/services/ports/lead-api.ts'
import { isLoopback } from '#shared/domain/push/loopback.ts'
import type { Exchange } from './http-exchange.ts'
import type { Failure } from './lead-answer.ts'
import type { ProxyBetween } from './ways.ts'

export const UNVERIFIED =
  'This computer is set not to check who a host is (NODE_TLS_REJECT_UNAUTHORIZED=0), so anybody on the network could pose as LeadSquared. Nothing was sent. Remove that setting and start Leadsheet again.'

export const NO_PROXY_ADDRESS =
  'The proxy this computer is set to use has no valid address. Correct it in the settings of the network, or in HTTPS_PROXY; a full one is http://proxy.example:8080. Nothing was sent.'

/** No route, or no answer from any name server. */
const NO_NETWORK = new Set(['ENETUNREACH', 'ENETDOWN', 'EAI_AGAIN', 'ENONET'])

/** What OpenSSL and Node call the faults of a certificate (nodejs.org/api/tls.html, "X509 certificate error codes"). */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET/
const NO_TLS = /^(EPROTO|ERR_SSL|ERR_TLS)/

/** A call without an answer, in words: what happened, and whether the server may have seen it. */
export function failedExchange(
  { sent, cause, code: given }: Extract<Exchange, { kind: 'failed' }>,
  host: string,
  reachedBefore: boolean,
  proxy: ProxyBetween | null = null,
): Failure {
  const code = given ?? 'no code'
  if (sent) return failedAfterSending(cause, code, host)
  if (cause === 'aborted') {
    return { kind: 'passing', offline: false, details: 'The call was stopped before it was sent.' }
  }
  if (code === 'UND_ERR_INVALID_ARG') {
    const details = 'The access key or the secret key holds characters that cannot be sent.'
    return { kind: 'account-refused', status: 0, details }
  }
  if (CERTIFICATE.test(code)) {
    return { kind: 'wrong-address', host, why: 'certificate', details: certificateFault(host, code) }
  }
  if (NO_TLS.test(code)) {
    return { kind: 'wrong-address', host, why: 'no-tls', details: `${host} does not speak https (${code}).` }
  }
  const why = whyUnreachable(code)
  if (proxy !== null && code === PROXY_WANTS_LOGIN) {
    return { kind: 'passing', offline: false, why: 'proxy-login', details: proxyWantsLogin(host, proxy) }
  }
  if (proxy !== null && !isOffline(code, reachedBefore)) {
    return {
      kind: 'passing',
      offline: false,
      why: 'no-connection',
      details: proxyFault(host, proxy.host, code),
    }
  }
  return {
    kind: 'passing',
    offline: !isLoopback(host) && isOffline(code, reachedBefore),
    why,
    details: `${host} could not be reached: ${WORDS[why]} (${code}).`,
  }
}

function failedAfterSending(cause: string, code: string, host: string): Failure {
  if (cause === 'aborted') {
    return { kind: 'unclear', details: `The call was stopped after it had been sent to ${host}.` }
  }
  if (cause === 'too-large') {
    return { kind: 'unclear', details: `The answer of ${host} was too large to be one.` }
  }
  if (cause === 'deadline' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return { kind: 'unclear', details: `${host} did not answer in time.`, atWork: 'late' }
  }
  return { kind: 'unclear', details: `The connection to ${host} broke after the call was sent (${code}).` }
}

function certificateFault(host: string, code: string): string {
  if (code === 'CERT_HAS_EXPIRED') return `The certificate of ${host} is out of date (${code}).`
  if (code === 'CERT_NOT_YET_VALID') return `The certificate of ${host} is not valid yet (${code}).`
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `What answered as ${host} has the certificate of another host (${code}).`
  }
  return `${host} could not prove who it is: nobody this computer trusts vouches for its certificate (${code}).`
}

/** What `http-exchange.ts` makes of a proxy's answer 407. */
export const PROXY_WANTS_LOGIN = 'proxy 407'

/** In the window and on the command line alike. */
function proxyWantsLogin(host: string, { host: proxy, login }: ProxyBetween): string {
  switch (login.kind) {
    case 'none':
      return `The proxy ${proxy} wants a name and a password before it lets calls to ${host} through (407). Enter or unlock them under Accounts, or name them in HTTPS_PROXY: http://name:password@${proxy}.`
    case 'environment':
      return `The proxy ${proxy} did not accept the name and the password that HTTPS_PROXY or HTTP_PROXY has for it (407). Correct them there and start Leadsheet again. ${OTHER_WAYS}`
    case 'entered':
    case 'refused':
      return `The proxy ${proxy} did not accept the name and the password that were entered for it (407). They are not sent again; correct them under Accounts. ${OTHER_WAYS}`
  }
}

const OTHER_WAYS =
  'Where they are right, it wants another way of signing in (NTLM, Kerberos), which Leadsheet does not have: ask whoever keeps the network to let it through.'

/** It cannot always be told whether the proxy or what lies behind it failed, so both are named. */
function proxyFault(host: string, proxy: string, code: string): string {
  if (code.startsWith('proxy '))
    return `The proxy ${proxy} did not let a call to ${host} through (${code.slice('proxy '.length)}).`
  return `${host} could not be reached through the proxy ${proxy} (${code}).`
}

const WORDS: Record<Unreachable, string> = {
  'no-name': 'there is no host of that name',
  refused: 'it refused the connection, as no service listens there',
  'no-connection': 'no connection came about',
  'proxy-login': 'a proxy wants a name and a password',
}

function whyUnreachable(code: string): Unreachable {
  if (code === 'ENOTFOUND') return 'no-name'
  return code === 'ECONNREFUSED' ? 'refused' : 'no-connection'
}

/** A name that is not found is a mistyped host, unless it was found before or this machine has no network at all. */
function isOffline(code: string, reachedBefore: boolean): boolean {
  if (NO_NETWORK.has(code)) return true
  return (code === 'ENOTFOUND' && reachedBefore) || !hasNetwork()
}

function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some((address) => !address.internal),
  )
}
