/** What a process takes of the machine, as proc(5) tells it. */
import { readdirSync, readFileSync } from 'node:fs'

/** Of /proc: clock ticks a second on every Linux. */
const ticksPerSecond = 100

export interface ProcessUse {
  /** User and system time of all its threads, and of the children that have ended and were waited for. */
  cpuSeconds: number
  residentMb: number
  /** The most that was resident since its start. */
  peakMb: number
  descriptors: number
  /** Bytes that it has caused to be written to a disk. */
  writtenBytes: number
}

export function useOf(pid: number | 'self'): ProcessUse {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // After the name, which may hold anything: fields 14 to 17 of proc(5) are the 12th to 15th here.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((total, field) => total + Number(field), 0)
  const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  return {
    cpuSeconds: ticks / ticksPerSecond,
    residentMb: kilobytes('VmRSS') / 1024,
    peakMb: kilobytes('VmHWM') / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    writtenBytes: Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0),
  }
}

/** Seconds of processor time of a process and its threads alone, without the children that it waited for. */
export function ownUseOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Seconds of processor time that ended children of this process took during `work`. */
export async function childrenCpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = endedChildrenSeconds()
  await work()
  return endedChildrenSeconds() - before
}

function endedChildrenSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
}
