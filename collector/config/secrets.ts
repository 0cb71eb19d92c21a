/** Puts in what `${NAME}` and `${file:/path}` stand for, from the environment and from files. */
import { readFileSync, statSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { shown } from './shown.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** `why` names what is missing, never what it holds. */
export type Expansion = { ok: true; text: string } | { ok: false; why: string }

const largestSecretBytes = 64 * 1024
const filePrefix = 'file:'

export function expand(text: string, env: Environment): Expansion {
  let expanded = ''
  let from = 0
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', from)) {
    const end = text.indexOf('}', start)
    if (end === -1) return { ok: false, why: '${ is not closed; write ${NAME} or ${file:/path}' }
    const name = text.slice(start + 2, end)
    const found = name.startsWith(filePrefix)
      ? fromFile(name.slice(filePrefix.length))
      : fromEnvironment(name, env)
    if (!found.ok) return found
    expanded += text.slice(from, start) + found.text
    from = end + 1
  }
  return { ok: true, text: expanded + text.slice(from) }
}

function fromEnvironment(name: string, env: Environment): Expansion {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return { ok: false, why: '${…} holds no name; write ${NAME} (letters, digits and _) or ${file:/path}' }
  }
  // An own property only: `${constructor}` is not a variable.
  const value = Object.hasOwn(env, name) ? env[name] : undefined
  if (value !== undefined) return { ok: true, text: value }
  return {
    ok: false,
    why: `the environment has no ${name}; set ${name} for the collector, or use \${file:/path}`,
  }
}

function fromFile(path: string): Expansion {
  if (!isAbsolute(path)) {
    return { ok: false, why: '${file:…} needs the whole path, such as ${file:/run/secrets/name}' }
  }
  try {
    const stats = statSync(path)
    if (!stats.isFile()) return { ok: false, why: `the secret file ${shown(path)} is not a file` }
    if (stats.size > largestSecretBytes)
      return { ok: false, why: `the secret file ${shown(path)} is over 64 KiB` }
    const [line = ''] = readFileSync(path, 'utf8').split('\n', 1)
    return { ok: true, text: line.trim() }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const why = missing ? 'is not there; create it' : 'cannot be read; check its permissions'
    return { ok: false, why: `the secret file ${shown(path)} ${why}` }
  }
}
