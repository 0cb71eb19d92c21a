import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** How the collector was asked to run. */
export interface Arguments {
  /** Path of devices.yaml. */
  devices: string
  /** Folder of the database. */
  data: string
  host: string
  /** 0: one that is free. */
  port: number
}

export const usage = `Satker Connected: watches a network and serves its map.

  npm start -- [--devices FILE] [--data DIR] [--listen HOST:PORT]

  --devices FILE      the network to watch; it is read again when edited   (devices.yaml)
  --data DIR          where the database is kept; made if it is not there  (data)
  --listen HOST:PORT  where the page is served, loopback only              (127.0.0.1:8080)
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
        listen: { type: 'string', default: '127.0.0.1:8080' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { say: usage, exitCode: 0 }
    const { devices, data, listen } = values
    return {
      run: {
        devices: devices === undefined ? 'devices.yaml' : fromHere(devices),
        data: data === undefined ? 'data' : fromHere(data),
        ...readAddress(listen),
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
