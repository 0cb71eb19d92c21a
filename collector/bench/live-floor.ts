/** A bare WebSocket server that sends as many bytes as often: what the library and the kernel cost by themselves. */
import { once } from 'node:events'
import { WebSocketServer } from 'ws'

const [bytes = '0', waves = '0'] = process.argv.slice(2)
const everyMs = 1_000

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
await once(server, 'listening')
let seq = 1
server.on('connection', (socket) => socket.send(`{"type":"snapshot","seq":1,"at":${Date.now()}}`))
process.send?.(server.address())
process.on('message', () => {
  const timer = setInterval(() => {
    seq += 1
    const head = `{"type":"changes","seq":${seq},"at":${Date.now()},"status":"down","filler":"`
    const frame = Buffer.from(`${head.padEnd(Number(bytes) - 2, '-')}"}`)
    for (const socket of server.clients) socket.send(frame, { binary: false })
    if (seq > Number(waves)) {
      clearInterval(timer)
      setTimeout(() => process.send?.('sent'), everyMs)
    }
  }, everyMs)
})
process.once('disconnect', () => process.exit())
