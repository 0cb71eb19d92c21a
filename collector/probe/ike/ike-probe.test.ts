import { damage, seeded } from '../../simulator/hostile/damage.ts'
import { createSocket } from 'node:dgram'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIkeProbe, type IkeProbe } from './ike-probe.ts'
import { exchanges } from './ike-message.ts'
import { forgeAnswer, marker, startResponder, v1Notification } from './responder.test-kit.ts'
import type { IkeScript, Responder } from './responder.test-kit.ts'

const gateway = '127.77.0.1'
const isRoot = process.getuid?.() === 0
const why = isRoot ? '' : ' (skipped: not root, which port 500 needs)'

let nowMs: number
let probe: IkeProbe
let responders: Responder[]
beforeEach(() => {
  nowMs = 1_000
  responders = []
  probe = createIkeProbe({ clock: { now: () => 1_795_000_000_000 + nowMs, monotonicMs: () => nowMs } })
})
afterEach(async () => {
  await probe.close()
  await Promise.all(responders.map((each) => each.close()))
})

async function responderAt(script: IkeScript, address = gateway, port = 4500): Promise<Responder> {
  const responder = await startResponder(address, port, script)
  responders.push(responder)
  return responder
}

const marked = (...messages: Buffer[]) => messages.map((message) => Buffer.concat([marker, message]))
const right: IkeScript = (request) => marked(forgeAnswer(request))

describe('a gateway that answers', () => {
  it('is alive at the moment of its answer', async () => {
    const { requests } = await responderAt((request) => {
      nowMs += 12
      return marked(forgeAnswer(request))
    })
    expect(await probe.ask(gateway, 4500, 5_000)).toEqual({
      ok: true,
      value: { at: 1_795_000_001_012, rttMs: 12 },
    })
    expect(requests.map((request) => request[18])).toEqual([exchanges.saInit])
    expect(probe.refused()).toEqual({})
  })

  it.skipIf(!isRoot)(`is asked on port 500 without the marker${why}`, async () => {
    await responderAt((request) => [forgeAnswer(request)], gateway, 500)
    expect(await probe.ask(gateway, 500, 5_000)).toMatchObject({ ok: true })
  })

  it('may have an address of either family, written in any way', async () => {
    const { requests } = await responderAt(right, '::1')
    expect(await probe.ask('0:0:0:0:0:0:0:1', 4500, 5_000)).toMatchObject({ ok: true })
    expect(requests).toHaveLength(1)
  })

  it('may know only IKEv1, and say so', async () => {
    await responderAt((request) => marked(v1Notification(request)))
    expect(await probe.ask(gateway, 4500, 5_000)).toMatchObject({ ok: true })
  })

  it('is asked the same once more where the question or the answer was lost', async () => {
    const { requests } = await responderAt((request, count) => (count === 1 ? [] : right(request, count)))
    expect(await probe.ask(gateway, 4500, 2_000)).toMatchObject({ ok: true })
    expect(requests).toHaveLength(2)
    expect(requests[1]).toEqual(requests[0])
  })
})

describe('a gateway that does not answer', () => {
  it('times out, whether it is silent or nobody listens', async () => {
    await responderAt(() => [])
    const none = '127.77.0.2'
    expect(await Promise.all([probe.ask(gateway, 4500, 100), probe.ask(none, 4500, 100)])).toEqual([
      { ok: false, why: 'timeout', detail: 'no IKE answer within 100 ms' },
      { ok: false, why: 'timeout', detail: 'no IKE answer within 100 ms' },
    ])
  })

  it('is unreachable where this machine has no way to it', async () => {
    expect(await probe.ask('::ffff:192.0.2.1', 4500, 5_000)).toMatchObject({ ok: false, why: 'unreachable' })
    await responderAt(right, '::1')
    expect(await probe.ask('::1', 4500, 5_000)).toMatchObject({ ok: true })
  })
})

