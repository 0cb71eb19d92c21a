/** Over what a request came, from whom, and under which name: what it may be believed of itself. */
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { canonicalAddress, forwardedAddress, isLoopbackAddress, lastEntry } from './client-address.ts'
import { parseHost } from './host-names.ts'
import type { Clock } from '../domain/clock.ts'
import type { Log } from '../log.ts'
import type { KeyPairFiles } from './key-pair.ts'
import { isLoopback } from './loopback.ts'
import { RequestError } from './request-error.ts'
import { ServedCertificate } from './served-certificate.ts'

export interface TransportOptions {
  /** Null: the server itself speaks HTTP in clear. */
  certificate: ServedCertificate | null
  /** Addresses of reverse proxies that are believed, each in its one spelling. */
  proxies: readonly string[]
  /** Further names under which the server is asked for, in small letters. */
  names: readonly string[]
}

/** Who sent a request. */
export interface Client {
  /** IP address in its one spelling; the empty text of a connection that has already ended. */
  address: string
  /** Whether a person or program on this machine asks, and certainly nobody beyond it. */
  isLoopback: boolean
  /** Whether its words were encrypted all the way from it. */
  isSecure: boolean
}

/** A proxy says one of these of a request; where nobody named the proxy, they show that there is one. */
const forwarding = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-real-ip',
  'forwarded',
  'via',
]

export class Transport {
  readonly certificate: ServedCertificate | null
  readonly #proxies: ReadonlySet<string>
  readonly #names: ReadonlySet<string>

  constructor({ certificate, proxies, names }: TransportOptions) {
    this.certificate = certificate
    this.#proxies = new Set(proxies)
    this.#names = new Set(names)
  }

  /** A sentence for the operator, null where the server may listen there. */
  whyNotOn(host: string): string | null {
    if (isLoopback(host) || this.#isForOthers) return null
    return (
      `Cannot listen on ${host}: beyond this machine passwords would cross the network in clear. Give a certificate ` +
      '(--tls-cert FILE --tls-key FILE), or name the reverse proxy in front that has one (--proxy ADDRESS), or listen ' +
      'on 127.0.0.1 or ::1.'
    )
  }

  /**
   * Whoever asks through a named proxy is never loopback, whatever is said of them. Nor is a caller from this machine
   * that says what only proxies say: it is a proxy that nobody named, and anybody may be behind it.
   */
  clientOf(request: IncomingMessage): Client {
    const peer = peerOf(request)
    const isSecure = this.#isSecure(request, peer)
    if (this.#proxies.has(peer)) {
      const address = forwardedAddress(lastEntry(request.headers['x-forwarded-for'])) ?? peer
      return { address, isLoopback: false, isSecure }
    }
    const isForwarded = forwarding.some((name) => request.headers[name] !== undefined)
    return { address: peer, isLoopback: isLoopbackAddress(peer) && !isForwarded, isSecure }
  }

  /** The one Origin that our own page has for a browser that sent this request, such as `https://monitor.example:8443`. */
  ownOrigin(request: IncomingMessage): string {
    const scheme = this.#isSecure(request, peerOf(request)) ? 'https' : 'http'
    const host = (request.headers.host ?? '').toLowerCase()
    // A browser leaves the scheme's own port out of an Origin, and most but not all programs out of a Host.
    return `${scheme}://${host.replace(scheme === 'https' ? /:443$/ : /:80$/, '')}`
  }

  /** Refuses those whose words were readable on their way here: whatever they ask for, a password or a cookie may be in it. */
  checkPeer(request: IncomingMessage): RequestError | null {
    const peer = peerOf(request)
    if (this.#proxies.has(peer)) return this.#isSecure(request, peer) ? null : clearToProxy()
    if (this.certificate || isLoopbackAddress(peer)) return null
    return new RequestError(
      'tls-required',
      'Ask through the reverse proxy of this server: here your words would cross the network in clear.',
    )
  }

  checkHost(request: IncomingMessage): RequestError | null {
    const hosts = request.headersDistinct.host ?? []
    if (hosts.length !== 1) return new RequestError('bad-request', 'Send one Host header.')
    if (this.#isOurs(hosts[0] ?? '')) return null
    return new RequestError(
      'bad-host',
      this.#isForOthers
        ? 'The Host header names another server; the names of this one are those of its certificate and of --name.'
        : 'Ask for this server as localhost, 127.0.0.1 or [::1]; the Host header named another.',
    )
  }

  get #isForOthers(): boolean {
    return this.certificate !== null || this.#proxies.size > 0
  }

  /**
   * The page of a stranger whose name was made to resolve to us (DNS rebinding) sends its own name. An address cannot
   * be made to resolve, and so a page that was loaded from one is ours.
   */
  #isOurs(header: string): boolean {
    const host = parseHost(header)
    if (host === null) return false
    if (isLoopback(host.name)) return true
    if (host.isAddress) return this.#isForOthers
    return this.#names.has(host.name) || (this.certificate?.isFor(host.name) ?? false)
  }

  /** A proxy knows how it was asked; that we are asked by TLS says only how it asks us. */
  #isSecure(request: IncomingMessage, peer: string): boolean {
    if (!this.#proxies.has(peer)) return request.socket instanceof TLSSocket
    // Some proxies say of a WebSocket wss.
    return ['https', 'wss'].includes(lastEntry(request.headers['x-forwarded-proto']).toLowerCase())
  }
}

function clearToProxy(): RequestError {
  return new RequestError(
    'tls-required',
    'Ask by https. If you did, the reverse proxy does not say so: it must set the header X-Forwarded-Proto to https.',
  )
}

function peerOf(request: IncomingMessage): string {
  const address = (request.socket.remoteAddress ?? '').replace(/%.*$/, '')
  return canonicalAddress(address) ?? ''
}

/** For this machine alone, in clear: what a server is without being told otherwise. */
export const loopbackTransport = new Transport({ certificate: null, proxies: [], names: [] })

/** As the command line asks for it. Rejects with a sentence for the operator. */
export async function openTransport(
  asked: { host: string; tls: KeyPairFiles | null; proxies: readonly string[]; names: readonly string[] },
  { clock, log }: { clock: Clock; log: Log },
): Promise<Transport> {
  const certificate = asked.tls && (await ServedCertificate.open({ files: asked.tls, clock, log }))
  const transport = new Transport({ certificate, proxies: asked.proxies, names: asked.names })
  const whyNot = transport.whyNotOn(asked.host)
  if (whyNot !== null) throw new Error(whyNot)
  return transport
}
