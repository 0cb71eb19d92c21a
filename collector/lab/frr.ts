/** FRR's bgpd by itself: no zebra, no routes in the kernel, its files in a folder of its own. */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { libraryPath } from './library-path.ts'
import { until } from './until.ts'

const run = promisify(execFile)
export const bgpdProgram = '/usr/lib/frr/bgpd'
/** Of the package frr-snmp. */
export const bgpdSnmpModule = libraryPath('frr/modules/bgpd_snmp.so')

export interface BgpdOptions {
  /** Of bgpd.conf. */
  config: string[]
  /** Where an SNMP agent listens to which it tells of its sessions, such as `tcp:127.0.0.1:705`. */
  agentX?: string
  spawn(argv: readonly string[], options: SpawnOptions): ChildProcess
}

export interface Bgpd {
  /** Runs commands as if typed one after the other. */
  command(...lines: string[]): Promise<string>
  /** Its files; the process is ended by who spawned it. */
  removeFiles(): Promise<void>
}

export async function startBgpd({ config, agentX, spawn }: BgpdOptions): Promise<Bgpd> {
  const folder = await mkdtemp(join(tmpdir(), `satker-lab-${process.pid}-bgpd-`))
  const file = join(folder, 'bgpd.conf')
  await writeFile(file, [...(agentX === undefined ? [] : ['agentx']), ...config, ''].join('\n'))
  // The SNMP module reads `frr.conf` in the folder that SNMPCONFPATH names.
  if (agentX !== undefined)
    await writeFile(join(folder, 'frr.conf'), `agentXSocket ${agentX}\nagentXPingInterval 2\n`)
  const argv = [
    bgpdProgram,
    '--no_zebra',
    '--skip_runas',
    '--user',
    'root',
    '--group',
    'root',
    '--vty_port',
    '0',
    '--config_file',
    file,
    '--pid_file',
    join(folder, 'pid'),
    '--vty_socket',
    folder,
    ...(agentX === undefined ? [] : ['-M', 'snmp']),
  ]
  const env = { PATH: process.env.PATH, MIBS: '', SNMPCONFPATH: folder, SNMP_PERSISTENT_DIR: folder }
  const child = spawn(argv, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const removeFiles = () => rm(folder, { recursive: true, force: true })
  try {
    await until('bgpd takes commands', 10_000, () => {
      if (child.exitCode !== null) throw new Error(`bgpd ended with ${child.exitCode}`)
      return existsSync(join(folder, 'bgpd.vty')) || undefined
    })
  } catch (error) {
    await removeFiles()
    throw error
  }
  return {
    command: async (...lines) => {
      const commands = lines.flatMap((line) => ['-c', line])
      return (await run('vtysh', ['--vty_socket', folder, '-d', 'bgpd', ...commands])).stdout
    },
    removeFiles,
  }
}
