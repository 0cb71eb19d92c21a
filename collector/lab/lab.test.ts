import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNoLab } from './missing.ts'
import { addNamespace, namespaces, removeStaleNamespaces, spawnIn } from './namespaces.ts'
import { community, wanOf } from './sites.ts'
import { until } from './until.ts'
import { createWan } from './wan.ts'
import type { Wan } from './wan.ts'

const why = whyNoLab()

describe.skipIf(why)(`the lab's WAN${why ? ` (${why})` : ''}`, () => {
  let wan: Wan
  beforeAll(async () => {
    wan = await createWan()
  })
  afterAll(() => wan?.stop())

  const b1 = wanOf('branch-1').routerAddress
  const answers = async (address: string) =>
    (await wan.exec('collector', ['sh', '-c', `fping -r 1 -t 300 ${address} 2>&1 || true`])).includes('alive')

  it('reaches every branch through the hub, and has an snmpd on every router that names its interface', async () => {
    for (const site of ['hub', 'branch-1', 'branch-2', 'branch-3'] as const) {
      const { routerAddress, interface: port } = wanOf(site)
      const ask = ['snmpwalk', '-v2c', '-c', community, '-Oqv', routerAddress, '1.3.6.1.2.1.31.1.1.1.1']
      expect((await wan.exec('collector', ask)).split('\n')).toContain(`"${port}"`)
    }
  })

  it('loses a branch by its own cut and by that of the hub, and has it back', async () => {
    for (const site of ['branch-1', 'hub'] as const) {
      await wan.cut(site)
      expect(await answers(b1)).toBe(false)
      await wan.restore(site)
      await until(`${b1} answers again`, 5_000, async () => (await answers(b1)) || undefined)
    }
  })

  it('loses three round trips of ten where it is told to, and none elsewhere', async () => {
    await wan.lossy('branch-2', 0.3)
    const lossOf = async (address: string) => {
      const count = ['fping', '-C', '1000', '-q', '-r', '0', '-i', '1', '-p', '5', '-t', '100', address]
      const said = await wan.exec('collector', ['sh', '-c', `${count.join(' ')} 2>&1 || true`])
      return said.match(/ -/g)?.length ?? 0
    }
    const [lossy, clean] = await Promise.all([
      lossOf(wanOf('branch-2').routerAddress),
      lossOf(wanOf('branch-3').routerAddress),
    ])
    await wan.calm()
    expect(lossy).toBeGreaterThan(280)
    expect(lossy).toBeLessThan(320)
    expect(clean).toBeLessThan(10)
  })

  it('carries the flow it is told to', async () => {
    const before = await wan.octetsIn('branch-3')
    await wan.push('branch-3', 8_000_000, 2)
    const megabytes = ((await wan.octetsIn('branch-3')) - before) / 1e6
    expect(megabytes).toBeGreaterThan(1.9)
    expect(megabytes).toBeLessThan(2.3)
  })

  it('removes what a lab left whose process is gone, and nothing of one that lives', async () => {
    const { pid } = spawnSync('true')
    const stale = `satker-lab-${pid}-1-hub`
    await addNamespace(stale)
    const child = spawnIn(stale, ['sh', '-c', 'echo inside; exec sleep 600'])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    // Before that it is in no namespace, and would outlive its own.
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    const living = namespaces().filter((name) => name !== stale)
    await removeStaleNamespaces()
    expect(namespaces()).toEqual(expect.arrayContaining(living))
    expect(namespaces()).not.toContain(stale)
    await ended
  })

  it('leaves no namespace and no process behind', async () => {
    const other = await createWan()
    const ours = namespaces().filter((name) => name.includes(`-${process.pid}-`)).length
    const child = other.spawn('branch-1', ['sleep', '600'])
    await other.stop()
    expect(namespaces().filter((name) => name.includes(`-${process.pid}-`)).length).toBe(ours / 2)
    expect(child.signalCode ?? child.exitCode).not.toBeNull()
  })
})
