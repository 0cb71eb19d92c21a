/** A real agent whose clock can be set forward, so that a test need not wait until it has run for long. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSnmpd } from '../probe/snmp/snmpd.ts'
import type { Snmpd, SnmpdOptions } from '../probe/snmp/snmpd.ts'
import { libraryPath } from './library-path.ts'

/** Of Debian's package libfaketime. */
export const fakeTimeLibrary = libraryPath('faketime/libfaketime.so.1')

export interface AgeingSnmpd extends Snmpd {
  /** From the next second on, sysUpTime and the time of its engine are ten minutes more. */
  age(): Promise<void>
}

const ageSeconds = 600

export async function startAgeingSnmpd(options: SnmpdOptions): Promise<AgeingSnmpd> {
  const folder = await mkdtemp(join(tmpdir(), `satker-lab-${process.pid}-time-`))
  const file = join(folder, 'offset')
  let offset = 0
  await writeFile(file, '+0')
  const clock = [
    'env',
    `LD_PRELOAD=${fakeTimeLibrary}`,
    `FAKETIME_TIMESTAMP_FILE=${file}`,
    'FAKETIME_CACHE_DURATION=1',
  ]
  const agent = await startSnmpd({ ...options, prefix: [...(options.prefix ?? []), ...clock] })
  return {
    ...agent,
    async age() {
      offset += ageSeconds
      await writeFile(file, `+${offset}`)
    },
    async stop() {
      await agent.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
