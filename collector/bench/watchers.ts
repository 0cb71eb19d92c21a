import WebSocket from 'ws'
import type { LiveFrame } from '../serve/wire.ts'
import type { RunningCollector } from './running-collector.ts'

/** Browsers as the collector sees them: they take every frame, and read of it only what it is. */
export class Watchers {
  readonly #sockets: WebSocket[] = []
  frames = 0
  bytes = 0
  /** Frames that did not follow on the one before. */
  holes = 0

  async open({ url, token }: RunningCollector, count: number): Promise<void> {
    const address = `${url.replace(/^http/, 'ws')}/live`
    for (let opened = 0; opened < count; opened += 1) {
      const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } })
      this.#sockets.push(socket)
      let last = 0
      socket.on('message', (data: Buffer) => {
        this.frames += 1
        this.bytes += data.length
        const seq = seqOf(data)
        if (seq !== last + 1) this.holes += 1
        last = seq
      })
      await new Promise((resolve, reject) => {
        socket.once('open', resolve)
        socket.once('error', reject)
      })
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate()
  }
}

/** Read from the head of it, since the rest may be a snapshot of megabytes; failing that, from all of it. */
function seqOf(frame: Buffer): number {
  const found = /"seq":(\d+)/.exec(frame.toString('latin1', 0, 64))
  return found ? Number(found[1]) : (JSON.parse(frame.toString()) as LiveFrame).seq
}
