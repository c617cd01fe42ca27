export interface ProxyLogin {
  name: string
  password: string
}

/** Names and passwords that were entered for proxies, by address (`http://proxy.example:8080`). */
export interface ProxyLogins {
  /** Null where none are held. `refused`: the proxy did not accept them; to send them again could lock their owner out. */
  of(address: string): (ProxyLogin & { refused: boolean }) | null
  /** The proxy wants some, whatever it was given. */
  wanted(address: string, given: ProxyLogin | null): void
  /** It let a call through. */
  passed(address: string): void
}
