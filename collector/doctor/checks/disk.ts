import { act, type Finding, note, well } from '../finding.ts'
import { bytes, whole } from '../figure.ts'
import type { FleetNeed } from '../fleet-need.ts'
import { storeBytes } from '../store-size.ts'

export interface DiskFacts {
  /** The data folder, or the nearest folder above it that is there. */
  folder: string
  isThere: boolean
  /** Why nothing can be written there; null: it can. */
  unwritable: string | null
  /** As statfs tells it; null where it cannot. */
  kind: number | null
  freeBytes: number | null
  /** Null where the file system counts none. */
  freeInodes: number | null
  /** Of the database that is there already. */
  usedBytes: number
  /** Median of some commits as the collector makes them; null where none could be made. */
  commitMs: number | null
}

/** Magic numbers of linux/magic.h and of the file systems' own sources. */
const networked: Record<number, string> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'CIFS',
  0xfe534d42: 'SMB2',
  0x01021997: '9P',
  0x5346414f: 'AFS',
  0x00c36400: 'Ceph',
  0x47504653: 'GPFS',
}
const fuse = 0x65735546
const inMemory: Record<number, string> = { 0x01021994: 'tmpfs', 0x858458f6: 'ramfs' }
const overlay = 0x794c7630

const leastInodes = 1_000
/** A commit holds up everything else meanwhile. */
const wellCommitMs = 20
const mostCommitMs = 100

export function checkDisk(facts: DiskFacts, need: FleetNeed): Finding[] {
  const { folder, isThere, unwritable } = facts
  const name = isThere ? folder : `${folder} (where the data folder would be made)`
  if (unwritable !== null) {
    const cure = `as the user that the collector runs as: mkdir -p DIR && chmod 700 DIR, and --data DIR`
    return [act('data folder', `nothing can be written in ${name}: ${unwritable}`, cure)]
  }
  return [checkKind(facts, name), checkRoom(facts, need), ...checkInodes(facts), checkCommit(facts)]
}

function checkKind({ kind }: DiskFacts, name: string): Finding {
  const what = 'data folder'
  if (kind === null) return note(what, `${name}; its kind of file system cannot be told here`)
  if (networked[kind] !== undefined)
    return act(
      what,
      `${name} is on ${networked[kind]}; the database's locks and its shared memory need a disk of this machine`,
      '--data DIR, of a local disk',
    )
  if (inMemory[kind] !== undefined)
    return act(what, `${name} is on ${inMemory[kind]}: gone with the next restart`, '--data DIR, of a disk')
  if (kind === fuse) return note(what, `${name} is on FUSE: see that it is a disk of this machine`)
  if (kind === overlay)
    return note(
      what,
      `${name} is in the layers of a container: gone with it, unless it is a volume`,
      'podman run -v satker-data:/var/lib/satker-connected …',
    )
  return well(what, `${name}, on a disk of this machine, can be written`)
}

function checkRoom({ freeBytes, usedBytes }: DiskFacts, need: FleetNeed): Finding {
  const what = 'room on the disk'
  if (freeBytes === null) return note(what, 'cannot be told here')
  const fullBytes = storeBytes(need)
  const missing = Math.max(0, fullBytes - usedBytes)
  const found = `${bytes(freeBytes)} free; once ${whole(need.links)} links have been kept for as long as devices.yaml says, the database has ${bytes(fullBytes)}`
  if (freeBytes >= missing) return well(what, found)
  return act(
    what,
    found,
    `make ${bytes(missing - freeBytes)} more room, or keep less: retention: { minutes: 7d, five_minutes: 6mo, hours: 2y }`,
  )
}

function checkInodes({ freeInodes }: DiskFacts): Finding[] {
  if (freeInodes === null || freeInodes >= leastInodes) return []
  return [
    act(
      'files on the disk',
      `room for ${whole(freeInodes)} more (inodes)`,
      'delete files that nobody needs: df -i',
    ),
  ]
}

function checkCommit({ commitMs }: DiskFacts): Finding {
  const what = 'commits'
  if (commitMs === null) return note(what, 'none could be tried')
  const found = `one takes ${commitMs.toFixed(1)} ms (median of those tried); each holds up all else meanwhile`
  if (commitMs <= wellCommitMs) return well(what, found)
  if (commitMs <= mostCommitMs) return note(what, `${found}: a faster disk would be better`)
  return act(
    what,
    found,
    '--data DIR, of a disk that can keep up: an SSD, or one with a cache that a battery holds',
  )
}
