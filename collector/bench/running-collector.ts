/** The real collector as a process of its own, and what it takes of the machine. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { leaveToken } from '../lab/keys.ts'
import { everything } from '../domain/scope.ts'
import type { Health } from '../serve/wire.ts'
import { type ProcessUse, useOf } from './process-use.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
/** Those that `npm start` gives. */
const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
const { scripts } = JSON.parse(manifest) as { scripts: { start: string } }
const startFlags = scripts.start.split(' ').filter((word) => word.startsWith('--'))
const cacheFolder = /^NODE_COMPILE_CACHE=(\S+)/.exec(scripts.start)?.[1] ?? ''
const root = fileURLToPath(new URL('../..', import.meta.url))
const env = { ...process.env, NODE_COMPILE_CACHE: join(root, cacheFolder) }
/** Twelve thousand satker are read, checked and registered. */
const startWithinMs = 90_000
const endWithinMs = 20_000

export interface CollectorOrder {
  devices: string
  /** Made where it is not there. */
  data: string
  /** Put before the command, such as `['ip', 'netns', 'exec', 'ns1']`, which must leave the process its id. */
  prefix?: readonly string[]
  /** Node's own, such as `--cpu-prof`. */
  flags?: readonly string[]
}

export class RunningCollector {
  readonly #child: ChildProcess
  readonly pid: number
  readonly url: string
  readonly trapPort: number
  /** An administrator's, for `Authorization: Bearer`. */
  readonly token: string

  private constructor(child: ChildProcess, { url, trapPort, token }: Found) {
    this.#child = child
    this.pid = child.pid ?? 0
    this.url = url
    this.trapPort = trapPort
    this.token = token
  }

  /** At free ports of loopback. */
  static async start({ devices, data, prefix = [], flags = [] }: CollectorOrder): Promise<RunningCollector> {
    // As at every start but the first, nothing has to be made of its TypeScript.
    await promisify(execFile)(process.execPath, [...startFlags, main, '--help'], { env })
    const token = await leaveToken(data, 'administrator', everything)
    const ports = ['--listen', '127.0.0.1:0', '--trap-port', '0']
    const argv = [
      ...prefix,
      process.execPath,
      ...startFlags,
      ...flags,
      main,
      '--devices',
      devices,
      '--data',
      data,
      ...ports,
    ]
    const child = spawn(argv[0]!, argv.slice(1), { stdio: ['ignore', 'pipe', 'inherit'], env })
    try {
      return new RunningCollector(child, { ...(await addressesOf(child)), token })
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
  }

  async get<T>(path: string): Promise<T> {
    const headers = { authorization: `Bearer ${this.token}` }
    return (await (await fetch(`${this.url}${path}`, { headers })).json()) as T
  }

  health(): Promise<Health> {
    return this.get('/api/health')
  }

  use(): ProcessUse {
    return useOf(this.pid)
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    const insist = setTimeout(() => this.#child.kill('SIGKILL'), endWithinMs)
    await ended
    clearTimeout(insist)
  }
}

interface Found {
  url: string
  trapPort: number
  token: string
}

function addressesOf(child: ChildProcess): Promise<Omit<Found, 'token'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Omit<Found, 'token'>>()
  const timer = setTimeout(() => reject(new Error('The collector did not start in time.')), startWithinMs)
  child.once('error', reject)
  child.once('exit', (code) => reject(new Error(`The collector ended with ${code} before it listened.`)))
  let url: string | null = null
  let trapPort: number | null = null
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { event?: string; url?: string; port?: number }
      if (said.event === 'listening') url = said.url ?? null
      if (said.event === 'trap-listening') trapPort = said.port ?? null
      if (url !== null && trapPort !== null) resolve({ url, trapPort })
    })
  return promise.finally(() => clearTimeout(timer))
}
