/**
 * True for a host, with or without a port, that is this computer itself. Nothing on it has a certificate and nobody stands
 * in between, so plain http is taken there, and nowhere else: a security rule, which is why there is one of it.
 */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host)
}
