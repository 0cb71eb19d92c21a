import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { silentLog } from '../../log.ts'
import { chooseIcmpProbe } from '../../probe/icmp/choose.ts'
import type { EchoFacts } from '../checks/echo.ts'
import type { FleetNeed } from '../fleet-need.ts'
import { kernelSetting } from './kernel-setting.ts'
import { said } from './said.ts'

const folders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']
const setuidBit = 0o4000

/** By the collector's own choice, which sends a real echo to 127.0.0.1. */
export async function echoFacts({ echoed, sweepMs }: FleetNeed): Promise<EchoFacts> {
  const probe = await chooseIcmpProbe({ log: silentLog, endpoints: echoed, everyMs: sweepMs })
  const { by } = probe
  const advice = probe.advice(echoed, sweepMs)
  await probe.close()
  const path = [...(process.env.PATH ?? '').split(delimiter), ...folders]
    .map((folder) => join(folder, 'fping'))
    .find(isProgram)
  const range = kernelSetting('net/ipv4/ping_group_range')?.split(/\s+/).map(Number)
  return {
    by,
    advice,
    isRoot: process.getuid?.() === 0,
    pingGroups: range === undefined ? null : [range[0] ?? 1, range[1] ?? 0],
    fping:
      path === undefined
        ? null
        : {
            path,
            version: /(\d+(?:\.\d+)+)/.exec(said(path, ['-v']) ?? '')?.[1] ?? null,
            hasCapability: (said('getcap', [path]) ?? said('/usr/sbin/getcap', [path]) ?? '').includes(
              'net_raw',
            ),
            isSetuid: (statSync(path).mode & setuidBit) !== 0,
          },
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
