import type { Clock } from '../domain/clock.ts'
import type { SnmpSettings } from '../domain/router.ts'
import { engineId } from '../simulator/hostile/forge.ts'
import type { UserKeys } from '../simulator/hostile/signed.ts'
import type { EngineTold } from './engine-news.ts'
import type { Enrolment, TrapProof } from './enrolment.ts'

/** A clock that stands until it is set. */
export function handClock(): Clock & { pass(ms: number): void } {
  let nowMs = 1_000_000
  return { now: () => nowMs, monotonicMs: () => nowMs, pass: (ms) => void (nowMs += ms) }
}

export const source = '127.0.0.1'
export const community = 's3cret'
export const user = 'mon'
export const authKey = 'kunci-otentikasi'
export const privKey = 'kunci-kerahasiaan'
export const engine = engineId.toString('hex')
/** What polling found of a router, whose traps of boots 1 and its first seconds are of now. */
export const learned = (router = 'ce1', clock: Partial<EngineTold> = {}): EngineTold => ({
  router,
  engineId: engine,
  boots: 1,
  time: 1,
  ...clock,
})
/** What a genuine sender of the users below signs with. */
export const keys: UserKeys = { hash: 'sha256', authKey, privKey }
export const onlySigned: UserKeys = { ...keys, privKey: null }

const settings: SnmpSettings = {
  version: '2c',
  port: 161,
  timeoutMs: 1_000,
  retries: 0,
  user: null,
  level: null,
  authProtocol: null,
  privProtocol: null,
}

type Given = Partial<Pick<Enrolment, 'router' | 'sources'> & TrapProof>

function enrolmentOf({ router = 'ce1', sources = [source], ...given }: Given): Enrolment {
  return { router, sources, proof: { settings, community, authKey: null, privKey: null, ...given } }
}

export function ofVersion(version: '1' | '2c', given: Given = {}): Enrolment {
  return enrolmentOf({ settings: { ...settings, version }, ...given })
}

type Secured = Omit<Given, 'settings'> & { settings?: Partial<SnmpSettings> }

/** A router of SNMPv3 that has to sign with SHA-256 and encrypt with AES-128, but for what is given. */
export function ofUser({ settings: own, ...given }: Secured = {}): Enrolment {
  const usual = {
    version: '3',
    user,
    level: 'authPriv',
    authProtocol: 'SHA-256',
    privProtocol: 'AES-128',
  } as const
  const secured = { ...settings, ...usual, ...own }
  return enrolmentOf({ settings: secured, community: null, authKey, privKey, ...given })
}

export const ofSigner = (): Enrolment =>
  ofUser({ settings: { level: 'authNoPriv', privProtocol: null }, privKey: null })

export const ofOpenUser = (): Enrolment =>
  ofUser({
    settings: { level: 'noAuthNoPriv', authProtocol: null, privProtocol: null },
    authKey: null,
    privKey: null,
  })
