import { admit } from '../probe/snmp/admit.ts'
import { tags } from '../probe/snmp/ber.ts'
import { EngineKeys } from '../probe/snmp/engine-keys.ts'
import { parseMessage, versions } from '../probe/snmp/message.ts'
import { createTarget } from '../probe/snmp/test-target.ts'
import { pdu } from '../simulator/hostile/forge.ts'
import { signedV3, type UserKeys } from '../simulator/hostile/signed.ts'
import type { Bench, Figure } from './bench.ts'
import {
  answersPerRound,
  nothing,
  perAnswer,
  quantile,
  request,
  varbindCount,
  varbinds,
} from './measured-answer.ts'

export const gatePrivateBench: Bench = {
  name: 'gate-private',
  says: `the same of SNMPv3 with SHA-256 and AES-128: the digest of ${varbindCount} varbinds proven, and what is encrypted read`,
  about: `The same of SNMPv3 with SHA-256 and AES-128: the digest proven, what is encrypted opened with keys that are made once,
and read as strictly. Most of it is the cryptography, which the library then does once more for itself.`,
  run,
}

const secrets: UserKeys = { hash: 'sha256', authKey: 'kunci-otentikasi', privKey: 'kunci-kerahasiaan' }

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const keys = new EngineKeys(
    createTarget({
      port: 161,
      version: '3',
      authProtocol: 'SHA-256',
      privProtocol: 'AES-128',
      authKey: secrets.authKey,
      privKey: secrets.privKey!,
    }).access,
  )
  const ofV3 = { ...request, version: versions.v3 }
  const datagram = signedV3(ofV3, pdu(ofV3, [...varbinds]), secrets)
  const asked = parseMessage(signedV3(ofV3, pdu(ofV3, [...nothing], { type: tags.getRequest }), secrets))
  if (!asked.ok) throw new Error(`The question of the bench has ${asked.fault}.`)
  const took = await perAnswer(() => {
    const parsed = parseMessage(datagram)
    if (!parsed.ok || admit(datagram, parsed.message, asked.message, keys) !== null)
      throw new Error('The gate refuses the answer that it is measured with.')
  }, signal)
  keys.forget()
  if (took.length === 0) return []
  tell(`${took.length} rounds of ${answersPerRound} answers of ${datagram.length} bytes`)
  return [
    { what: 'proven, decrypted and read, median', value: quantile(took, 0.5), unit: 'µs', goal: null },
    { what: 'the same, 95 % of the rounds', value: quantile(took, 0.95), unit: 'µs', goal: null },
  ]
}
