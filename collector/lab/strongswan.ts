/** strongSwan's daemon by itself: it answers IKE, and has neither keys nor anything to protect. */
import { execFile } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { endProcess } from './processes.ts'
import { until } from './until.ts'

const run = promisify(execFile)
export const strongSwanProgram = '/usr/sbin/charon-systemd'
/** Of the package libstrongswan-standard-plugins. */
export const opensslPlugin = '/usr/lib/ipsec/plugins/libstrongswan-openssl.so'

export interface StrongSwan {
  /** Accepts these from anybody, such as `aes256-sha256-x25519`; without any it answers that it knows nobody. */
  accept(proposals: string): Promise<void>
  /** What it said of each message since it started. */
  said(): string
  stop(): Promise<void>
}

export async function startStrongSwan(
  spawn: (argv: readonly string[], options: SpawnOptions) => ChildProcess,
): Promise<StrongSwan> {
  const folder = await mkdtemp(join(tmpdir(), `satker-lab-${process.pid}-ike-`))
  const control = `unix://${join(folder, 'vici')}`
  const settings = join(folder, 'strongswan.conf')
  await writeFile(settings, settingsText(control))
  const child = spawn([strongSwanProgram], {
    env: { PATH: process.env.PATH, STRONGSWAN_CONF: settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  async function stop(): Promise<void> {
    await endProcess(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await until('strongSwan is ready', 10_000, () => {
      if (child.exitCode !== null) throw new Error(`strongSwan ended with ${child.exitCode}: ${said}`)
      return said.includes('spawning') || undefined
    })
  } catch (error) {
    await stop()
    throw error
  }
  return {
    async accept(proposals) {
      const file = join(folder, 'swanctl.conf')
      const anybody = `local {\nauth = pubkey\n}\nremote {\nauth = pubkey\n}\n`
      await writeFile(file, `connections {\nlab {\nversion = 2\nproposals = ${proposals}\n${anybody}}\n}\n`)
      await run('swanctl', ['--load-conns', '--uri', control, '--file', file])
    },
    said: () => said,
    stop,
  }
}

function settingsText(control: string): string {
  return [
    'charon-systemd {',
    'load = random nonce openssl kernel-netlink socket-default vici',
    'install_routes = no',
    'plugins {',
    'vici {',
    `socket = ${control}`,
    '}',
    '}',
    'filelog {',
    'stderr {',
    'default = 1',
    '}',
    '}',
    '}',
    '',
  ].join('\n')
}
