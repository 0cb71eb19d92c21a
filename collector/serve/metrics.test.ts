import { afterEach, describe, expect, it } from 'vitest'
import { fakeDeps } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'
import type { Server } from './server.ts'

let server: Server | null = null
afterEach(() => server?.close())

async function scrape(instead: Parameters<typeof fakeDeps>[0] = {}): Promise<() => Promise<string[]>> {
  server = createServer(fakeDeps(instead))
  const { url } = await server.listen('127.0.0.1', 0)
  return async () => {
    const response = await fetch(`${url}/metrics`)
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    return (await response.text()).split('\n')
  }
}

describe('the metrics', () => {
  it('are read from the health and the network at the scrape', async () => {
    const lines = await (await scrape())()
    expect(lines).toEqual(
      expect.arrayContaining([
        'satker_connected_links{status="up"} 1',
        'satker_connected_links{status="degraded"} 1',
        'satker_connected_links{status="down"} 0',
        'satker_connected_satker{status="none"} 1',
        'satker_connected_icmp_sweeps_late_total 1',
        'satker_connected_snmp_refused_total{reason="not-asked"} 3',
        'satker_connected_snmp_last_visit_timestamp_seconds 1795330000',
        'satker_connected_browsers 0',
        'satker_connected_database_bytes 4096',
        'satker_connected_event_loop_p99_seconds 0.0112',
        '# TYPE satker_connected_icmp_sweeps_late_total counter',
      ]),
    )
    expect(lines.some((line) => line.startsWith('process_cpu_seconds_total '))).toBe(true)
  })

  it('show no sample of what is not known', async () => {
    const lines = await (await scrape())()
    expect(lines.filter((line) => line.startsWith('satker_connected_icmp_last_sweep'))).toEqual([])
  })

  it('tell of traps, refused ones by reason, and nothing where none are listened for', async () => {
    const trap = {
      address: '*',
      port: 10_162,
      received: 9,
      accepted: 3,
      ignored: 1,
      refused: { flood: 4, replay: 1 },
      visits: 2,
      restarts: 1,
      keysDerived: 2,
      listening: true,
      why: null,
    }
    const listening = { ...fakeDeps().health(), trap }
    const lines = await (await scrape({ health: () => listening }))()
    expect(lines.filter((line) => line.startsWith('satker_connected_trap'))).toEqual([
      'satker_connected_trap_listening 1',
      'satker_connected_traps_total 9',
      'satker_connected_trap_accepted_total 3',
      'satker_connected_trap_ignored_total 1',
      'satker_connected_trap_visits_total 2',
      'satker_connected_trap_refused_total{reason="flood"} 4',
      'satker_connected_trap_refused_total{reason="replay"} 1',
      'satker_connected_trap_restarts_total 1',
      'satker_connected_trap_keys_derived_total 2',
    ])
    await server?.close()
    const deaf = await (await scrape())()
    expect(deaf.filter((line) => line.startsWith('satker_connected_trap'))).toEqual([])
  })

  it('do not add up from scrape to scrape', async () => {
    const ask = await scrape()
    await ask()
    expect(await ask()).toContain('satker_connected_icmp_sweeps_late_total 1')
  })

  it('have no label that grows with the network', async () => {
    const lines = await (await scrape())()
    expect(lines.join('\n')).not.toMatch(/contoh|900002/)
  })
})
