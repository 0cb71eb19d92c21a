/** The real collector on this machine, with everything that it says, and every command line that it has or starts. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { endProcess } from './processes.ts'
import { until } from './until.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const lookEveryMs = 50

export interface OverheardCollector {
  url: string
  /** Standard output and error so far. */
  said(): string
  /** Of itself and its children, as any user of this machine reads them. */
  commandLines(): string[]
  stop(): Promise<void>
}

export async function startOverheard(
  devices: string,
  data: string,
  env: Record<string, string>,
): Promise<OverheardCollector> {
  const ports = ['--listen', '127.0.0.1:0', '--trap-port', '0']
  const argv = [main, '--devices', devices, '--data', data, ...ports]
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'debug', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (chunk: Buffer): void => void (said += chunk.toString())
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const lines = new Set<string>()
  const looking = setInterval(() => commandLinesBelow(child).forEach((line) => lines.add(line)), lookEveryMs)
  const stop = async (): Promise<void> => {
    await endProcess(child)
    clearInterval(looking)
  }
  try {
    const url = await until('it listens', 30_000, () => {
      if (child.exitCode !== null) throw new Error(`The collector ended with ${child.exitCode}: ${said}`)
      return /"url":"([^"]+)"/.exec(said.split('\n').find((line) => line.includes('"listening"')) ?? '')?.[1]
    })
    return { url, said: () => said, commandLines: () => [...lines], stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function commandLinesBelow({ pid }: ChildProcess): string[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = /^PPid:\s*(\d+)$/m.exec(readProc(`/proc/${name}/status`))?.[1]
    if (parent) parents.set(Number(name), Number(parent))
  }
  const isBelow = (each: number): boolean => {
    if (each === pid) return true
    const parent = parents.get(each)
    return parent !== undefined && parent > 1 && isBelow(parent)
  }
  return [...parents.keys()].filter(isBelow).map((each) => readProc(`/proc/${each}/cmdline`))
}

/** Empty of a process that ended meanwhile. */
function readProc(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
