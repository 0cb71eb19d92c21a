/** The live socket of a real collector, asked for by bytes as no browser would, and watched as a browser does. */
import { connect } from 'node:net'
import { WebSocket } from 'ws'

export type Headers = Record<string, string | null>

/** The head and body of the answer; a header given as null is left out, `HOST` stands for the collector's own. */
export function upgrade(url: string, headers: Headers = {}, path = '/live'): Promise<string> {
  const { host, hostname, port } = new URL(url)
  const all: Headers = {
    Host: host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) =>
    value === null ? '' : `${name}: ${value.replaceAll('HOST', host)}\r\n`,
  )
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`),
    )
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk
      if (text.startsWith('HTTP/1.1 101') && text.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('error', reject).on('close', () => resolve(text))
  })
}

export interface Watched {
  frames: string[]
  /** What it was closed with; null while it is open. */
  closed(): number | null
  end(): void
}

/** An open socket that has had its snapshot. */
export function watch(url: string, headers: Record<string, string>): Promise<Watched> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers })
  const frames: string[] = []
  let code: number | null = null
  socket.on('close', (with_) => (code = with_))
  const watched = { frames, closed: () => code, end: () => socket.terminate() }
  return new Promise((resolve, reject) => {
    socket.on('error', reject).on('message', (data) => {
      frames.push(String(data))
      resolve(watched)
    })
  })
}
