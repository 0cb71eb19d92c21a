/** The real collector, run inside a lab's WAN as an operator would run it. */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { LiveFrame } from '../serve/wire.ts'
import { leaveKeys } from './keys.ts'
import { LiveRecord } from './live-record.ts'
import { endProcess } from './processes.ts'
import { community } from './sites.ts'

/** A WAN with a place for the collector. */
interface Wan {
  devicesYaml(): string
  exec(place: 'collector', argv: readonly string[]): Promise<string>
  spawn(place: 'collector', argv: readonly string[], options?: SpawnOptions): ChildProcess
}

export interface CollectorProcess {
  /** What the live socket has said so far. */
  live: LiveRecord
  /** The answer of an API route, such as `/api/health`. */
  get<T>(path: string): Promise<T>
  stop(): Promise<void>
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const liveClient = fileURLToPath(new URL('./live-client.ts', import.meta.url))
const get = fileURLToPath(new URL('./get.ts', import.meta.url))
const listeningWithinMs = 20_000

export async function startCollector(wan: Wan): Promise<CollectorProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'satker-lab-collector-'))
  const devices = join(folder, 'devices.yaml')
  writeFileSync(devices, wan.devicesYaml())
  const { token } = await leaveKeys(join(folder, 'data'))
  const withToken = ['env', `TOKEN=${token}`]
  const argv = [
    process.execPath,
    main,
    '--devices',
    devices,
    '--data',
    join(folder, 'data'),
    '--listen',
    '127.0.0.1:0',
    '--trap-port',
    '0',
  ]
  const collector = wan.spawn('collector', argv, {
    env: { PATH: process.env.PATH, SNMP_COMMUNITY: community },
    stdio: ['ignore', 'pipe', 'inherit'],
  })

  const live = new LiveRecord()
  let client: ChildProcess | null = null
  async function stop(): Promise<void> {
    if (client) await endProcess(client)
    await endProcess(collector)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const url = await urlOf(collector)
    client = wan.spawn('collector', [...withToken, process.execPath, liveClient, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (client.stdout)
      createInterface({ input: client.stdout }).on('line', (line) => live.take(JSON.parse(line) as LiveFrame))
    return {
      live,
      get: async <T>(path: string) =>
        JSON.parse(await wan.exec('collector', [...withToken, process.execPath, get, `${url}${path}`])) as T,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Where it listens, by the line of its log that says so. Its warnings and errors are shown as they come. */
function urlOf(collector: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the collector did not listen within ${listeningWithinMs / 1_000} s`)),
      listeningWithinMs,
    )
    collector.once('exit', (code) => reject(new Error(`the collector ended with ${code}`)))
    if (!collector.stdout) return
    createInterface({ input: collector.stdout }).on('line', (line) => {
      const said = readLogLine(line)
      if (said.level === 'warn' || said.level === 'error') console.warn(line)
      if (said.event !== 'listening' || said.url === undefined) return
      clearTimeout(timer)
      resolve(said.url)
    })
  })
}

function readLogLine(line: string): { event?: string; url?: string; level: string } {
  try {
    return JSON.parse(line) as { event?: string; url?: string; level: string }
  } catch {
    // What is not a line of its log is Node's own, and bad news.
    return { level: 'error' }
  }
}
