import { describe, expect, test } from 'vitest'
import { fleetOf } from '../fleet-of.test-kit.ts'
import { checkEcho, type EchoFacts } from './echo.ts'
import { checkNetworkRoom, type NetworkRoomFacts } from './network-room.ts'
import { checkSockets, type SocketFacts } from './sockets.ts'

const fping = { path: '/usr/bin/fping', version: '5.1', hasCapability: true, isSetuid: false }
const bare = { ...fping, hasCapability: false }

describe('echoes', () => {
  const facts: EchoFacts = { by: 'fping', advice: null, fping, isRoot: false, pingGroups: [1, 0] }
  test.each<[string, Partial<EchoFacts>, string[]]>([
    ['by fping with a capability', {}, ['well']],
    ['by fping that is setuid', { fping: { ...bare, isSetuid: true } }, ['well']],
    ['by fping of a user with the right', { fping: bare }, ['well']],
    ['by fping that only root may use', { fping: bare, isRoot: true }, ['note']],
    ['by ping, which is enough', { by: 'ping', fping: null }, ['note']],
    ['by ping, which is not', { by: 'ping', fping: null, advice: 'too many: install fping' }, ['act']],
    ['by nothing', { by: 'none', fping: bare, advice: 'neither: setcap x' }, ['act', 'act']],
    ['by nothing, where every group may', { by: 'none', advice: 'neither: x', pingGroups: [0, 9] }, ['act']],
  ])('%s', (_, given, states) => {
    expect(checkEcho({ ...facts, ...given }, fleetOf(550)).map(({ state }) => state)).toEqual(states)
  })

  test('what is found and what mends it are told apart', () => {
    const advice =
      '550 addresses every 10 s are more than ping can ask: install fping, `apt-get install fping`'
    expect(checkEcho({ ...facts, by: 'ping', fping: null, advice }, fleetOf(550))).toEqual([
      {
        what: 'echoes',
        state: 'act',
        found: '550 addresses every 10 s are more than ping can ask',
        cure: 'install fping, `apt-get install fping`',
      },
    ])
  })

  test('a fleet that is asked by SNMP alone needs none', () => {
    const need = fleetOf(46, { echoed: 0, sweptBySnmp: 46 })
    expect(checkEcho({ ...facts, by: 'none' }, need)).toMatchObject([{ state: 'well' }])
  })
})

describe('what the kernel has room for', () => {
  const facts: NetworkRoomFacts = {
    rmemMax: 212_992,
    rmemDefault: 212_992,
    ports: [32_768, 60_999],
    conntrack: null,
  }
  test.each<[string, number, Partial<NetworkRoomFacts>, string[]]>([
    ['as Debian has it', 550, {}, ['well', 'well', 'well', 'well']],
    ['as Debian has it', 12_000, {}, ['act', 'note', 'well', 'well']],
    ['with 4 MiB', 12_000, { rmemMax: 4_194_304 }, ['well', 'note', 'well', 'well']],
    ['with 1 MiB for all', 12_000, { rmemDefault: 1_048_576 }, ['well', 'well', 'well', 'well']],
    ['with few ports', 550, { ports: [40_000, 40_009] }, ['well', 'well', 'act', 'well']],
    [
      'with a firewall',
      550,
      { conntrack: { most: 262_144, count: 9_000 } },
      ['well', 'well', 'well', 'well'],
    ],
    [
      'with a firewall that is full',
      550,
      { conntrack: { most: 8_192, count: 8_000 } },
      ['well', 'well', 'well', 'act'],
    ],
    [
      'where nothing can be read',
      550,
      { rmemMax: null, rmemDefault: null, ports: null },
      ['note', 'note', 'note', 'well'],
    ],
  ])('%s, for %s satker', (_, satker, given, states) => {
    const findings = checkNetworkRoom({ ...facts, ...given }, fleetOf(satker))
    expect(findings.map(({ state }) => state)).toEqual(states)
  })
})

describe('sockets', () => {
  const facts: SocketFacts = {
    listen: { host: '127.0.0.1', port: 8080, opened: null },
    traps: [{ port: 162, opened: null }],
    played: [],
  }
  const trap = (port: number, opened: string | null): SocketFacts['traps'][number] => ({ port, opened })
  const played = (opened: string | null): SocketFacts['played'] => [
    { address: '127.1.0.1', port: 16_100, opened: null },
    { address: '127.1.0.2', port: 16_100, opened },
  ]
  test.each<[string, Partial<SocketFacts>, string[]]>([
    ['all can be opened', {}, ['well', 'well']],
    ['the page’s is taken', { listen: { ...facts.listen, opened: 'EADDRINUSE' } }, ['note', 'well']],
    ['the page’s is not ours', { listen: { ...facts.listen, opened: 'EADDRNOTAVAIL' } }, ['act', 'well']],
    ['the page’s may not be opened', { listen: { ...facts.listen, opened: 'EACCES' } }, ['act', 'well']],
    ['traps at the second port', { traps: [trap(162, 'EACCES'), trap(10_162, null)] }, ['well', 'note']],
    ['traps at none', { traps: [trap(162, 'EACCES'), trap(10_162, 'EADDRINUSE')] }, ['well', 'act']],
    ['traps where a collector runs', { traps: [trap(162, 'EADDRINUSE')] }, ['well', 'note']],
    ['no traps', { traps: [] }, ['well', 'well']],
    ['routers are played', { played: played(null) }, ['well', 'well', 'well']],
    ['routers are played already', { played: played('EADDRINUSE') }, ['well', 'well', 'note']],
    ['routers cannot be played', { played: played('EADDRNOTAVAIL') }, ['well', 'well', 'act']],
  ])('%s', (_, given, states) => {
    expect(checkSockets({ ...facts, ...given }).map(({ state }) => state)).toEqual(states)
  })

  test('which port traps are heard at is told', () => {
    const [, traps] = checkSockets({ ...facts, traps: [trap(162, 'EACCES'), trap(10_162, null)] })
    expect(traps).toMatchObject({
      found: 'heard at UDP port 10162; this user may not open 162 (EACCES)',
      cure: expect.stringContaining('send to port 10162'),
    })
  })
})
