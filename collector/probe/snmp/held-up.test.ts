/** The process is held up while a real agent answers: what lay in our own buffer is an answer. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { isSnmpdInstalled, startSnmpd, type Snmpd } from './snmpd.ts'
import { createTarget, realClock } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

const skipped = isSnmpdInstalled ? '' : ' (skipped: snmpd not installed)'
const lo = [wantedLink('utama', 'lo')]

/** Asks, and blocks the thread when the question is out, at a moment at which timers come before the next reading. */
async function heldUp<T>(ms: number, ask: () => Promise<T>): Promise<T> {
  await nextTurn()
  const asked = ask()
  for (let tick = 0; tick < 5; tick++) await new Promise<void>((resolve) => process.nextTick(resolve))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
  return asked
}

describe.skipIf(!isSnmpdInstalled)(`while the process is held up${skipped}`, () => {
  let snmpd: Snmpd
  let probe: SnmpProbe
  beforeAll(async () => {
    snmpd = await startSnmpd({ config: ['rocommunity rahasia'] })
    probe = createSnmpProbe({ clock: realClock })
    await probe.visit(createTarget({ port: snmpd.port }), lo)
  })
  afterAll(async () => {
    await probe.close()
    await snmpd.stop()
  })

  it('an answer to a sweep is not taken for silence', async () => {
    const answer = await heldUp(1_000, () => probe.ask(createTarget({ port: snmpd.port }), 200))
    expect(answer).toMatchObject({ ok: true })
  })

  it('nor is one to the only try of a visit', async () => {
    const target = createTarget({ port: snmpd.port })
    const { settings } = target.access
    const hasty = { ...target, access: { ...target.access, settings: { ...settings, timeoutMs: 200 } } }
    await probe.visit(hasty, lo)
    expect(await heldUp(2_000, () => probe.visit(hasty, lo, 1))).toMatchObject({ ok: true })
  })

  it('silence is still told, once it is certain', async () => {
    const answer = await heldUp(1_000, () => probe.ask(createTarget({ port: 1 }), 200))
    expect(answer).toMatchObject({ ok: false, why: 'timeout' })
  })
})
