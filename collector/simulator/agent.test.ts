/** A played router as Debian's own SNMP tools see it. */
import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { freePorts } from './sample-manager.test-kit.ts'
import { sampleAccess, sampleCommunity, sampleNetwork } from './sample-network.test-kit.ts'
import { createSimulator } from './simulator.ts'
import type { Simulator } from './simulator.ts'

const run = promisify(execFile)
const isInstalled = canRun('snmpget')
const reason = isInstalled ? '' : ' (skipped: snmp not installed)'

describe.skipIf(!isInstalled)(`a played router${reason}`, () => {
  let simulator: Simulator
  let port: number
  let otherPort: number
  let ports: number[]
  const now = Date.UTC(2026, 10, 18, 3)
  const clock = { now: () => now, monotonicMs: () => 0 }

  const snmp = async (tool: string, ...args: string[]) => {
    const { stdout } = await run(tool, ['-On', '-Oe', '-t', '5', '-r', '0', ...args], { encoding: 'utf8' })
    return stdout.trim().split('\n')
  }
  const v2c = (tool: string, ...args: string[]) =>
    snmp(tool, '-v2c', '-c', sampleCommunity, `127.0.0.1:${port}`, ...args)
  const v1 = (tool: string, ...args: string[]) =>
    snmp(tool, '-v1', '-c', sampleCommunity, `127.0.0.1:${port}`, ...args)

  beforeAll(async () => {
    ports = await freePorts(3)
    const network = sampleNetwork({
      regions: 0,
      offices: 1,
      simulator: { outages: false, cut: ['pusat-cadangan'], sessionDown: ['pusat-utama'] },
      vpns: {
        'pusat-utama': { kind: 'gre', interface: 'tun7', bgpPeer: '198.51.100.9' },
        'pusat-cadangan': { bgpPeer: '192.0.2.200' },
        'cadangan-utama': { bgpPeer: '203.0.113.1' },
      },
      portOf: (place) => ports[place]!,
    })
    ;[port, otherPort] = [ports[0]!, ports[2]!]
    simulator = createSimulator({ network, access: sampleAccess(network), clock, log: silentLog })
    await simulator.start()
  })
  afterAll(() => simulator.stop())

  test('answers snmpget with its name, its uptime and its interface', async () => {
    const oids = [
      '1.3.6.1.2.1.1.5.0',
      '1.3.6.1.2.1.1.3.0',
      '1.3.6.1.2.1.31.1.1.1.1.3',
      '1.3.6.1.2.1.2.2.1.8.3',
    ]
    const [name, upTime, ifName, operStatus] = await v2c('snmpget', ...oids)
    expect(name).toBe('.1.3.6.1.2.1.1.5.0 = STRING: "pusat-ce1"')
    expect(upTime).toContain('Timeticks: (')
    expect(ifName).toContain('STRING: "wan1"')
    expect(operStatus).toContain('INTEGER: 1')
  })

  test('shows the interface of a link that is cut as operationally down, and answers through the other', async () => {
    expect((await v2c('snmpget', '1.3.6.1.2.1.2.2.1.8.4'))[0]).toContain('INTEGER: 2')
  })

  test.each([
    ['snmpwalk', '2c'],
    ['snmpbulkwalk', '2c'],
    ['snmpwalk', '1'],
  ])('is walked whole and in order by %s -v%s', async (tool, version) => {
    const lines = await snmp(tool, `-v${version}`, '-c', sampleCommunity, `127.0.0.1:${port}`, '1.3.6.1.2.1')
    const oids = lines
      .filter((line) => !line.includes('No more variables'))
      .map((line) => line.split(' = ')[0]!)
    expect(new Set(oids).size).toBe(oids.length)
    // Seven of system, ifNumber, 18 columns of ifTable and, of ifXTable, seven or in version 1 three.
    const columns = version === '1' ? 18 + 3 : 18 + 7
    expect(oids.filter((oid) => /^\.1\.3\.6\.1\.2\.1\.(1|2|31)\./.test(oid)).length).toBe(8 + columns * 5)
    // Of BGP its version, our number, and seven columns of each peer, by their addresses.
    const bgp = oids.filter((oid) => oid.startsWith('.1.3.6.1.2.1.15.'))
    expect(bgp).toHaveLength(2 + 7 * 2)
    const states = bgp.filter((oid) => oid.startsWith('.1.3.6.1.2.1.15.3.1.2.'))
    expect(states.map((oid) => oid.slice('.1.3.6.1.2.1.15.3.1.2.'.length))).toEqual([
      '192.0.2.200',
      '198.51.100.9',
    ])
    expect(lines.join('\n')).not.toMatch(/Wrong|Error|not increasing/)
  })

  test('has an interface of its own for the tunnel of a link, last of all', async () => {
    const oids = ['2.2.1.2.5', '2.2.1.3.5', '2.2.1.8.5', '31.1.1.1.1.5', '31.1.1.1.18.5']
    const lines = await v2c('snmpget', ...oids.map((oid) => `1.3.6.1.2.1.${oid}`))
    expect(lines.map((line) => line.split(' = ')[1])).toEqual([
      'STRING: "tun7"',
      'INTEGER: 131',
      'INTEGER: 1',
      'STRING: "tun7"',
      'STRING: "pusat-utama gre"',
    ])
  })

  test('has a row of bgpPeerTable for the session of a link, held down or not, and one that fell with its line', async () => {
    const row = async (to: number, peer: string) => {
      const oids = [2, 3, 7, 9, 14, 15].map((column) => `1.3.6.1.2.1.15.3.1.${column}.${peer}`)
      const asked = await snmp('snmpget', '-v2c', '-c', sampleCommunity, `127.0.0.1:${to}`, ...oids)
      return asked.map((line) => line.split(': ')[1])
    }
    const hubPort = ports[1]!
    expect(await row(hubPort, '203.0.113.1')).toEqual([
      '6',
      '2',
      '203.0.113.1',
      expect.stringMatching(/^645\d\d$/),
      expect.stringContaining('00 00'),
      '1',
    ])
    for (const peer of ['198.51.100.9', '192.0.2.200']) {
      expect((await row(port, peer)).slice(0, 3)).toEqual(['3', '2', peer])
    }
    const [time] = await v2c('snmpget', '1.3.6.1.2.1.15.3.1.16.198.51.100.9')
    expect(time).toContain('Gauge32: 0')
  })

  test('has nothing of BGP where no link has a session', async () => {
    const args = ['-v2c', '-c', sampleCommunity, `127.0.0.1:${otherPort}`, '1.3.6.1.2.1.15.2.0']
    expect((await snmp('snmpget', ...args))[0]).toContain('No Such Object')
  })

  test('gives the same count in 32 and in 64 bits', async () => {
    const [narrow, wide] = await v2c('snmpget', '1.3.6.1.2.1.2.2.1.10.3', '1.3.6.1.2.1.31.1.1.1.6.3')
    const count = (line: string) => BigInt(line.split(': ')[1]!)
    expect(wide).toContain('Counter64')
    expect(count(wide!)).toBeGreaterThan(2n ** 32n)
    expect(count(narrow!)).toBe(count(wide!) % 2n ** 32n)
  })

  test('names what it has not, each in its way', async () => {
    const [object, instance] = await v2c('snmpget', '1.3.6.1.2.1.99.1.0', '1.3.6.1.2.1.2.2.1.8.9')
    expect(object).toContain('No Such Object')
    expect(instance).toContain('No Such Instance')
    expect((await v2c('snmpgetnext', '1.3.6.1.2.1.31.1.1.1.19.5'))[0]).toContain('No more variables')
  })

  test('fails a version 1 request for one missing name, and has no Counter64 for it', async () => {
    const asked = v1('snmpget', '-Cf', '1.3.6.1.2.1.1.5.0', '1.3.6.1.2.1.31.1.1.1.6.3')
    await expect(asked).rejects.toMatchObject({ stderr: expect.stringContaining('noSuchName') })
  })

  test('refuses to be written to', async () => {
    const written = v2c('snmpset', '1.3.6.1.2.1.1.5.0', 's', 'lain')
    await expect(written).rejects.toMatchObject({ stderr: expect.stringContaining('noAccess') })
  })

  test('keeps silent towards a wrong community', async () => {
    const args = ['-v2c', '-c', 'salah', '-t', '1', '-r', '0', `127.0.0.1:${port}`, '1.3.6.1.2.1.1.3.0']
    await expect(run('snmpget', args)).rejects.toMatchObject({ stderr: expect.stringContaining('Timeout') })
  })

  test('has a socket of its own: another port is another router', async () => {
    const args = ['-v2c', '-c', sampleCommunity, `127.0.0.1:${otherPort}`, '1.3.6.1.2.1.1.5.0']
    expect((await snmp('snmpget', ...args))[0]).toContain('"kantor0-ce1"')
  })
})

function canRun(tool: string): boolean {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' })
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}
