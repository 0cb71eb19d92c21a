import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** Who may import whom. A room is a folder; `types` is `import type` only; packages are named. */
interface Rule {
  rooms?: string[]
  types?: string[]
  packages?: string[]
}

const rules: Record<string, Rule> = {
  'collector/domain': {},
  'collector/config': {
    rooms: ['collector/domain'],
    types: ['collector/log.ts'],
    packages: ['node:', 'topojson-client', 'yaml'],
  },
  'collector/probe': {
    rooms: ['collector/domain'],
    types: ['collector/log.ts'],
    packages: ['node:', 'net-snmp', 'ping'],
  },
  'collector/trap': {
    // The reader of what is polled, and neither the SNMP library nor what asks with it.
    rooms: [
      'collector/domain',
      'collector/probe/snmp/ber.ts',
      'collector/probe/snmp/decrypt.ts',
      'collector/probe/snmp/localised-keys.ts',
      'collector/probe/snmp/message.ts',
      'collector/probe/snmp/usm-digest.ts',
    ],
    types: ['collector/log.ts'],
    packages: ['node:'],
  },
  'collector/poll': {
    rooms: ['collector/domain'],
    types: ['collector/log.ts', 'collector/probe', 'collector/serve', 'db'],
    packages: ['node:', 'node-cron'],
  },
  'collector/serve': {
    rooms: ['collector/domain', 'collector/access', 'db'],
    types: ['collector/log.ts'],
    packages: ['node:', 'fastify', '@fastify/', 'ws', 'prom-client'],
  },
  'collector/simulator': {
    rooms: [
      'collector/domain',
      'collector/config',
      'collector/probe',
      'collector/poll',
      'collector/serve',
      'db',
    ],
    types: ['collector/log.ts'],
    packages: ['node:'],
  },
  'collector/bench': {
    rooms: [
      'collector/config',
      'collector/domain',
      'collector/lab',
      'collector/log.ts',
      'collector/poll',
      'collector/probe',
      'collector/simulator',
      'collector/trap',
      'db',
    ],
    types: ['collector/serve'],
    packages: ['node:', 'net-snmp', 'playwright-core', 'ws'],
  },
  'collector/doctor': {
    rooms: ['collector/domain', 'collector/log.ts', 'collector/probe/icmp'],
    packages: ['node:'],
  },
  'collector/access': {
    rooms: ['collector/domain', 'db'],
    types: ['collector/log.ts'],
    packages: ['node:', 'openid-client', '@zxcvbn-ts/'],
  },
  db: { rooms: ['collector/domain'], packages: ['node:', 'kysely'] },
  ui: {
    rooms: ['collector/domain'],
    types: [
      'collector/serve/wire.ts',
      'collector/serve/wire-access.ts',
      'collector/serve/wire-availability.ts',
    ],
    packages: ['svelte', 'd3-', 'topojson-', 'uplot', 'uqr', 'world-atlas', '@fontsource', 'virtual:'],
  },
}

/** What builds the page runs in Node. */
const exceptions: Record<string, Rule> = {
  'ui/build.ts': { packages: ['node:', 'vite'] },
  'ui/vite.config.ts': { packages: ['node:', 'vite', '@sveltejs/'] },
  'ui/svelte.config.ts': { packages: ['@sveltejs/'] },
  'ui/map/coast-plugin.ts': { packages: ['node:', 'vite'] },
  'ui/map/coast-cut.ts': { packages: ['node:'] },
}

const root = fileURLToPath(new URL('..', import.meta.url))
const importLine =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|(?:^|[^.\w])import\(\s*['"]([^'"]+)['"]/gm

function offences(file: string): string[] {
  const room = roomOf(file)
  if (room === null) return []
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(importLine)].flatMap((found) => {
    const name = found[2] ?? found[3] ?? ''
    const isType = found[1] !== undefined
    if (isAllowed(file, room, name, isType)) return []
    const line = text.slice(0, found.index).split('\n').length + (found[0].startsWith('\n') ? 1 : 0)
    return [`${file}:${line} ${room} must not import ${isType ? 'types of ' : ''}${name}`]
  })
}

function isAllowed(file: string, room: string, name: string, isType: boolean): boolean {
  const rule = rules[room] ?? {}
  const exception = exceptions[file] ?? {}
  if (!name.startsWith('.')) {
    return [...(rule.packages ?? []), ...(exception.packages ?? [])].some((allowed) =>
      name.startsWith(allowed),
    )
  }
  const target = relative(root, join(root, dirname(file), name))
  if (isWithin(target, room)) return true
  return (
    (rule.rooms ?? []).some((allowed) => isWithin(target, allowed)) ||
    (isType && (rule.types ?? []).some((allowed) => isWithin(target, allowed)))
  )
}

function isWithin(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`)
}

function roomOf(file: string): string | null {
  return Object.keys(rules).find((room) => isWithin(file, room)) ?? null
}

const sources = globSync('{collector,db,ui}/**/*.{ts,svelte}', { cwd: root, exclude: ['ui/dist/**'] })
const shipped = sources.filter((file) => !/\.test(-kit)?\.ts$/.test(file) && !file.startsWith('ui/browser/'))

describe('the rooms', () => {
  test.each(Object.keys(rules))('%s imports only what it may', (room) => {
    const files = shipped.filter((file) => roomOf(file) === room)
    expect(files.length).toBeGreaterThan(0)
    expect(files.flatMap(offences)).toEqual([])
  })

  test('every source file is in a room with a rule, or is one that wires', () => {
    const wiring =
      /^collector\/(main|cli|arguments|store-ledger|serve-deps|log|loop-delay)\.ts$|^collector\/(lab|commands)\//
    expect(shipped.filter((file) => roomOf(file) === null && !wiring.test(file))).toEqual([])
  })

  test('the domain reads no clock and no chance', () => {
    const impure = /Date\.now\(|new Date\(\)|Math\.random\(|performance\.|process\.|console\./
    const files = shipped.filter((file) => roomOf(file) === 'collector/domain')
    expect(files.filter((file) => impure.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  test('the page renders no text as markup', () => {
    const raw = /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write/
    const files = shipped.filter((file) => roomOf(file) === 'ui')
    expect(files.filter((file) => raw.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  test('no file is longer than 250 lines', () => {
    const long = sources.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 251)
    expect(long).toEqual([])
  })

  test('no file has a name that says nothing', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|manager|shared|types)(\.|\/)/
    expect(sources.filter((file) => empty.test(file))).toEqual([])
  })
})
