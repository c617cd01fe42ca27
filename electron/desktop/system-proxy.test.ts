import { describe, expect, it, vi } from 'vitest'
import { systemProxy } from './system-proxy.ts'

describe('systemProxy', () => {
  it.each([
    ['DIRECT', null],
    ['PROXY proxy.acme.example:8080', 'http://proxy.acme.example:8080'],
    ['PROXY a:1; PROXY b:2; DIRECT', 'http://a:1'],
    ['HTTPS secure.example:443;DIRECT', 'https://secure.example:443'],
    ['SOCKS5 10.0.0.1:1080', 'socks5://10.0.0.1:1080'],
    ['SOCKS old:1080; PROXY new:80', 'http://new:80'],
    ['', null],
    ['rubbish', null],
  ])('understands %j', async (answer, proxy) => {
    const ask = systemProxy({ resolveProxy: () => Promise.resolve(answer) })
    expect(await ask('https://api.leadsquared.com')).toBe(proxy)
  })

  it('asks again after some seconds, for each origin, and goes directly where the system gives no answer', async () => {
    let time = 0
    const resolveProxy = vi.fn(() => Promise.resolve('PROXY a:1'))
    const ask = systemProxy({ resolveProxy }, () => time)
    await ask('https://one.example')
    await ask('https://one.example')
    await ask('https://two.example')
    expect(resolveProxy).toHaveBeenCalledTimes(2)
    time = 10_000
    resolveProxy.mockRejectedValueOnce(new Error('no'))
    expect(await ask('https://one.example')).toBeNull()
    expect(resolveProxy).toHaveBeenCalledTimes(3)
  })
})
