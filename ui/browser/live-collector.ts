/** A real collector with played routers, for the tests in a browser. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')

export interface LiveCollector {
  url: string
  /** Saves devices.yaml anew, with these links held cut. */
  cut(...links: string[]): Promise<void>
  stop(): Promise<void>
}

export async function startCollector(): Promise<LiveCollector> {
  await promisify(execFile)(process.execPath, [join(root, 'ui/build.ts'), '--if-changed'])
  const folder = await mkdtemp(join(tmpdir(), 'satker-browser-'))
  const devices = join(folder, 'devices.yaml')
  const ports = await freePorts(3)
  const save = async (cut: string[]) => {
    // Whole or not at all, as an editor saves.
    await writeFile(`${devices}.new`, devicesYaml(ports, cut))
    await rename(`${devices}.new`, devices)
  }
  await save([])
  const collector = spawn(
    process.execPath,
    [
      join(root, 'collector/main.ts'),
      '--devices',
      devices,
      '--data',
      join(folder, 'data'),
      '--listen',
      '127.0.0.1:0',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder },
  )
  const stop = async () => {
    if (collector.exitCode === null && collector.signalCode === null) {
      const ended = once(collector, 'exit')
      collector.kill('SIGTERM')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { url: await listeningUrl(collector), cut: (...links) => save(links), stop }
  } catch (error) {
    await stop()
    throw error
  }
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
      said.push(line)
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

/** A centre, and two offices that hang on it. */
function devicesYaml(ports: number[], cut: string[]): string {
  const satker = [
    { code: '900001', name: 'Pusat Data', type: 'pusat', province: '31', location: [-6.1754, 106.8272] },
    {
      code: '900002',
      name: 'Kankemenag Kab. Kaur',
      type: 'kankemenag',
      province: '17',
      location: [-4.6553, 103.3715],
    },
    {
      code: '900003',
      name: 'Kankemenag Kota Ambon',
      type: 'kankemenag',
      province: '81',
      location: [-3.6954, 128.1814],
    },
  ].map((one, i) => ({
    ...one,
    routers: [{ id: `router-${i}`, address: '127.0.0.1', snmp: { port: ports[i] } }],
    links: [
      {
        id: `line-${i}`,
        router: `router-${i}`,
        interface: 'wan1',
        bandwidth: '20 Mbps',
        medium: 'fiber',
        role: 'primary',
        ...(i > 0 && { depends_on: ['line-0'] }),
      },
    ],
  }))
  // JSON is YAML.
  return JSON.stringify(
    {
      organisation: 'Kementerian Agama',
      timezone: 'Asia/Jakarta',
      synthetic: true,
      reach: 'snmp',
      icmp: { every: '2s', timeout: '500ms' },
      snmp: { every: '10s', version: '2c', community: 'demo-sintetis', timeout: '500ms', retries: 0 },
      satker,
      simulator: { enabled: true, seed: 1, outages: false, cut },
    },
    null,
    2,
  )
}
