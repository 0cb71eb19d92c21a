/** For tests: a real agent, Debian's snmpd, with a configuration and state of its own in a temporary directory. */
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = '/usr/sbin/snmpd'

export const isSnmpdInstalled = existsSync(program)

export interface SnmpdOptions {
  /** Lines of snmpd.conf beside its address: communities, users, views. */
  config: string[]
  address?: string
  /** A free one of 127.0.0.1 unless given; in a namespace it must be given. */
  port?: number
  /** Put before the command, such as `['ip', 'netns', 'exec', 'ns1']`. */
  prefix?: string[]
}

export interface Snmpd {
  address: string
  port: number
  /** Stops it and starts it again with the same state, so that its engineBoots go up. */
  restart(config?: string[]): Promise<void>
  stop(): Promise<void>
}

export async function startSnmpd(options: SnmpdOptions): Promise<Snmpd> {
  const { address = '127.0.0.1', prefix = [] } = options
  const port = options.port ?? (await freePort())
  const directory = await mkdtemp(join(tmpdir(), 'snmpd-'))
  const file = join(directory, 'test.conf')
  const [command = program, ...args] = [
    ...prefix,
    program,
    '-f',
    '-Lo',
    '-C',
    '-c',
    file,
    '-I',
    '-smux',
    '-p',
    join(directory, 'pid'),
  ]

  async function run(config: string[]): Promise<() => Promise<void>> {
    await writeFile(file, [`agentaddress udp:${address}:${port}`, ...config, ''].join('\n'))
    const env = { ...process.env, SNMP_PERSISTENT_DIR: directory, MIBS: '' }
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    await new Promise<void>((resolve, reject) => {
      let said = ''
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`snmpd ended with ${code}: ${said}`)))
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('NET-SNMP version')) resolve()
      })
    })
    return async () => {
      child.kill('SIGTERM')
      await ended
    }
  }

  let stop = await run(options.config)
  return {
    address,
    port,
    async restart(config = options.config) {
      await stop()
      stop = await run(config)
    },
    async stop() {
      await stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4')
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })
}
