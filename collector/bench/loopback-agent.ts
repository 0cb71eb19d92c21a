/** Debian's snmpd, bound to every address: one real agent that answers for all of 127.0.0.0/8. */
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ProcessUse, useOf } from './process-use.ts'

const program = '/usr/sbin/snmpd'
export const community = 'bangku-uji'

export interface LoopbackAgent {
  port: number
  use(): ProcessUse
  stop(): Promise<void>
}

/** Null where it is not installed. */
export async function startLoopbackAgent(): Promise<LoopbackAgent | null> {
  if (!existsSync(program)) return null
  const folder = await mkdtemp(join(tmpdir(), 'satker-bench-agent-'))
  const port = await freePort()
  const file = join(folder, 'snmpd.conf')
  // Only loopback may ask, though it listens to every address: a flood of our own making stays here.
  await writeFile(file, `agentaddress udp:0.0.0.0:${port}\nrocommunity ${community} 127.0.0.0/8\n`)
  const child = spawn(program, ['-f', '-Lo', '-C', '-c', file, '-I', '-smux', '-p', join(folder, 'pid')], {
    env: { ...process.env, SNMP_PERSISTENT_DIR: folder, MIBS: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  child.stdout.resume()
  return {
    port,
    use: () => useOf(child.pid ?? 0),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
      await rm(folder, { recursive: true, force: true })
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
