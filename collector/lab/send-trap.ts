/** Traps by Net-SNMP's own snmptrap. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { community } from './sites.ts'
import { addresses, v3 } from './vpn-places.ts'

export interface TrapOrder {
  version: '2c' | '3'
  /** snmpTrapOID. */
  name: string
  /** Where the collector listens. */
  port: number
  /** Runs a command at the router whose trap it is to be. */
  exec(argv: readonly string[]): Promise<string>
}

export const trapNames = { linkDown: '1.3.6.1.6.3.1.1.5.3', bgpBackward: '1.3.6.1.2.1.15.0.2' } as const

/** Long enough after a boot, in hundredths of a second, that an interface that falls is news. */
const upTimeCs = '9000000'

export async function sendTrap({ version, name, port, exec }: TrapOrder): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `satker-lab-${process.pid}-trap-`))
  const who = version === '2c' ? ['-v2c', '-c', community] : asUser()
  try {
    const plain = ['env', 'MIBS=', `SNMP_PERSISTENT_DIR=${folder}`, `SNMPCONFPATH=${folder}`]
    await exec([...plain, 'snmptrap', ...who, `${addresses.collector}:${port}`, upTimeCs, name])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The context is the router's own, as in what its agent sends; left out, snmptrap would name itself. */
function asUser(): string[] {
  return [
    '-v3',
    '-e',
    `0x${v3.engineId}`,
    '-E',
    `0x${v3.engineId}`,
    '-u',
    v3.user,
    '-l',
    'authPriv',
    '-a',
    'SHA-256',
    '-A',
    v3.authKey,
    '-x',
    'AES',
    '-X',
    v3.privKey,
  ]
}
