/** Reads devices.yaml and all that it includes: a checked network, or every problem at once. */
import { resolve } from 'node:path'
import type { Network } from '../domain/network.ts'
import type { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import { checkLoops } from './check-loops.ts'
import { checkNames } from './check-names.ts'
import type { InventoryDraft, SettingsDraft } from './draft.ts'
import { Entry } from './entry.ts'
import type { FileStamps } from './file-stamp.ts'
import { FilesUnder } from './files-under.ts'
import { readMap } from './map.ts'
import { networkOf } from './network-of.ts'
import { fileProblem, type Problem, ProblemList } from './problem.ts'
import { readInventory } from './read-inventory.ts'
import { readSettings } from './read-settings.ts'
import type { Environment } from './secrets.ts'
import { resolveAliases } from './yaml-aliases.ts'
import { parseYaml } from './yaml-tree.ts'

/**
 * `provinceOutlines` is GeoJSON, as it is answered; null where none are named. `files` is what all was read from,
 * with stamps of that moment, good or bad: by it an edit is noticed.
 */
export type LoadResult =
  | {
      ok: true
      network: Network
      access: Map<string, SnmpAccess>
      /** Ours at the OpenID Connect provider; null where it gave none. */
      signOnSecret: Secret | null
      provinceOutlines: Uint8Array | null
      files: FileStamps
    }
  | { ok: false; problems: Problem[]; total: number; files: FileStamps }

/** More than anybody reads; the rest is counted. */
const mostListed = 200

export function readNetwork(file: string, env: Environment): LoadResult {
  const problems = new ProblemList()
  const files = new FilesUnder(file, problems)
  const read = readFiles(resolve(file), files, problems, env)
  if (read) {
    checkNames(read.settings, read.inventory)
    checkLoops(read.inventory.satker.flatMap(({ links }) => links))
    const { network, access } = networkOf(read.settings, read.inventory)
    const { provinceOutlines } = read.settings
    const { signOnSecret } = read.settings.access
    if (problems.count === 0)
      return { ok: true, network, access, signOnSecret, provinceOutlines, files: files.stamps }
  }
  return { ok: false, ...problems.listed(mostListed), files: files.stamps }
}

/** Null where a file could not be read at all: what it holds would then be missed everywhere else. */
function readFiles(
  main: string,
  files: FilesUnder,
  problems: ProblemList,
  env: Environment,
): { settings: SettingsDraft; inventory: InventoryDraft } | null {
  const open = (path: string, cure: string) => openFile(path, cure, files, problems, env)
  const root = open(main, 'write at least organisation: and satker:')
  if (!root) return null
  const { settings, inventory, keys } = readMap(root, (fields) => {
    const read = readSettings(fields, files)
    return { settings: read, inventory: readInventory(fields, read.timezone), keys: fields.asked }
  })
  const before = problems.count
  const included = settings.include.flatMap(({ text, entry }) => files.find(text, entry))
  let isWhole = problems.count === before
  for (const path of new Set(included)) {
    const entry = open(path, 'write satker:, providers:, contracts: or maintenance:, or remove the file')
    if (entry) append(inventory, readIncluded(entry, settings.timezone, keys))
    else isWhole = false
  }
  return isWhole ? { settings, inventory } : null
}

function openFile(
  path: string,
  cure: string,
  files: FilesUnder,
  problems: ProblemList,
  env: Environment,
): Entry | null {
  const file = files.readText(path)
  if (!file) return null
  const tree = parseYaml(file.text, file.shown)
  for (const problem of tree.problems) problems.add(problem)
  if (tree.problems.length > 0) return null
  if (!tree.root) {
    problems.add(fileProblem(file.shown, `is empty; ${cure}`))
    return null
  }
  const before = problems.count
  const aliases = resolveAliases(tree.root, (offset, message) => {
    const { line, col } = tree.lines.linePos(offset)
    problems.add({ file: file.shown, line, column: col, path: '', message })
  })
  if (problems.count > before) return null
  return new Entry({ file: file.shown, lines: tree.lines, aliases, env, problems }, '', tree.root)
}

function readIncluded(root: Entry, timezone: string, mainKeys: ReadonlySet<string>): InventoryDraft {
  return readMap(root, (fields) => {
    const inventory = readInventory(fields, timezone)
    for (const key of mainKeys) {
      if (fields.asked.has(key)) continue
      fields.refuse(key, `${key} stands in the main file only; an included file adds to the lists`)
    }
    return inventory
  })
}

function append(inventory: InventoryDraft, more: InventoryDraft): void {
  inventory.satker = inventory.satker.concat(more.satker)
  inventory.providers = inventory.providers.concat(more.providers)
  inventory.contracts = inventory.contracts.concat(more.contracts)
  inventory.maintenance = inventory.maintenance.concat(more.maintenance)
}
