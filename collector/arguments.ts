import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { canonicalAddress, isOfOneMachine } from './serve/client-address.ts'
import { isHostName } from './serve/host-names.ts'
import type { KeyPairFiles } from './serve/key-pair.ts'
import type { ReceiverOrder } from './trap/receiver-messages.ts'

/** How the collector was asked to run. */
export interface Arguments {
  /** Path of devices.yaml. */
  devices: string
  /** Folder of the database. */
  data: string
  /** Where the key is that secrets in the database are sealed with; null: beside it. */
  key: string | null
  host: string
  /** 0: one that is free. */
  port: number
  /** Null: HTTP in clear. */
  tls: KeyPairFiles | null
  /** IP addresses of reverse proxies that are believed, each in its one spelling. */
  proxies: string[]
  /** Where traps are listened for; null: nowhere. */
  trap: ReceiverOrder | null
  /** Further names under which a browser asks for the page, in small letters. */
  names: string[]
}

export const usage = `Satker Connected: watches a network and serves its map.

  npm start -- [--devices FILE] [--data DIR] [--key FILE] [--listen HOST:PORT]
               [--tls-cert FILE --tls-key FILE] [--proxy ADDRESS]... [--name HOST]...
               [--trap-port N|off] [--trap-listen ADDRESS]

  --devices FILE      the network to watch; it is read again when edited   (devices.yaml)
  --data DIR          where the database is kept; made if it is not there  (data)
  --key FILE          the key that seals secrets there; made if missing     (DIR/secrets.key)
  --listen HOST:PORT  where the page is served; beyond this machine        (127.0.0.1:8080)
                      only over TLS, or to a proxy that is named
  --tls-cert FILE     serve over TLS: certificate and chain in PEM; read again when changed
  --tls-key FILE      its private key in PEM
  --proxy ADDRESS     IP address of a reverse proxy whose X-Forwarded-For and -Proto are believed
  --name HOST         a name under which a browser asks for the page, if no certificate above has it
  --trap-port N|off   UDP port where routers send traps; 0: any that is    (162, else 10162)
                      free; off: none
  --trap-listen ADDRESS  the address of this machine that they send to     (all)
  --help              this text

SIGTERM or SIGINT ends it within five seconds with everything committed.
The environment variable LOG_LEVEL sets what is logged: debug, info (default), warn or error.`

/** What the command line says; a text for the operator where it cannot be understood, or asks for help. */
export function readArguments(
  argv: readonly string[],
): { run: Arguments } | { say: string; exitCode: 0 | 2 } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        devices: { type: 'string' },
        data: { type: 'string' },
        key: { type: 'string' },
        listen: { type: 'string', default: '127.0.0.1:8080' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        proxy: { type: 'string', multiple: true, default: [] },
        name: { type: 'string', multiple: true, default: [] },
        'trap-port': { type: 'string' },
        'trap-listen': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { say: usage, exitCode: 0 }
    const { devices, data, key, listen } = values
    return {
      run: {
        devices: devices === undefined ? 'devices.yaml' : fromHere(devices),
        data: data === undefined ? 'data' : fromHere(data),
        key: key === undefined ? null : fromHere(key),
        ...readAddress(listen),
        tls: readTls(values['tls-cert'], values['tls-key']),
        proxies: values.proxy.map(readProxy),
        names: values.name.map(readName),
        trap: readTrap(values['trap-port'], values['trap-listen']),
      },
    }
  } catch (error) {
    return { say: `${error instanceof Error ? error.message : String(error)}\n\n${usage}`, exitCode: 2 }
  }
}

/** A path as it was typed where that leads there, so that problems name the file as the operator does. */
function fromHere(typed: string): string {
  const path = resolve(callerFolder(), typed)
  return path === resolve(typed) ? typed : path
}

function readAddress(listen: string): { host: string; port: number } {
  const parts = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(listen)
  const number = Number(parts?.[2])
  if (!parts?.[1] || number > 65_535) {
    throw new Error(`--listen ${listen}: write HOST:PORT, for example 127.0.0.1:8080 or [::1]:8080`)
  }
  return { host: parts[1].replace(/^\[|\]$/g, ''), port: number }
}

function readTls(cert: string | undefined, key: string | undefined): KeyPairFiles | null {
  if (cert !== undefined && key !== undefined) return { cert: fromHere(cert), key: fromHere(key) }
  if (cert !== undefined)
    throw new Error(`--tls-cert ${cert}: name the file of its private key too, with --tls-key`)
  if (key !== undefined)
    throw new Error(`--tls-key ${key}: name the file of its certificate too, with --tls-cert`)
  return null
}

/** One address, so that nobody is believed by being near. */
function readProxy(typed: string): string {
  const address = canonicalAddress(typed)
  if (address !== null && isOfOneMachine(address)) return address
  throw new Error(
    `--proxy ${typed}: write the IP address of one machine, for example 10.0.0.5 or 2001:db8::5`,
  )
}

/** 162 is the port of traps (RFC 3417 §3.2), and below 1024: without the privilege to open it the other is at hand. */
const usualTrapPorts = [162, 10_162]

function readTrap(port: string | undefined, typed: string | undefined): ReceiverOrder | null {
  const address = typed === undefined ? null : canonicalAddress(typed)
  if (typed !== undefined && (address === null || !isOfOneMachine(address)))
    throw new Error(`--trap-listen ${typed}: write an IP address of this machine, for example 10.0.0.5`)
  if (port === 'off') return null
  if (port === undefined) return { address, ports: usualTrapPorts }
  const number = Number(port)
  if (!/^\d{1,5}$/.test(port) || number > 65_535)
    throw new Error(`--trap-port ${port}: write a port, for example 10162, 0 for any that is free, or off`)
  return { address, ports: [number] }
}

function readName(typed: string): string {
  const name = typed.toLowerCase()
  if (isHostName(name)) return name
  throw new Error(
    `--name ${typed}: write the name of a host as it stands in an address, without scheme and port, for example ` +
      'monitor.example.go.id',
  )
}

/**
 * Where the person stands who typed a command. npm runs a script in the folder of its package.json, wherever it
 * was called; the paths on its command line are meant from there, and it says so in INIT_CWD.
 */
export function callerFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = process.cwd(),
): string {
  const { npm_package_json: manifest, INIT_CWD: caller } = env
  // What a script starts elsewhere inherits these variables, and is not meant.
  const byNpm = manifest !== undefined && dirname(manifest) === folder
  return byNpm && caller ? caller : folder
}
