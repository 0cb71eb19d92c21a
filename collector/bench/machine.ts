/** On what a figure was measured: without it no figure can be compared. */
import { spawnSync } from 'node:child_process'
import { cpus, release, totalmem } from 'node:os'
import { DatabaseSync } from 'node:sqlite'

const gibibyte = 2 ** 30

/** In one line: processor, memory, kernel, and the versions of what does the work. */
export function describeMachine(): string {
  const cores = cpus()
  const memory = Math.round(totalmem() / gibibyte)
  const hardware = `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}, ${memory} GiB`
  const versions = [`Linux ${release()}`, `Node.js ${process.version}`, `SQLite ${sqliteVersion()}`]
  return [hardware, ...versions, ...(['fping', 'snmpd'] as const).flatMap(versionOf)].join('; ')
}

/** Seconds of processor time that other work takes of each second, on a machine that is to be quiet. */
export function loadNow(): string {
  const { stdout } = spawnSync('cat', ['/proc/loadavg'], { encoding: 'utf8' })
  return stdout.split(' ', 1)[0] ?? ''
}

function sqliteVersion(): string {
  const database = new DatabaseSync(':memory:')
  const row = database.prepare('select sqlite_version() as version').get()
  database.close()
  return String(row?.version)
}

function versionOf(program: 'fping' | 'snmpd'): string[] {
  const { stdout, stderr } = spawnSync(program, ['-v'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/bin` },
  })
  const version = /(?:version:?\s+)(\d[\w.]*)/i.exec(`${stdout ?? ''}${stderr ?? ''}`)?.[1]
  return version === undefined ? [] : [`${program} ${version}`]
}
