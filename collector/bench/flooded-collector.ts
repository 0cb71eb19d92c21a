/** The real collector as a process of its own, and what it takes of the machine. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Health } from '../serve/wire.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const startWithinMs = 30_000
/** Of /proc: clock ticks a second on every Linux. */
const ticksPerSecond = 100

export class FloodedCollector {
  readonly #child: ChildProcess
  readonly #url: string
  readonly trapPort: number

  private constructor(child: ChildProcess, url: string, trapPort: number) {
    this.#child = child
    this.#url = url
    this.trapPort = trapPort
  }

  /** At free ports of loopback. */
  static async start(devices: string, data: string): Promise<FloodedCollector> {
    const ports = ['--listen', '127.0.0.1:0', '--trap-port', '0']
    const child = spawn(process.execPath, [main, '--devices', devices, '--data', data, ...ports], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const { promise, resolve, reject } = Promise.withResolvers<FloodedCollector>()
    const timer = setTimeout(() => reject(new Error('The collector did not start in time.')), startWithinMs)
    child.once('exit', (code) => reject(new Error(`The collector ended with ${code} before it listened.`)))
    let url: string | null = null
    let trapPort: number | null = null
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { event?: string; url?: string; port?: number }
      if (said.event === 'listening') url = said.url ?? null
      if (said.event === 'trap-listening') trapPort = said.port ?? null
      if (url !== null && trapPort !== null) resolve(new FloodedCollector(child, url, trapPort))
    })
    try {
      return await promise
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  async health(): Promise<Health> {
    return (await (await fetch(`${this.#url}/api/health`)).json()) as Health
  }

  /** Megabytes that are resident, and seconds of processor time since its start. */
  use(): { residentMb: number; cpuSeconds: number } {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8')
    // After the name, which may hold anything: field 14 and 15 of proc(5) are the 12th and 13th here.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      residentMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await ended
  }
}
