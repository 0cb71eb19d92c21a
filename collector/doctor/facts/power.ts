import { availableParallelism, totalmem } from 'node:os'
import type { PowerFacts } from '../checks/power.ts'
import { shortFile } from './kernel-setting.ts'

/** Of a limit that is none, cgroup v1 says a number near 2^63. */
const noLimit = 2 ** 60

export function powerFacts(): PowerFacts {
  return {
    memoryBytes: totalmem(),
    memoryLimitBytes: memoryLimit(),
    cores: availableParallelism(),
    coresLimit: coresLimit(),
  }
}

function memoryLimit(): number | null {
  const limits = groups()
    .flatMap((group) => [
      shortFile(`/sys/fs/cgroup${group.unified}/memory.max`),
      shortFile(`/sys/fs/cgroup/memory${group.memory}/memory.limit_in_bytes`),
    ])
    .flatMap((text) => (text === null || text === 'max' ? [] : Number(text)))
    .filter((limit) => limit < noLimit)
  return limits.length === 0 ? null : Math.min(...limits)
}

function coresLimit(): number | null {
  const limits = groups().flatMap((group) => {
    const v2 = shortFile(`/sys/fs/cgroup${group.unified}/cpu.max`)?.split(' ')
    const [quota, period] = v2 ?? [
      shortFile(`/sys/fs/cgroup/cpu${group.cpu}/cpu.cfs_quota_us`),
      shortFile(`/sys/fs/cgroup/cpu${group.cpu}/cpu.cfs_period_us`),
    ]
    const cores = Number(quota) / Number(period)
    return Number.isFinite(cores) && cores > 0 ? cores : []
  })
  return limits.length === 0 ? null : Math.min(...limits)
}

/** The group of this process in each hierarchy, and what a container sees as the top. */
function groups(): { unified: string; memory: string; cpu: string }[] {
  const lines = (shortFile('/proc/self/cgroup') ?? '').split('\n').map((line) => line.split(':'))
  const of = (controller: string): string => {
    const path = lines.find(([, names = '']) => names.split(',').includes(controller))?.[2] ?? ''
    return path === '/' ? '' : path
  }
  return [
    { unified: of(''), memory: of('memory'), cpu: of('cpu') },
    { unified: '', memory: '', cpu: '' },
  ]
}
