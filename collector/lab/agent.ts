/** A real snmpd for a router of the lab. */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { saysFirst } from './processes.ts'
import { community } from './sites.ts'

/** Resolves when it listens on port 161 of the address. */
export async function startAgent(
  folder: string,
  address: string,
  start: (argv: readonly string[], options: SpawnOptions) => ChildProcess,
): Promise<void> {
  mkdirSync(folder)
  const config = join(folder, 'snmpd.conf')
  writeFileSync(config, `agentAddress udp:${address}:161\nrocommunity ${community}\n`)
  // Nothing of the machine's own agent: neither its configuration nor what it keeps, nor the port of SMUX.
  const agent = start(['snmpd', '-f', '-Lo', '-C', '-c', config, '-I', '-smux'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, SNMP_PERSISTENT_DIR: folder, MIBS: '' },
  })
  await saysFirst(agent, 'NET-SNMP version', `snmpd on ${address}`)
}
