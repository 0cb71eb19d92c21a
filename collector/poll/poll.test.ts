import { describe, expect, test, vi } from 'vitest'
import { everything } from '../domain/scope.ts'
import { findOutages } from '../../db/find-outages.ts'
import { linkReadings } from '../../db/link-readings.ts'
import { startOfStage } from './fake-far-ends.test-kit.ts'
import { link, networkOf, stageOf } from './stage.test-kit.ts'

const hub = link('hub')
const branches = ['branch-a', 'branch-b', 'branch-c'].map((id) => link(id, ['hub']))
const wan = networkOf([hub, ...branches])
const addressOf = (id: string): string => wan.links.find((one) => one.id === id)?.endpoint ?? ''

describe('a morning of the network', () => {
  test('what answers is up after the first sweep', async () => {
    const stage = await stageOf(wan)
    await stage.pass(12)
    expect(stage.poll.snapshot().links.map(({ status }) => status)).toEqual(['up', 'up', 'up', 'up'])
    expect(stage.poll.snapshot().satker.map(({ status }) => status)).toEqual(['up', 'up', 'up', 'up'])
  })

  test('a sweep that comes a little late is no gap in the watch', async () => {
    const stage = await stageOf(wan)
    await stage.pass(8)
    vi.setSystemTime(Date.now() + 500)
    await stage.pass(20)
    const changes = await stage.store.db.selectFrom('status_change').select('to_status').execute()
    expect(changes.map(({ to_status: to }) => to)).toEqual(['up', 'up', 'up', 'up'])
  })

  test('a branch that falls silent is down within a sweep, and only it', async () => {
    const stage = await stageOf(wan)
    await stage.pass(25)
    stage.world.silent.add(addressOf('branch-b'))
    const cutAt = Date.now()
    await stage.pass(11)
    expect(wan.links.map(({ id }) => stage.status(id))).toEqual(['up', 'up', 'down', 'up'])
    const [outage] = await findOutages(stage.store.db, everything, {})
    expect(outage).toMatchObject({ link: 'branch-b', status: 'down', ended: null, because: null })
    expect(outage?.began).toBeGreaterThanOrEqual(cutAt)
    expect(outage?.began).toBeLessThanOrEqual(cutAt + 10_000)
  })

  test('a first miss is told at once, before its burst has shown whether the line is down', async () => {
    const stage = await stageOf(wan)
    stage.world.burstMs = 3_500
    await stage.pass(25)
    const branch = () => stage.poll.snapshot().links[2]
    stage.world.silent.add(addressOf('branch-b'))
    for (let second = 0; second < 11 && !branch()?.suspect; second++) await stage.pass(1)
    expect(branch()).toMatchObject({ status: 'up', suspect: true })
    await stage.pass(4)
    expect(branch()).toMatchObject({ status: 'down', suspect: false })
  })

  test('a first miss whose burst is answered is a doubt that passes', async () => {
    const stage = await stageOf(wan)
    stage.world.burstMs = 3_500
    await stage.pass(25)
    const branch = () => stage.poll.snapshot().links[2]
    stage.world.silent.add(addressOf('branch-b'))
    for (let second = 0; second < 11 && !branch()?.suspect; second++) await stage.pass(1)
    expect(branch()?.suspect).toBe(true)
    stage.world.silent.clear()
    await stage.pass(4)
    expect(branch()).toMatchObject({ status: 'up', suspect: false })
  })

  test('a hub that falls silent is down, and what hangs on it unreachable because of it', async () => {
    const stage = await stageOf(wan)
    await stage.pass(25)
    for (const { endpoint } of wan.links) stage.world.silent.add(endpoint)
    await stage.pass(12)
    expect(wan.links.map(({ id }) => stage.status(id))).toEqual([
      'down',
      'unreachable',
      'unreachable',
      'unreachable',
    ])
    const outages = await findOutages(stage.store.db, everything, { open: true })
    const root = outages.find((one) => one.link === 'hub')
    expect(outages.filter((one) => one.link !== 'hub').map((one) => one.because)).toEqual([
      root?.id,
      root?.id,
      root?.id,
    ])
    stage.world.silent.clear()
    await stage.pass(25)
    expect(wan.links.map(({ id }) => stage.status(id))).toEqual(['up', 'up', 'up', 'up'])
    expect(await findOutages(stage.store.db, everything, { open: true })).toEqual([])
  })

  test('a branch that stays silent when its hub comes back is down, by an outage of its own', async () => {
    const stage = await stageOf(wan)
    await stage.pass(25)
    for (const { endpoint } of wan.links) stage.world.silent.add(endpoint)
    await stage.pass(15)
    stage.world.silent.delete(addressOf('hub'))
    await stage.pass(35)
    expect(stage.status('branch-a')).toBe('down')
    const outages = await findOutages(stage.store.db, everything, { link: 'branch-a' })
    expect(outages.map(({ status, ended }) => [status, ended === null])).toEqual([
      ['down', true],
      ['unreachable', false],
    ])
  })

  test('an interface that is down is the link being down, though its endpoint answers', async () => {
    const stage = await stageOf(wan)
    await stage.pass(25)
    stage.world.interfaceDown.add('branch-c')
    await stage.pass(61)
    expect(stage.status('branch-c')).toBe('down')
    expect(stage.poll.snapshot().links[3]?.condition).toEqual(['interface-down'])
    stage.world.interfaceDown.clear()
    await stage.pass(61)
    expect(stage.status('branch-c')).toBe('up')
  })

  test('an agent that is silent while the echo answers is a condition, not an outage', async () => {
    const stage = await stageOf(wan)
    await stage.pass(25)
    stage.world.agentSilent.add('r-branch-a')
    await stage.pass(61)
    expect(stage.poll.snapshot().links[1]).toMatchObject({
      status: 'up',
      condition: ['snmp-silent'],
      snmp: 'silent',
    })
    stage.world.agentSilent.clear()
    await stage.pass(61)
    expect(stage.poll.snapshot().links[1]).toMatchObject({ status: 'up', condition: [], snmp: 'answering' })
  })

  test('a link asked by sysUpTime is judged like one asked by echo', async () => {
    const network = networkOf([hub, link('branch-d', ['hub'], 'snmp')])
    const stage = await stageOf(network)
    await stage.pass(12)
    expect(stage.status('branch-d')).toBe('up')
    stage.world.agentSilent.add('r-branch-d')
    await stage.pass(11)
    expect(stage.status('branch-d')).toBe('down')
    expect(stage.status('hub')).toBe('up')
  })

  test('all references silent is our own blindness: everything is unknown, nothing is down', async () => {
    const stage = await stageOf(networkOf(wan.links, ['10.9.9.9']))
    await stage.pass(25)
    for (const address of [...wan.links.map(({ endpoint }) => endpoint), '10.9.9.9'])
      stage.world.silent.add(address)
    await stage.pass(12)
    expect(stage.poll.health().blind).toBe(true)
    expect(wan.links.map(({ id }) => stage.status(id))).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
    stage.world.silent.clear()
    await stage.pass(12)
    expect(wan.links.map(({ id }) => stage.status(id))).toEqual(['up', 'up', 'up', 'up'])
    expect(await findOutages(stage.store.db, everything, {})).toEqual([])
  })

  test('a minute is recorded with its echoes and its traffic', async () => {
    const stage = await stageOf(wan)
    await stage.pass(4 * 60)
    const from = startOfStage + 120_000
    const retention = wan.retention
    const readings = await linkReadings(stage.store.db, everything, {
      link: 'hub',
      from,
      to: from + 60_000,
      now: Date.now(),
      retention,
    })
    expect(readings).toMatchObject({ asked: [6], answered: [6], rttMedianMs: [10], inErrors: [0] })
    expect(readings?.inBitsPerSecond[0]).toBeCloseTo(8_000_000, -4)
    expect(readings?.outBitsPerSecond[0]).toBeCloseTo(800_000, -3)
  })
})
