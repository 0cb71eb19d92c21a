/** Network namespaces named after the process that made them, so that the next run can remove what a dead one left. */
import { execFile, spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)
const prefix = 'satker-lab-'
let made = 0

/** A name that no other lab has, in this process or beside it. */
export function namespaceName(place: string): string {
  made += 1
  return `${prefix}${process.pid}-${made}-${place}`
}

export async function addNamespace(namespace: string): Promise<void> {
  await run('ip', ['netns', 'add', namespace])
  await run('ip', ['-n', namespace, 'link', 'set', 'lo', 'up'])
}

/** Ends whatever still runs in it, and removes it with its interfaces. */
export async function removeNamespace(namespace: string): Promise<void> {
  const { stdout } = await run('ip', ['netns', 'pids', namespace])
  for (const pid of stdout.split('\n').filter(Boolean).map(Number)) killIfThere(pid)
  await run('ip', ['netns', 'delete', namespace])
}

/** Removes the namespaces of labs whose process is gone. */
export async function removeStaleNamespaces(): Promise<void> {
  for (const namespace of namespaces()) {
    const pid = Number(namespace.slice(prefix.length).split('-')[0])
    // Another new lab may be at it too.
    if (!isAlive(pid)) await removeNamespace(namespace).catch(() => {})
  }
}

/** Runs a command to its end inside and gives its standard output; rejects with what it said when it fails. */
export async function runIn(namespace: string, argv: readonly string[]): Promise<string> {
  const { stdout } = await run('ip', ['netns', 'exec', namespace, ...argv], { maxBuffer: 16 * 1024 * 1024 })
  return stdout
}

/** Starts a command inside. `ip` becomes the command, so that the child's pid is the command's. */
export function spawnIn(
  namespace: string,
  argv: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  return spawn('ip', ['netns', 'exec', namespace, ...argv], options)
}

/** Those of all labs that there are. */
export function namespaces(): string[] {
  try {
    return readdirSync('/run/netns').filter((name) => name.startsWith(prefix))
  } catch {
    return []
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}
