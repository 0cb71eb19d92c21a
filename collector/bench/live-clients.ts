/** Some of the browsers of the bench `live`: a process of its own, so that what they cost is not the collector's. */
import { WebSocket } from 'ws'

/** What the bench asks for. */
export type CrowdOrder =
  | { do: 'open'; url: string; token: string; count: number; reads: boolean }
  | { do: 'report' }
  | { do: 'close' }

/** What they saw, since they were asked last. */
export interface CrowdReport {
  /** Of each wave, by the time that its frame carries, how much later each browser had it: milliseconds. */
  waves: [at: number, lateMs: number[]][]
  bytes: number
  frames: number
  waveBytes: number
  /** Frames that did not follow on the one before. */
  holes: number
  closed: number
}

const head = /"seq":(\d+),"at":(\d+)/
/** Of a wave the first satker is told to be down. */
const mark = Buffer.from('"status":"down"')
const markWithin = 400

const sockets = new Set<WebSocket>()
let report = emptyReport()

function emptyReport(): CrowdReport {
  return { waves: [], bytes: 0, frames: 0, waveBytes: 0, holes: 0, closed: 0 }
}

/** Resolves with the milliseconds until each had its first frame; those that do not read: until each was open. */
async function open({ url, token, count, reads }: CrowdOrder & { do: 'open' }): Promise<number[]> {
  const from = performance.now()
  return Promise.all(
    Array.from({ length: count }, async () => {
      const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
      const socket = new WebSocket(url, { headers, skipUTF8Validation: true, maxPayload: 0 })
      sockets.add(socket)
      socket.on('close', () => {
        sockets.delete(socket)
        report.closed += 1
      })
      const begun = new Promise<void>((resolve, reject) => {
        socket.once(reads ? 'message' : 'open', () => resolve())
        socket.once('error', reject)
      })
      if (reads) take(socket)
      else socket.once('upgrade', ({ socket: line }) => line.pause())
      await begun
      if (!reads) socket.pause()
      return performance.now() - from
    }),
  )
}

function take(socket: WebSocket): void {
  let last = 0
  socket.on('message', (data: Buffer) => {
    const now = performance.timeOrigin + performance.now()
    const [, seq, at] = head.exec(data.toString('latin1', 0, 80)) ?? []
    report.frames += 1
    report.bytes += data.length
    if (Number(seq) !== last + 1) report.holes += 1
    last = Number(seq)
    if (last === 1 || !data.subarray(0, markWithin).includes(mark)) return
    report.waveBytes = Math.max(report.waveBytes, data.length)
    const known = report.waves.find(([one]) => one === Number(at))
    if (known) known[1].push(now - Number(at))
    else report.waves.push([Number(at), [now - Number(at)]])
  })
}

async function closeAll(): Promise<void> {
  const ended = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
  for (const socket of sockets) socket.terminate()
  await Promise.all(ended)
}

process.on('message', async (order: CrowdOrder) => {
  try {
    if (order.do === 'open') process.send?.({ took: await open(order) })
    else if (order.do === 'close') {
      await closeAll()
      process.send?.({ closed: true })
    } else {
      process.send?.(report)
      report = emptyReport()
    }
  } catch (error) {
    process.send?.({ failed: String(error) })
  }
})
process.once('disconnect', () => process.exit())
