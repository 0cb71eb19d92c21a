/** A real collector with played routers, for the tests in a browser. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { BrowserContextOptions } from 'playwright-core'
import { leaveKeys } from '../../collector/lab/keys.ts'
import { devicesYaml } from './office-network.ts'

const root = join(import.meta.dirname, '../..')

export interface LiveCollector {
  url: string
  /** Opens the API to a program: an administrator's. */
  token: string
  /** What a browser has of an administrator who has signed in. */
  signedIn: SignedIn
  /** Its data folder. */
  data: string
  /** Saves devices.yaml anew, with these links held cut. */
  cut(...links: string[]): Promise<void>
  /** Saves devices.yaml as it is said here. */
  save(text: string): Promise<void>
  /** Says nothing more, but keeps its connections; until `thaw`. */
  freeze(): void
  thaw(): void
  /** Ends it, and starts it again at the same address. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface Given {
  /** The text of devices.yaml; the offices of `office-network.ts` unless said. */
  devices?: string
  /** Beside devices.yaml: their text by their names. */
  files?: Record<string, string>
  /** Leaves a history in the data folder before the start. */
  history?(folder: string): Promise<void>
}

export async function startCollector({ devices, files = {}, history }: Given = {}): Promise<LiveCollector> {
  await promisify(execFile)(process.execPath, [join(root, 'ui/build.ts'), '--if-changed'])
  const folder = await mkdtemp(join(tmpdir(), 'satker-browser-'))
  const file = join(folder, 'devices.yaml')
  const ports = await freePorts(3)
  const save = async (text: string) => {
    // Whole or not at all, as an editor saves.
    await writeFile(`${file}.new`, text)
    await rename(`${file}.new`, file)
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await save(devices ?? devicesYaml(ports, []))
  const data = join(folder, 'data')
  await history?.(data)
  const keys = await leaveKeys(data)
  let running = await run(folder, '127.0.0.1:0')
  const { host } = new URL(running.url)
  return {
    url: running.url,
    token: keys.token,
    signedIn: signedInBy(keys.session),
    data,
    cut: (...links) => save(devicesYaml(ports, links)),
    save,
    freeze: () => running.process.kill('SIGSTOP'),
    thaw: () => running.process.kill('SIGCONT'),
    async restart() {
      await end(running.process)
      running = await run(folder, host)
    },
    async stop() {
      await end(running.process)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type SignedIn = Exclude<BrowserContextOptions['storageState'], string | undefined>

export function signedInBy(session: string): SignedIn {
  const cookie = { name: 'sid', value: session, domain: '127.0.0.1', path: '/', expires: -1 }
  return { cookies: [{ ...cookie, httpOnly: true, secure: false, sameSite: 'Strict' }], origins: [] }
}

async function run(folder: string, listen: string): Promise<{ process: ChildProcess; url: string }> {
  const files = ['--devices', join(folder, 'devices.yaml'), '--data', join(folder, 'data')]
  const argv = [...files, '--listen', listen, '--trap-port', '0']
  const collector = spawn(process.execPath, [join(root, 'collector/main.ts'), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
  })
  try {
    return { process: collector, url: await listeningUrl(collector) }
  } catch (error) {
    await end(collector)
    throw error
  }
}

async function end(collector: ChildProcess): Promise<void> {
  if (collector.exitCode !== null || collector.signalCode !== null) return
  const ended = once(collector, 'exit')
  collector.kill('SIGCONT')
  collector.kill('SIGTERM')
  await ended
}

/** The address from the log line that says so; what was said before it, where the collector ends instead. */
function listeningUrl(collector: ChildProcess): Promise<string> {
  const said: string[] = []
  collector.stderr!.on('data', (text: Buffer) => said.push(String(text)))
  return new Promise((resolve, reject) => {
    collector.once('exit', (code) =>
      reject(new Error(`The collector ended with ${code}:\n${said.join('\n')}`)),
    )
    createInterface({ input: collector.stdout! }).on('line', (line) => {
      if (said.length < 50) said.push(line)
      const event = readEvent(line)
      if (event?.event === 'listening' && typeof event.url === 'string') resolve(event.url)
    })
  })
}

function readEvent(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return null
  }
}

async function freePorts(count: number): Promise<number[]> {
  const sockets = Array.from({ length: count }, () => createSocket('udp4'))
  const ports = await Promise.all(
    sockets.map(async (socket) => {
      const bound = once(socket, 'listening')
      socket.bind(0, '127.0.0.1')
      await bound
      return socket.address().port
    }),
  )
  await Promise.all(
    sockets.map(async (socket) => {
      const closed = once(socket, 'close')
      socket.close()
      await closed
    }),
  )
  return ports
}
