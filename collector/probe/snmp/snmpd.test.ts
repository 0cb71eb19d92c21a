import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuthProtocol, PrivProtocol } from '../../domain/router.ts'
import { createSnmpProbe, type SnmpProbe } from './snmp-probe.ts'
import { isSnmpdInstalled, startSnmpd, type Snmpd } from './snmpd.ts'
import { createTarget, realClock } from './test-target.ts'
import { wantedLink } from './wanted.test-kit.ts'

const skipped = isSnmpdInstalled ? '' : ' (skipped: snmpd not installed)'
const lo = [wantedLink('utama', 'lo')]
const authKey = 'kunci-otentikasi'
const privKey = 'kunci-kerahasiaan'

const users: [string, AuthProtocol, PrivProtocol | null][] = [
  ['md5', 'MD5', null],
  ['sha', 'SHA', null],
  ['sha224', 'SHA-224', null],
  ['sha256', 'SHA-256', 'AES-128'],
  ['sha384', 'SHA-384', 'AES-128'],
  ['sha512', 'SHA-512', 'AES-256'],
  ['md5aes256', 'MD5', 'AES-256'],
  ['sha1aes256', 'SHA', 'AES-256'],
  ['sha1cisco', 'SHA', 'AES-256-C'],
  ['sha512cisco', 'SHA-512', 'AES-256-C'],
]

const config = [
  'rocommunity rahasia',
  'sysName rtr-satu',
  'createUser terbuka',
  'rouser terbuka noauth',
  ...users.flatMap(([name, auth, priv]) => [
    `createUser ${name} ${auth} ${authKey}${priv === null ? '' : ` ${priv.replace('-128', '')} ${privKey}`}`,
    `rouser ${name} ${priv === null ? 'auth' : 'priv'}`,
  ]),
]

describe.skipIf(!isSnmpdInstalled)(`a real snmpd${skipped}`, () => {
  let snmpd: Snmpd
  let probe: SnmpProbe
  let passedMs = 0
  beforeAll(async () => {
    snmpd = await startSnmpd({ config })
    const monotonicMs = (): number => realClock.monotonicMs() + passedMs
    probe = createSnmpProbe({ clock: { ...realClock, monotonicMs } })
  })
  afterAll(async () => {
    await probe.close()
    await snmpd.stop()
  })

  it.each(['1', '2c'] as const)('is read by version %s', async (version) => {
    const answer = await probe.visit(createTarget({ port: snmpd.port, id: `v${version}`, version }), lo)
    expect(answer).toMatchObject({
      ok: true,
      value: { identity: { sysName: 'rtr-satu', sysObjectId: '1.3.6.1.4.1.8072.3.2.10' } },
    })
    if (!answer.ok) return
    const reading = answer.value.interfaces.get('utama')!
    expect(reading).toMatchObject({
      found: true,
      index: 1,
      name: 'lo',
      counterBits: version === '1' ? 32 : 64,
    })
    expect(reading.inOctets).toBeGreaterThan(0n)
    expect(reading.speedBitsPerSecond).toBe(10_000_000)
    expect(answer.value.identity?.sysDescr).toContain('Linux')
  })

  it('is read by a user without authentication', async () => {
    const target = createTarget({
      port: snmpd.port,
      id: 'v3',
      version: '3',
      user: 'terbuka',
      level: 'noAuthNoPriv',
    })
    expect(await probe.visit(target, lo)).toMatchObject({ ok: true })
  })

  it.each(users)('is read by user %s with %s and privacy %s', async (user, authProtocol, privProtocol) => {
    const target = createTarget({
      port: snmpd.port,
      id: user,
      version: '3',
      user,
      level: privProtocol === null ? 'authNoPriv' : 'authPriv',
      authProtocol,
      privProtocol,
      authKey,
      privKey,
    })
    const answer = await probe.visit(target, lo)
    expect(answer).toMatchObject({ ok: true })
    expect(answer.ok && answer.value.interfaces.get('utama')?.inOctets).toBeGreaterThan(0n)
  })

  it.each([
    ['an unknown user', { user: 'siapa' }],
    ['a wrong authentication key', { authKey: 'bukan-kuncinya' }],
    ['another authentication protocol', { authProtocol: 'SHA-512' as const }],
    ['a level the user may not ask at', { level: 'noAuthNoPriv' as const }],
  ])('tells %s as wrong credentials', async (_what, wrong) => {
    const right = { user: 'sha', level: 'authNoPriv', authProtocol: 'SHA', authKey } as const
    const target = createTarget({ port: snmpd.port, id: 'wrong', version: '3', ...right, ...wrong })
    expect(await probe.visit(target, lo)).toMatchObject({ ok: false, why: 'wrong-credentials' })
    expect(await probe.ask(target, 1_000)).toMatchObject({ ok: false, why: 'wrong-credentials' })
  })

  it('tells a wrong community as a timeout, for silence is all there is', async () => {
    const target = createTarget({
      port: snmpd.port,
      id: 'wrong',
      community: 'salah',
      timeoutMs: 100,
      retries: 0,
    })
    expect(await probe.visit(target, lo)).toMatchObject({ ok: false, why: 'timeout' })
  })

  it('is asked for its uptime alone', async () => {
    const answer = await probe.ask(createTarget({ port: snmpd.port, id: 'v2c' }), 1_000)
    expect(answer).toMatchObject({ ok: true })
    expect(answer.ok && answer.value.rttMs).toBeGreaterThan(0)
  })

  it('says so where no interface has the name', async () => {
    const answer = await probe.visit(createTarget({ port: snmpd.port, id: 'v2c' }), [
      wantedLink('cadangan', 'wwan9'),
      ...lo,
    ])
    expect(answer.ok && answer.value.interfaces.get('cadangan')).toMatchObject({ found: false, index: null })
    expect(answer.ok && answer.value.interfaces.get('utama')).toMatchObject({ found: true })
  })

  it('is read again after a restart', async () => {
    const open = createTarget({ port: snmpd.port, id: 'restart-2c' })
    const secret = createTarget({
      port: snmpd.port,
      id: 'restart-3',
      version: '3',
      user: 'sha512',
      level: 'authPriv',
      authProtocol: 'SHA-512',
      privProtocol: 'AES-256',
      authKey,
      privKey,
    })
    for (const target of [open, secret]) expect(await probe.visit(target, lo)).toMatchObject({ ok: true })
    await snmpd.restart()
    // One that was as young before is told from one that went on by how old that would be now.
    passedMs += 60_000
    for (const target of [open, secret]) {
      const answer = await probe.visit(target, lo)
      expect(answer).toMatchObject({ ok: true, value: { identity: { sysName: 'rtr-satu' } } })
      expect(answer.ok && answer.value.interfaces.get('utama')).toMatchObject({ found: true })
    }
  })

  it('is read again when another machine has taken its address', async () => {
    const target = createTarget({
      port: snmpd.port,
      id: 'swapped',
      version: '3',
      user: 'sha256',
      level: 'authPriv',
      authProtocol: 'SHA-256',
      privProtocol: 'AES-128',
      authKey,
      privKey,
    })
    expect(await probe.visit(target, lo)).toMatchObject({ ok: true })
    await snmpd.stop()
    snmpd = await startSnmpd({ config, port: snmpd.port })
    expect(await probe.visit(target, lo)).toMatchObject({ ok: true })
  })
})
