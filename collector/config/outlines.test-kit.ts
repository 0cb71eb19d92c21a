/** For tests: small files of outlines, and what reading them comes to. */
import { join } from 'node:path'
import type { Position, Ring } from '../domain/ring.ts'
import { folderOf, problemsIn } from './folder-of.test-kit.ts'
import { readNetwork } from './read-network.ts'

/** A degree wide and high, clockwise on the map from its south-west corner. */
export function square([west, south]: Position): Ring {
  return [
    [west, south],
    [west, south + 1],
    [west + 1, south + 1],
    [west + 1, south],
    [west, south],
  ]
}

export const bali: Position = [115, -9]
export const aceh: Position = [96, 4]

export function area(properties: object, ...rings: unknown[]): object {
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: rings } }
}

export function collection(...features: unknown[]): object {
  return { type: 'FeatureCollection', features }
}

function folderWith(file: unknown): string {
  return folderOf({
    'devices.yaml': 'map: { provinces: peta.json }',
    'peta.json': typeof file === 'string' ? file : JSON.stringify(file),
  })
}

/** The document as it is answered; throws where there are problems. */
export function outlinesOf(file: unknown): unknown {
  const result = readNetwork(join(folderWith(file), 'devices.yaml'), {})
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.provinceOutlines && JSON.parse(new TextDecoder().decode(result.provinceOutlines))
}

/** Without the name of the file where it is that of the outlines as a whole. */
export function outlineProblems(file: unknown): string[] {
  return problemsIn(folderWith(file)).map((problem) => problem.replace(/^peta\.json:1:1 /, ''))
}
