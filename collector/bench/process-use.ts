/** What a process takes of the machine, as proc(5) tells it. */
import { readdirSync, readFileSync } from 'node:fs'

/** Of /proc: clock ticks a second on every Linux. */
const ticksPerSecond = 100

export interface ProcessUse {
  /** User and system time of all its threads, and of its children: those that run, and those that were waited for. */
  cpuSeconds: number
  /** Of itself; its children are a shell and what is sent out for a second. */
  residentMb: number
  /** The most that was resident since its start. */
  peakMb: number
  descriptors: number
  /** Bytes that it has caused to be written to a disk. */
  writtenBytes: number
}

export function useOf(pid: number): ProcessUse {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  return {
    cpuSeconds: familySeconds(pid),
    residentMb: kilobytes('VmRSS') / 1024,
    peakMb: kilobytes('VmHWM') / 1024,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    writtenBytes: Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0),
  }
}

/** Seconds of processor time of a process and its threads alone, without the children that it waited for. */
export function ownUseOf(pid: number): number {
  return secondsOf(pid).own
}

/** Seconds of processor time that ended children of this process took during `work`. */
export async function childrenCpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = secondsOf('self').ended
  await work()
  return secondsOf('self').ended - before
}

/** A child that ends between two looks is counted in its parent from then on, and never twice. */
function familySeconds(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)
  const { own, ended } = secondsOf(pid)
  return own + ended + children.reduce((total, child) => total + secondsWhileThere(child), 0)
}

function secondsWhileThere(pid: number): number {
  try {
    return familySeconds(pid)
  } catch {
    return 0
  }
}

function secondsOf(pid: number | 'self'): { own: number; ended: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // After the name, which may hold anything: fields 14 to 17 of proc(5) are the 12th to 15th here.
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number)
  return { own: (user + system) / ticksPerSecond, ended: (endedUser + endedSystem) / ticksPerSecond }
}
