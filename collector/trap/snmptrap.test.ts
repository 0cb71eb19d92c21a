import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AuthProtocol, PrivProtocol } from '../domain/router.ts'
import { trapV3 } from '../simulator/hostile/forge-trap.ts'
import type { Enrolment } from './enrolment.ts'
import { type Heard, hearing } from './receiver.test-kit.ts'
import { authKey, community, engine, keys, ofUser, ofVersion, privKey } from './trap.test-kit.ts'

const program = '/usr/bin/snmptrap'
const isInstalled = existsSync(program)
const skipped = isInstalled ? '' : ' (skipped: Debian’s package snmp is not installed)'

const users: [string, AuthProtocol, PrivProtocol | null][] = [
  ['md5', 'MD5', null],
  ['sha224', 'SHA-224', null],
  ['sha256', 'SHA-256', null],
  ['sha256aes', 'SHA-256', 'AES-128'],
  ['sha384aes', 'SHA-384', 'AES-128'],
  ['sha512aes256', 'SHA-512', 'AES-256'],
  ['sha1aes256', 'SHA', 'AES-256'],
  ['sha1cisco', 'SHA', 'AES-256-C'],
  ['md5cisco', 'MD5', 'AES-256-C'],
]

function enrolmentOf([user, authProtocol, privProtocol]: (typeof users)[number]): Enrolment {
  const level = privProtocol === null ? 'authNoPriv' : 'authPriv'
  const settings = { user, level, authProtocol, privProtocol } as const
  return ofUser({ router: user, settings, privKey: privProtocol === null ? null : privKey })
}

const open = ofUser({
  router: 'open',
  settings: { user: 'open', level: 'noAuthNoPriv', authProtocol: null, privProtocol: null },
  authKey: null,
  privKey: null,
})
const enrolments = [
  ofVersion('1', { router: 'v1', community: 'lama' }),
  ofVersion('2c', { router: 'v2c' }),
  open,
  ...users.map(enrolmentOf),
]

/** The agent has started more often than a program can know that is only told its engine. */
const agent = { id: engine, boots: 5, time: 4_000, atMonotonicMs: performance.now() }

const linkDown = '1.3.6.1.6.3.1.1.5.3'
const ifIndex = ['1.3.6.1.2.1.2.2.1.1.2', 'i', '2']

describe.skipIf(!isInstalled)(`the real snmptrap${skipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'snmptrap-'))
  let heard: Heard
  beforeAll(async () => {
    heard = await hearing(enrolments, { engineOf: () => agent }, (stop) => afterAll(stop))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** `upTime` in hundredths of a second. */
  async function send(options: string[], said: string[] = ['8640000', linkDown, ...ifIndex]): Promise<void> {
    const env = { PATH: process.env.PATH, MIBS: '', SNMP_PERSISTENT_DIR: folder, SNMPCONFPATH: folder }
    const to = `udp:127.0.0.1:${heard.receiver.health().port}`
    await promisify(execFile)(program, [...options, to, ...said], { env })
  }

  function v3(
    user: string,
    auth: AuthProtocol | null,
    priv: PrivProtocol | null,
    more: string[] = [],
  ): string[] {
    const level = auth === null ? 'noAuthNoPriv' : priv === null ? 'authNoPriv' : 'authPriv'
    const signed = auth === null ? [] : ['-a', auth, '-A', authKey]
    const encrypted = priv === null ? [] : ['-x', priv.replace('-128', ''), '-X', privKey]
    return ['-v', '3', '-e', `0x${engine}`, '-u', user, '-l', level, ...signed, ...encrypted, ...more]
  }

  async function told(router: string) {
    return vi.waitFor(
      () => {
        const trap = heard.traps.find(({ routers }) => routers.includes(router))
        if (trap === undefined)
          throw new Error(`nothing of ${router}: ${JSON.stringify(heard.receiver.health())}`)
        return trap
      },
      { timeout: 20_000, interval: 10 },
    )
  }

  async function refused(why: string, send: () => Promise<void>): Promise<void> {
    const before = heard.receiver.health().refused[why] ?? 0
    await send()
    await vi.waitFor(() => expect(heard.receiver.health().refused[why]).toBe(before + 1), { timeout: 20_000 })
  }

  it('is understood over v1, with the name that its numbers stand for', async () => {
    await send(['-v', '1', '-c', 'lama'], ['1.3.6.1.4.1.8072', '203.0.113.9', '3', '0', '360000', ...ifIndex])
    expect(await told('v1')).toMatchObject({ routers: ['v1'], kind: 'linkUp', sysUpTimeCs: 360_000 })
  })

  it('is understood over v2c', async () => {
    await send(['-v', '2c', '-c', community])
    expect(await told('v2c')).toMatchObject({ routers: ['v2c'], kind: 'linkDown', sysUpTimeCs: 8_640_000 })
  })

  it('is understood over v3 of an open user', async () => {
    await send(v3('open', null, null))
    expect(await told('open')).toMatchObject({ routers: ['open'], kind: 'linkDown' })
  })

  it.each(users)('is understood over v3 of %s: %s and %s', async (user, auth, priv) => {
    await send(v3(user, auth, priv), ['1', '1.3.6.1.6.3.1.1.5.1'])
    expect(await told(user)).toMatchObject({ routers: [user], kind: 'coldStart', sysUpTimeCs: 1 })
  })

  it('is refused with another key, at a lower level, of another user, engine or community', async () => {
    await refused('wrong-digest', () => send(v3('sha256', 'SHA-256', null, ['-A', 'kunci-yang-lain'])))
    await refused('wrong-digest', () => send(v3('sha256', 'SHA-224', null)))
    await refused('undecipherable', () =>
      send(v3('sha256aes', 'SHA-256', 'AES-128', ['-X', 'kunci-yang-lain'])),
    )
    await refused('below-security-level', () => send(v3('sha256aes', 'SHA-256', null)))
    await refused('above-security-level', () => send(v3('sha256', 'SHA-256', 'AES-128')))
    await refused('other-user', () => send(v3('eve', 'SHA-256', null)))
    await refused('unknown-engine', () => send(v3('sha256', 'SHA-256', null, ['-e', '0x80000000aabbccdd'])))
    await refused('other-community', () => send(['-v', '2c', '-c', 'salah']))
  })

  it('is heard beside the agent, whose clock is another, and the agent beside it', async () => {
    const ofAgent = (time: number) => trapV3('sha256aes', keys, { boots: agent.boots, time })
    const { accepted, refused } = heard.receiver.health()
    for (const time of [4_000, 4_001, 4_002]) {
      await heard.send(ofAgent(time))
      await send(v3('sha256aes', 'SHA-256', 'AES-128'))
    }
    await vi.waitFor(() => expect(heard.receiver.health().accepted).toBe(accepted + 6), { timeout: 20_000 })
    expect(heard.receiver.health().refused).toEqual(refused)
  })

  it('is refused where its engine says that it was started before', async () => {
    await send(v3('sha512aes256', 'SHA-512', 'AES-256', ['-Z', '500,1000']))
    await refused('outside-time-window', () =>
      send(v3('sha512aes256', 'SHA-512', 'AES-256', ['-Z', '499,5000'])),
    )
    await refused('outside-time-window', () =>
      send(v3('sha512aes256', 'SHA-512', 'AES-256', ['-Z', '500,800'])),
    )
  })
})
