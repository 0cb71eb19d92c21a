import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createFping } from './fping.ts'

const folder = mkdtempSync(join(tmpdir(), 'fake-fping-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A program in fping's place that misbehaves by script. */
function fakeFping(name: string, script: string): string {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

const quick = { periodMs: 10, timeoutMs: 10 }
const two = ['10.0.0.1', '10.0.0.2']

describe('an fping that fails', () => {
  it.each([
    ['hangs', 'exec sleep 600', 'killed'],
    ['leaves a child that holds its pipe', 'sleep 8 & exec sleep 600', 'killed'],
    ['prints garbage', 'head -c 4000 /dev/urandom >&2', null],
    ['floods', 'exec yes >&2', 'too-much'],
    ['dies of a signal', 'kill -SEGV $$', null],
    ['refuses', 'echo "fping: invalid option" >&2; exit 3', 'fping: invalid option'],
    ['has no privileges, of which it says nothing when told to be quiet', 'exit 4', 'it ended with code 4'],
    ['is silent', 'exit 0', null],
  ])('has not seen the addresses when it %s', async (what, script, why) => {
    const fping = createFping(fakeFping(what.replaceAll(' ', '-'), script))
    const answer = await fping.ask(two, 1, quick)
    expect(answer.roundTrips).toEqual(new Map())
    expect(answer.why).toBe(why)
  })

  it('has not seen the addresses when it cannot be started', async () => {
    expect(await createFping(join(folder, 'missing')).ask(two, 1, quick)).toMatchObject({
      roundTrips: new Map(),
      why: 'not-started',
    })
    writeFileSync(join(folder, 'not-executable'), '')
    const notExecutable = createFping(join(folder, 'not-executable'))
    expect((await notExecutable.ask(two, 1, quick)).why).toBe('not-started')
  })

  it('has seen those of which it said all before it died, and no other', async () => {
    const half = fakeFping('half', 'printf "10.0.0.1 : 0.09\\n10.0.0.2 : 0.1" >&2; exec sleep 600')
    const { roundTrips } = await createFping(half).ask(two, 1, quick)
    expect(roundTrips).toEqual(new Map([['10.0.0.1', [0.09]]]))
  })

  it('is not believed when it takes a late answer for an answer', async () => {
    const late = fakeFping('late', 'echo "10.0.0.1 : 11.5" >&2')
    expect((await createFping(late).ask(['10.0.0.1'], 1, quick)).roundTrips.get('10.0.0.1')).toEqual([null])
  })

  it('is ended by close, and asked no more', async () => {
    const fping = createFping(fakeFping('closed', 'exec sleep 600'))
    const asking = fping.ask(two, 100, { periodMs: 10_000, timeoutMs: 10_000 })
    await fping.close()
    expect((await asking).why).toBe('killed')
    expect((await fping.ask(two, 1, quick)).roundTrips.size).toBe(0)
  })
})

describe('what fping is given', () => {
  it('is addresses by standard input and nothing of our surroundings', async () => {
    process.env.SECRET_OF_OURS = 'x'
    const spy = fakeFping('spy', `cat > ${folder}/stdin; echo "$@" > ${folder}/argv; env > ${folder}/env`)
    await createFping(spy).ask(['10.0.0.1', 'fd00::1', '10.0.0.1'], 8, { periodMs: 250, timeoutMs: 1_000 })
    delete process.env.SECRET_OF_OURS
    expect(readFileSync(join(folder, 'stdin'), 'utf8')).toBe('10.0.0.1\nfd00::1\n')
    expect(readFileSync(join(folder, 'argv'), 'utf8')).toBe('-C 8 -q -r 0 -t 1000 -p 250 -i 1 -f -\n')
    expect(readFileSync(join(folder, 'env'), 'utf8')).toContain('LC_ALL=C')
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('SECRET_OF_OURS')
  })

  it('is a run of a sweep at a time, without a pause after each packet', async () => {
    const spy = fakeFping('runs', `sed 's/$/ : 1.5/' >&2; echo "$@" >> ${folder}/runs-argv`)
    const many = Array.from({ length: 241 }, (_, at) => `10.1.0.${at}`)
    const { roundTrips, why } = await createFping(spy).ask(many, 1, quick)
    expect(why).toBeNull()
    expect([...roundTrips.keys()]).toEqual(many)
    expect(readFileSync(join(folder, 'runs-argv'), 'utf8')).toBe(
      '-C 1 -q -r 0 -t 10 -p 10 -i 0 -f -\n'.repeat(2),
    )
  })

  it('is all of them with a pause after each where it grants no less', async () => {
    const spy = fakeFping('pause', `sed 's/$/ : 1.5/' >&2; echo "$@" >> ${folder}/pause-argv`)
    const many = Array.from({ length: 241 }, (_, at) => `10.1.0.${at}`)
    expect((await createFping(spy, { inRuns: false }).ask(many, 1, quick)).roundTrips.size).toBe(241)
    expect(readFileSync(join(folder, 'pause-argv'), 'utf8')).toBe('-C 1 -q -r 0 -t 10 -p 10 -i 1 -f -\n')
  })

  it.each([
    '-f',
    '--help',
    '1.1.1.1\n-f',
    '$(id)',
    ';id',
    'example.org',
    '127.1',
    '0x7f.1',
    '01.2.3.4',
    'fe80::1%eth0',
    '١.1.1.1',
    '',
  ])('is never %j, which is refused as a bug of the caller', async (address) => {
    const spy = fakeFping('never', `touch ${folder}/was-started`)
    await expect(createFping(spy).ask(['10.0.0.1', address], 1, quick)).rejects.toThrow(TypeError)
    expect(() => readFileSync(join(folder, 'was-started'))).toThrow('ENOENT')
  })
})
