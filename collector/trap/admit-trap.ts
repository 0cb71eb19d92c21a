import type { UsmParameters } from '../probe/snmp/message.ts'
import type { KnownRouter } from './known-router.ts'
import { readScopedTrap, type TrapMessage, type TrapPdu, type Unreadable } from './trap-message.ts'

/** Why a trap that could be read is nobody's. */
export type NotAdmitted =
  | Unreadable
  | 'flood'
  | 'other-version'
  | 'other-community'
  | 'empty-user'
  | 'other-user'
  | 'below-security-level'
  | 'above-security-level'
  | 'unknown-engine'
  | 'wrong-digest'
  | 'outside-time-window'
  | 'replay'
  | 'undecipherable'

/** Of whom it is, or why it is nobody's. */
type Admission = { of: readonly KnownRouter[]; pdu: TrapPdu } | NotAdmitted

/**
 * Whose trap it is of the routers that its source may be, each question asked before anything dearer is done. `atMs` is
 * when it came, by the clock that engines were learned by.
 */
export function admit(
  datagram: Buffer,
  message: TrapMessage,
  there: readonly KnownRouter[],
  atMs: number,
): Admission {
  const speaking = there.filter((router) => router.speaks(message.version))
  if (speaking.length === 0) return 'other-version'
  if (message.version === 'v3') return admitV3(datagram, message, speaking, atMs)
  const of = speaking.filter((router) => router.hasCommunity(message.community))
  return of.length === 0 ? 'other-community' : { of, pdu: message.pdu }
}

function admitV3(
  datagram: Buffer,
  { usm, scoped }: Extract<TrapMessage, { version: 'v3' }>,
  there: readonly KnownRouter[],
  atMs: number,
): Admission {
  if (usm.user.length === 0) return 'empty-user'
  const named = there.filter((router) => router.hasUser(usm.user))
  if (named.length === 0) return 'other-user'
  const level = Number(usm.isAuthenticated) + Number(usm.isEncrypted)
  const onLevel = named.filter((router) => router.level === level)
  if (onLevel.length === 0) {
    return named.some((router) => router.level > level) ? 'below-security-level' : 'above-security-level'
  }
  // Before any key is made: that takes milliseconds, and a stranger can name as many engines as there are numbers.
  const ofEngine = onLevel.filter((router) => router.hasEngine(usm.engineId))
  if (ofEngine.length === 0) return 'unknown-engine'
  if (level === 0) return readAll(ofEngine, usm, scoped)
  const authentic = ofEngine.filter((router) => router.isAuthentic(datagram, usm))
  if (authentic.length === 0) return 'wrong-digest'
  const fresh: KnownRouter[] = []
  let old: NotAdmitted = 'replay'
  for (const router of authentic) {
    const why = router.refuseOld(usm, atMs)
    if (why === null) fresh.push(router)
    else old = why
  }
  return fresh.length === 0 ? old : readAll(fresh, usm, scoped)
}

/** Routers that share an address, a user and an engine may still have keys of their own to encrypt with. */
function readAll(routers: readonly KnownRouter[], usm: UsmParameters, scoped: Buffer): Admission {
  let why: NotAdmitted = 'undecipherable'
  const of: KnownRouter[] = []
  let pdu: TrapPdu | null = null
  for (const router of routers) {
    const read = readScoped(router, usm, scoped)
    if (typeof read === 'string') {
      why = read
      continue
    }
    of.push(router)
    pdu = read
  }
  return pdu === null ? why : { of, pdu }
}

function readScoped(router: KnownRouter, usm: UsmParameters, scoped: Buffer): TrapPdu | NotAdmitted {
  const plain = usm.isEncrypted ? router.decrypted(scoped, usm) : scoped
  if (plain === null) return 'undecipherable'
  const read = readScopedTrap(plain, usm.isEncrypted)
  if (!read.ok) return read.why === 'malformed' && usm.isEncrypted ? 'undecipherable' : read.why
  return read.value
}
