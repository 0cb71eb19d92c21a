import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createPing } from './ping.ts'

const folder = mkdtempSync(join(tmpdir(), 'fake-ping-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const system = '/usr/bin:/bin'

/** A folder with a program in ping's place that misbehaves by script. */
function fakePing(name: string, script: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  writeFileSync(join(path, 'ping'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(path, 'ping'), 0o755)
  copyFileSync(join(path, 'ping'), join(path, 'ping6'))
  return `${path}:${system}`
}

const quick = { periodMs: 200, timeoutMs: 200 }
const summary = (count: number) =>
  `echo "${count} packets transmitted, ${count} received, 0% packet loss, time 0ms"`

describe('a ping program that fails', () => {
  it.each([
    ['hangs, whatever it is told', "trap '' INT; while :; do sleep 0.2; done"],
    ['says one word, on which the package throws', 'echo garbage'],
    ['prints garbage', 'head -c 4000 /dev/urandom'],
    ['floods', 'exec yes'],
    ['dies of a signal', 'kill -SEGV $$'],
    ['refuses', 'echo "ping: socket: Operation not permitted" >&2; exit 2'],
    ['is silent', 'exit 0'],
  ])('has not seen the address when it %s', async (what, script) => {
    const ping = createPing(fakePing(what.replaceAll(/\W/g, '-'), script))
    expect(await ping.ask(['10.0.0.1'], 1, quick)).toEqual(new Map())
  })

  it('has not seen the address when it is not there', async () => {
    expect(await createPing(join(folder, 'nowhere')).ask(['10.0.0.1', 'fd00::1'], 1, quick)).toEqual(
      new Map(),
    )
  })

  it('has seen it when it told all on being interrupted', async () => {
    const path = fakePing('lingers', `trap '${summary(1)}; exit' INT; while :; do sleep 0.1; done`)
    expect(await createPing(path).ask(['10.0.0.1'], 1, quick)).toEqual(new Map([['10.0.0.1', [null]]]))
  })

  it('is ended by close, and asked no more', async () => {
    const ping = createPing(fakePing('closed', 'exec sleep 600'))
    const asking = ping.ask(
      Array.from({ length: 40 }, (_, i) => `10.0.0.${i}`),
      100,
      { periodMs: 10_000, timeoutMs: 10_000 },
    )
    await ping.close()
    expect(await asking).toEqual(new Map())
    expect((await ping.ask(['10.0.0.1'], 1, quick)).size).toBe(0)
  })
})

describe('what the ping program is given', () => {
  it('is one address each, at most sixteen at once', async () => {
    const path = fakePing(
      'counted',
      `ls ${folder}/now | wc -l >> ${folder}/seen; touch ${folder}/now/$$; sleep 0.05; rm ${folder}/now/$$; ${summary(1)}`,
    )
    mkdirSync(join(folder, 'now'))
    const addresses = Array.from({ length: 60 }, (_, i) => `10.0.0.${i}`)
    expect((await createPing(path).ask(addresses, 1, quick)).size).toBe(60)
    const runningBefore = readFileSync(join(folder, 'seen'), 'utf8').trim().split('\n').map(Number)
    expect(runningBefore).toHaveLength(60)
    expect(Math.max(...runningBefore)).toBeLessThan(16)
  })

  it('is the plain language, and our own surroundings are as before', async () => {
    const before = { ...process.env }
    const path = fakePing('language', `[ "$LC_ALL" = C ] && ${summary(1)}`)
    expect((await createPing(path).ask(['10.0.0.1'], 1, quick)).size).toBe(1)
    expect(process.env).toEqual(before)
  })

  it('is whole seconds where the ping6 of GNU inetutils wants them', async () => {
    const path = fakePing(
      'inetutils',
      `case "$*" in *"-i 1 "*) ${summary(2)};; *) echo "ping6: invalid value (\\\`0.25' near \\\`.25')" >&2; exit 1;; esac`,
    )
    expect((await createPing(path).ask(['fd00::1'], 2, { ...quick, periodMs: 250 })).size).toBe(1)
  })

  it.each(['-f', '--help', 'example.org', '127.1', 'fe80::1%eth0', '1.1.1.1\n-f'])(
    'is never %j',
    async (address) => {
      await expect(createPing(system).ask([address], 1, quick)).rejects.toThrow(TypeError)
    },
  )
})