describe('what is no answer', () => {
  it('is refused and counted, and leaves the question open for the right one', async () => {
    await responderAt((request) => [
      Buffer.from('halo'),
      forgeAnswer(request),
      ...marked(
        request,
        forgeAnswer(request, { lengthError: 1 }),
        forgeAnswer(request, { initiatorSpi: Buffer.alloc(8, 9) }),
        forgeAnswer(request),
        forgeAnswer(request),
      ),
    ])
    expect(await probe.ask(gateway, 4500, 5_000)).toMatchObject({ ok: true })
    await expect.poll(() => probe.refused()).toEqual({ malformed: 3, 'not-an-answer': 1, unasked: 2 })
  })

  it('is one that comes from another address or port, though it has our SPI', async () => {
    const other = createSocket('udp4')
    await new Promise<void>((resolve) => other.bind(0, '127.77.0.3', resolve))
    const listening = createSocket('udp4')
    listening.on('message', (datagram, from) => {
      other.send(forgeAnswer(datagram.subarray(marker.length)), from.port, from.address)
    })
    await new Promise<void>((resolve) => listening.bind(4500, gateway, resolve))
    expect(await probe.ask(gateway, 4500, 1_000)).toMatchObject({ ok: false, why: 'timeout' })
    expect(probe.refused()).toEqual({ elsewhere: 2 })
    await Promise.all([other, listening].map((socket) => new Promise<void>((done) => socket.close(done))))
  })
})

describe('how often is asked', () => {
  it('is once in ten seconds by address and port', async () => {
    const { requests } = await responderAt(right)
    expect(await probe.ask(gateway, 4500, 5_000)).toMatchObject({ ok: true })
    nowMs += 9_999
    expect(await probe.ask(gateway, 4500, 5_000)).toEqual({
      ok: false,
      why: 'not-asked',
      detail: 'it was asked less than 10 s ago',
    })
    nowMs += 1
    expect(await probe.ask(gateway, 4500, 5_000)).toMatchObject({ ok: true })
    expect(requests).toHaveLength(2)
  })

  it('is once at a time, however long an answer takes', async () => {
    await responderAt(() => [])
    const first = probe.ask(gateway, 4500, 100)
    nowMs += 60_000
    expect(await probe.ask(gateway, 4500, 100)).toMatchObject({ detail: 'it is being asked already' })
    expect(await first).toMatchObject({ why: 'timeout' })
  })

  it('is twenty times a second in all', async () => {
    const { requests } = await responderAt(right)
    const addresses = Array.from({ length: 25 }, (_, index) => `127.77.1.${index}`)
    const answers = await Promise.all(addresses.map((address) => probe.ask(address, 4500, 50)))
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.why))).toEqual([
      ...Array.from({ length: 20 }, () => 'timeout'),
      ...Array.from({ length: 5 }, () => 'not-asked'),
    ])
    nowMs += 50
    expect(await probe.ask(gateway, 4500, 5_000)).toMatchObject({ ok: true })
    expect(requests).toHaveLength(1)
  })

  it('is never by a name', async () => {
    expect(await probe.ask('gateway.example', 4500, 5_000)).toMatchObject({ why: 'not-asked' })
  })
})

it('a probe that closes settles what is open, and asks nothing more', async () => {
  const { requests } = await responderAt(() => [])
  const open = probe.ask(gateway, 4500, 60_000)
  await expect.poll(() => requests.length).toBe(1)
  await probe.close()
  const stopping = { ok: false, why: 'not-asked', detail: 'the collector is stopping' }
  expect(await open).toEqual(stopping)
  expect(await probe.ask(gateway, 4500, 60_000)).toEqual(stopping)
})

it('5,000 damaged answers end nothing, and none of them counts for another gateway', async () => {
  const random = seeded(20_261_127)
  await responderAt((request) =>
    Array.from({ length: 100 }, () => damage(marked(forgeAnswer(request))[0]!, random)),
  )
  const silent = '127.77.0.4'
  for (let round = 0; round < 50; round += 1) {
    nowMs += 10_000
    const [, other] = await Promise.all([probe.ask(gateway, 4500, 30), probe.ask(silent, 4500, 30)])
    expect(other).toMatchObject({ ok: false, why: 'timeout' })
  }
  const refused = Object.values(probe.refused()).reduce((sum, count) => sum + count, 0)
  expect(refused).toBeGreaterThan(1_000)
})
