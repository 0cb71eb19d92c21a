import { expect, it } from 'vitest'
import { tags } from './ber.ts'
import { answer, integer, text, tlv } from '../../simulator/hostile/forge.ts'
import type { Asking } from './asking.ts'
import { EngineKeys } from './engine-keys.ts'
import { createGate, LibraryThrew } from './gate.ts'
import { createPeer } from './peer.ts'
import { startHostileAgent } from '../../simulator/hostile/hostile-agent.ts'
import { createTarget, realClock } from './test-target.ts'

it('what the SNMP library throws at an answer fails that question and nothing else', async () => {
  const agent = await startHostileAgent((request) => [answer(request, [])])
  const gate = createGate({ clock: realClock })
  const { port } = agent
  const keys = new EngineKeys(createTarget({ port }).access)
  const channel = gate.open(createPeer('127.0.0.1', port, keys))
  const socket = channel.createSocket()
  socket.on('message', () => {
    throw new TypeError('rahasia')
  })
  const failure = await new Promise<unknown>((failed) => {
    const asking: Asking = {
      maySend: () => true,
      sent() {},
      mayReport: () => true,
      arrived() {},
      refused() {},
      failed,
    }
    const body = tlv(tags.getRequest, integer(1), integer(0), integer(0), tlv(tags.sequence))
    const question = tlv(tags.sequence, integer(1), text('rahasia'), body)
    channel.within(asking, () => socket.send(question, 0, question.length, 0, '', () => {}))
  })
  expect(failure).toBeInstanceOf(LibraryThrew)
  expect(String(failure)).not.toContain('rahasia')
  expect(gate.refused()).toEqual({ 'library-threw': 1 })
  await gate.close()
  await agent.close()
})
