import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Log } from '../../log.ts'
import { chooseIcmpProbe } from './choose.ts'

const folder = mkdtempSync(join(tmpdir(), 'choose-icmp-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const find = (name: string) => ['/usr/bin', '/bin', '/usr/sbin'].map((at) => join(at, name)).find(existsSync)
const fping = find('fping')
const ping = find('ping')
const onlyPing = join(folder, 'only-ping')

const events: { event: string; facts: object }[] = []
beforeEach(() => events.splice(0))
const note = (event: string, facts: object = {}) => void events.push({ event, facts })
const log: Log = { debug: note, info: note, warn: note, error: note }
const fleet = { log, endpoints: 850, everyMs: 10_000 }
const onLoopback = { periodMs: 250, timeoutMs: 1_000 }

describe('with fping', () => {
  it.skipIf(!fping)(
    `asks many addresses at once, IPv4 and IPv6${fping ? '' : ' (skipped: fping not installed)'}`,
    async () => {
      const probe = await chooseIcmpProbe(fleet)
      const addresses = [...Array.from({ length: 200 }, (_, i) => `127.0.7.${i + 1}`), '::1']
      const answers = await probe.ask(addresses, 3, onLoopback)
      await probe.close()
      expect(probe.by).toBe('fping')
      expect(probe.advice(12_000, 10_000)).toBeNull()
      expect([...answers.keys()].sort()).toEqual([...addresses].sort())
      expect(answers.get('127.0.7.1')).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)])
    },
  )
})

describe('with ping alone', () => {
  it.skipIf(!ping)(
    `asks by it, and says when the fleet is too large${ping ? '' : ' (skipped: ping not installed)'}`,
    async () => {
      symlinkSync(ping ?? '', alone('only-ping', 'ping'))
      const probe = await chooseIcmpProbe({ ...fleet, path: onlyPing })
      const answers = await probe.ask(['127.0.0.1', '127.0.0.2', '127.0.0.2'], 2, onLoopback)
      await probe.close()
      expect(probe.by).toBe('ping')
      expect([...answers.keys()].sort()).toEqual(['127.0.0.1', '127.0.0.2'])
      expect(answers.get('127.0.0.2')).toEqual([expect.any(Number), expect.any(Number)])
      expect(probe.advice(100, 10_000)).toBeNull()
      expect(probe.advice(850, 10_000)).toBe(
        '850 addresses every 10 s are more than the ping program can ask (about 50 a second, with room for bursts): install fping, `apt-get install fping`',
      )
      expect(events).toMatchObject([{ event: 'icmp-by', facts: { by: 'ping' } }])
    },
  )
})

describe('a probe that is closed', () => {
  it.skipIf(!fping)(
    `says nothing of the addresses that go unasked${fping ? '' : ' (skipped: fping not installed)'}`,
    async () => {
      const probe = await chooseIcmpProbe(fleet)
      events.splice(0)
      const asking = probe.ask(['127.0.0.1'], 100, { periodMs: 10_000, timeoutMs: 1_000 })
      await probe.close()
      expect(await asking).toEqual(new Map())
      expect(await probe.ask(['127.0.0.1'], 1, onLoopback)).toEqual(new Map())
      expect(events).toEqual([])
    },
  )
})

describe('with an fping that has no privileges', () => {
  it('falls back, and says how it ended and what to do', async () => {
    const program = alone('powerless', 'fping')
    writeFileSync(program, '#!/bin/sh\nexit 4\n')
    chmodSync(program, 0o755)
    const probe = await chooseIcmpProbe({ ...fleet, path: join(folder, 'powerless') })
    expect(probe.by).toBe('none')
    expect(probe.advice(1, 10_000)).toBe(
      `neither fping nor ping can be used here, so no address is asked by ICMP: ${program} is installed but cannot ask 127.0.0.1 (it ended with code 4): give it the right to, \`setcap cap_net_raw+ep ${program}\``,
    )
  })
})

describe('with an fping that grants no less than a millisecond between packets', () => {
  it('asks with that', async () => {
    const program = alone('calm', 'fping')
    const isTooFast = 'case "$*" in *"-i 0 "*) echo "too risky for mere mortals" >&2; exit 3;; esac'
    writeFileSync(
      program,
      `#!/bin/sh\n${isTooFast}\nwhile read -r address; do echo "$address : 0.03" >&2; done\n`,
    )
    chmodSync(program, 0o755)
    const probe = await chooseIcmpProbe({ ...fleet, path: join(folder, 'calm') })
    expect(probe.by).toBe('fping')
    expect(await probe.ask(['127.0.0.1'], 1, onLoopback)).toEqual(new Map([['127.0.0.1', [0.03]]]))
    await probe.close()
  })
})

describe('with neither', () => {
  it('sees nothing, and says what to install', async () => {
    const probe = await chooseIcmpProbe({ ...fleet, path: ['/nowhere', '/nowhere/else'].join(delimiter) })
    expect(probe.by).toBe('none')
    expect(await probe.ask(['127.0.0.1'], 1, onLoopback)).toEqual(new Map())
    expect(probe.advice(1, 10_000)).toBe(
      'neither fping nor ping can be used here, so no address is asked by ICMP: install fping, `apt-get install fping`',
    )
    await probe.close()
  })
})

/** Where a program stands in a folder of its own. */
function alone(name: string, program: string): string {
  mkdirSync(join(folder, name))
  return join(folder, name, program)
}
