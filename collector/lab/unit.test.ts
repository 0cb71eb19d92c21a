/** The systemd unit that is shipped: how little it may do, and that this is enough to send an echo. */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { whyNoCapabilities, whyNoSystemd } from './missing.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const unit = `${root}deploy/satker-connected.service`

/** Of a setting that stands there once; lines that go on are one. */
function setting(name: string): string {
  const text = readFileSync(unit, 'utf8').replaceAll('\\\n', ' ')
  const values = [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value.trim())
  expect(values, name).toHaveLength(1)
  return values[0] ?? ''
}

const noSystemd = whyNoSystemd()
describe.skipIf(noSystemd)(`systemd${noSystemd ? ` (${noSystemd})` : ''}`, () => {
  test('finds the unit exposed to 2.0 at most', () => {
    const { stdout, status } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=true', '--no-pager', '--threshold=20', unit],
      { encoding: 'utf8' },
    )
    const found = /Overall exposure level for satker-connected\.service: ([\d.]+)/.exec(stdout)
    expect(Number(found?.[1]), stdout).toBeLessThanOrEqual(2)
    expect(status).toBe(0)
  })

  test('understands every line of the unit', () => {
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' })
    // It is not installed here, and that may be said.
    const said = stderr.split('\n').filter((line) => line !== '' && !/not executable/.test(line))
    expect(said.filter((line) => line.includes('satker-connected'))).toEqual([])
  })
})

const noCapabilities = whyNoCapabilities()
describe.skipIf(noCapabilities)(
  `the capabilities of the unit${noCapabilities ? ` (${noCapabilities})` : ''}`,
  () => {
    test('are enough for fping, and for nothing that the kernel keeps for root', () => {
      expect(setting('AmbientCapabilities')).toBe(setting('CapabilityBoundingSet'))
      expect(setting('NoNewPrivileges')).toBe('yes')
      const only = setting('AmbientCapabilities')
        .split(' ')
        .map((name) => `+${name.replace('CAP_', '').toLowerCase()}`)
      const sets = ['inh-caps', 'ambient-caps', 'bounding-set'].map(
        (set) => `--${set}=-all,${only.join(',')}`,
      )
      const asService = (...argv: string[]) =>
        spawnSync(
          'setpriv',
          ['--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs', ...sets, ...argv],
          { encoding: 'utf8' },
        )
      const folder = mkdtempSync(join(tmpdir(), 'satker-fping-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      chmodSync(folder, 0o755)
      // Debian's has a capability of its own, by its file, which a copy has not: what the unit gives must do.
      const copy = join(folder, 'fping')
      copyFileSync(spawnSync('which', ['fping'], { encoding: 'utf8' }).stdout.trim(), copy)
      for (const fping of ['fping', copy])
        expect(asService(fping, '-C', '1', '127.0.0.1').stderr).toMatch(/^127\.0\.0\.1 : [\d.]+$/m)
      expect(asService('cat', '/proc/self/status').stdout).toMatch(
        /CapBnd:\t0000000000002000\n.*NoNewPrivs:\t1\n/s,
      )
      expect(asService('chown', '0', unit).status).toBe(1)
    })
  },
)

describe('the unit', () => {
  test('starts what there is, and builds nothing', () => {
    const [node, young, old, threads, flag, main, ...argv] = setting('ExecStart').split(/\s+/)
    expect(node).toBe('/opt/satker-connected/node_modules/.bin/node')
    expect([young, old, threads]).toEqual([
      '--max-semi-space-size=16',
      '--heap-growing-percent=30',
      '--single-threaded-gc',
    ])
    expect(flag).toBe('--disable-proto=delete')
    expect(existsSync(`${root}${main}`)).toBe(true)
    expect(argv).toContain('--data')
    expect(argv[argv.indexOf('--data') + 1]).toBe(`/var/lib/${setting('StateDirectory')}`)
  })

  test('keeps what Node makes of our TypeScript where it may write', () => {
    expect(setting('Environment')).toBe(`NODE_COMPILE_CACHE=/var/cache/${setting('CacheDirectory')}`)
  })

  test('leaves V8 its compiler', () => {
    expect(readFileSync(unit, 'utf8')).not.toMatch(/^MemoryDenyWriteExecute=/m)
  })
})
