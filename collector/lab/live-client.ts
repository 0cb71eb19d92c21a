/** Prints each frame of a collector's live socket as a line: a process of its own, since a test cannot enter a namespace itself. */
import { WebSocket } from 'ws'

const [url = ''] = process.argv.slice(2)
const headers = { authorization: `Bearer ${process.env.TOKEN}` }
const socket = new WebSocket(new URL('/live', url.replace(/^http/, 'ws')), { headers })
socket.on('message', (frame) => process.stdout.write(`${String(frame)}\n`))
socket.on('close', (code) => {
  console.error(`the live socket was closed with ${code}`)
  process.exitCode = 1
})
process.once('SIGTERM', () => process.exit(0))
